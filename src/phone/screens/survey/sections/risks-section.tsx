// 返贫致贫风险: tapped in the order of their weight, up to five; what the chosen ones call for is asked below.
import type { Question } from '../../../../domain/survey/definition.ts';
import type { FormNode } from '../../../../domain/survey/form.ts';
import { RankGroup } from '../../../../ui/rank-group.tsx';
import { w } from '../../state/look.ts';
import { Items } from '../question-list.tsx';
import { RemarksAtField } from '../remarks-at-field.tsx';
import { fieldNameOf, type SectionProps, type SurveyDesk } from '../survey-desk.ts';

/** As the national form allows (domain 3.5); a form that says another number in its constraint is followed. */
const MOST = 5;
const mostOf = (question: Question): number => Number(/count-selected\(\.\)\s*<=\s*(\d+)/.exec(question.constraint ?? '')?.[1] ?? MOST);

export function RisksSection({ desk, instanceId, group }: SectionProps) {
  const children = desk.node(instanceId, group)?.children ?? [];
  const ranked = children.filter((node) => node.kind === 'question' && node.type === 'rank');
  return (
    <>
      {ranked.map((node) => (
        <Ranked key={node.key} desk={desk} instanceId={instanceId} node={node} />
      ))}
      <Items desk={desk} instanceId={instanceId} nodes={children.filter((node) => !ranked.includes(node))} />
    </>
  );
}

function Ranked({ desk, instanceId, node }: { desk: SurveyDesk; instanceId: string; node: FormNode }) {
  const words = w().sections.risks;
  const view = desk.view(instanceId, node.key);
  if (!view?.applies) return null;
  const order = typeof view.value === 'object' && view.value !== null ? view.value : [];
  const most = mostOf(node.item as Question);
  return (
    <div class="group">
      <div class="card">
        <RankGroup
          name={fieldNameOf({ instanceId, key: node.key })}
          title={desk.text(instanceId, node.key, 'label')}
          hint={desk.readOnly ? undefined : order.length >= most ? words.full : words.hint}
          options={desk.choices(instanceId, node.key).map(({ name, label }) => ({ value: name, word: label }))}
          order={order}
          most={most}
          rank={words.rank}
          disabled={desk.readOnly}
          onChange={(next) => desk.answer(instanceId, node.key, next.length === 0 ? null : [...next], 'tap')}
        >
          {view.source === 'known' && !desk.readOnly ? (
            <p class="known-below">
              {w().common.known(desk.words(instanceId, node.key, view.known))}{' '}
              <button type="button" class="cell-act" onClick={() => desk.confirm(instanceId, node.key)}>
                {w().common.confirm}
              </button>
            </p>
          ) : null}
        </RankGroup>
        <RemarksAtField desk={desk} instanceId={instanceId} name={node.key} />
      </div>
    </div>
  );
}
