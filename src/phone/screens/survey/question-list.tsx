// The generic section: every question of a group in order, groups within it as cards, repeats with add and remove. Draws any form.
import { useMemo } from 'preact/hooks';
import type { FormNode } from '../../../domain/survey/form.ts';
import { Button } from '../../../ui/button.tsx';
import { CellAction } from '../../../ui/cell.tsx';
import { w } from '../state/look.ts';
import { screenful, useGradually } from './gradually.ts';
import { QuestionField } from './question-field.tsx';
import { RemarksAtField } from './remarks-at-field.tsx';
import { sectionOf } from './sections/section-table.ts';
import { fieldNameOf, type Place, type SectionProps, type SurveyDesk } from './survey-desk.ts';

/** The bars above and below, and a question that is a line with what is known. */
const FIXED = 200;
const LINE = 80;
/** As many as a slow phone draws without a thumb noticing. */
const A_FRAME = 8;

/** The questions in a node, in the order in which they stand; a repeat counts as one. */
const questionsIn = (node: FormNode): readonly FormNode[] => (node.kind === 'group' ? node.children.flatMap(questionsIn) : [node]);

/** A top-level group, or one inside a special section: `instanceId` is whose answers they are. `target` is to be found at once. */
export function QuestionList({ desk, instanceId, group, only, target = null }: SectionProps & { target?: Place | null }) {
  const node = desk.node(instanceId, group);
  if (!node) return null;
  if (only) return <OnlyOne desk={desk} only={only} />;
  if (node.kind === 'repeat') return <RepeatList desk={desk} instanceId={instanceId} repeat={node} />;
  return <Gradual desk={desk} instanceId={instanceId} node={node} target={target} />;
}

/** The first screenful at first, or as far as the place that somebody comes for. */
function Gradual({ desk, instanceId, node, target }: { desk: SurveyDesk; instanceId: string; node: FormNode; target: Place | null }) {
  const order = useMemo(() => questionsIn(node), [node]);
  const wanted = target ? order.findIndex((one) => one.key === target.key) : 0;
  // What stands inside a repeat is found by drawing everything.
  const first = wanted < 0 || (target && target.instanceId !== instanceId) ? order.length : wanted + screenful(FIXED, LINE);
  const most = useGradually(order.length, first, A_FRAME);
  return <Items desk={desk} instanceId={instanceId} nodes={node.kind === 'group' ? node.children : [node]} most={most} />;
}

function OnlyOne({ desk, only }: { desk: SurveyDesk; only: NonNullable<SectionProps['only']> }) {
  return (
    <div class="group">
      <div class="card one-question">
        <QuestionField key={fieldNameOf(only)} desk={desk} instanceId={only.instanceId} name={only.key} />
      </div>
    </div>
  );
}

/** Questions that follow each other share a card; a group or repeat begins its own. */
export function Items(props: { desk: SurveyDesk; instanceId: string; nodes: readonly FormNode[]; most?: number }) {
  const { desk, instanceId, nodes, most = Number.POSITIVE_INFINITY } = props;
  const runs: { first: FormNode; questions: FormNode[] | null; most: number }[] = [];
  let left = most;
  for (const node of nodes) {
    if (left <= 0) break;
    const last = runs[runs.length - 1];
    if (node.kind === 'question' && last?.questions) last.questions.push(node);
    else runs.push({ first: node, questions: node.kind === 'question' ? [node] : null, most: left });
    left -= most === Number.POSITIVE_INFINITY ? 0 : questionsIn(node).length;
  }
  return (
    <>
      {runs.map(({ first, questions, most }) =>
        questions ? (
          <Card key={first.key} desk={desk} instanceId={instanceId} questions={questions} />
        ) : first.kind === 'repeat' ? (
          <RepeatList key={first.key} desk={desk} instanceId={instanceId} repeat={first} />
        ) : (
          <GroupCard key={first.key} desk={desk} instanceId={instanceId} group={first} most={most} />
        ),
      )}
    </>
  );
}

function Card({ desk, instanceId, questions }: { desk: SurveyDesk; instanceId: string; questions: readonly FormNode[] }) {
  return (
    <div class="group">
      <div class="card">
        {questions.map((question) => (
          <QuestionField key={question.key} desk={desk} instanceId={instanceId} name={question.key} />
        ))}
      </div>
    </div>
  );
}

function GroupCard({ desk, instanceId, group, most }: { desk: SurveyDesk; instanceId: string; group: FormNode; most: number }) {
  if (!desk.view(instanceId, group.key)?.applies) return null;
  const title = desk.text(instanceId, group.key, 'label');
  const hint = desk.text(instanceId, group.key, 'hint');
  const Special = sectionOf(group.item.appearance)?.view;
  return (
    <section class="question-group" id={`field-${fieldNameOf({ instanceId, key: group.key })}`} tabIndex={-1}>
      {title ? (
        <div class="group-head">
          <h3>{title}</h3>
        </div>
      ) : null}
      {hint ? <p class="step-lead">{hint}</p> : null}
      {Special ? (
        <Special desk={desk} instanceId={instanceId} group={group.key} onDone={() => undefined} />
      ) : (
        <Items desk={desk} instanceId={instanceId} nodes={group.children} most={most} />
      )}
    </section>
  );
}

/** What an instance is called: the first words answered in it, else its number. */
export function instanceName(desk: SurveyDesk, repeat: FormNode, id: string, position: number): string {
  for (const node of repeat.inner?.nodes ?? []) {
    if (node.type !== 'text' && node.type !== 'select_one') continue;
    const view = desk.view(id, node.key);
    if (view?.applies && view.value !== null) return desk.words(id, node.key, view.value);
  }
  return w().survey.nth(position + 1);
}

export function RepeatList({ desk, instanceId, repeat }: { desk: SurveyDesk; instanceId: string; repeat: FormNode }) {
  const words = w().survey;
  if (!desk.view(instanceId, repeat.key)?.applies) return null;
  const instances = desk.instances(instanceId, repeat.key);
  const title = desk.text(instanceId, repeat.key, 'label') || repeat.item.name;
  const counted = repeat.computed !== null;
  return (
    <section class="question-repeat" id={`field-${fieldNameOf({ instanceId, key: repeat.key })}`} tabIndex={-1}>
      <RemarksAtField desk={desk} instanceId={instanceId} name={repeat.key} />
      {instances.map(({ id, position }) => (
        <section class="question-instance" key={id} aria-label={`${title} ${position + 1}`}>
          <div class="group-head">
            <h3>
              {title} {position + 1}
            </h3>
            {counted || desk.readOnly ? null : (
              <CellAction
                label={`${words.remove} ${title} ${position + 1}`}
                onClick={() => desk.remove(id, instanceName(desk, repeat, id, position))}
              >
                {words.remove}
              </CellAction>
            )}
          </div>
          <Items desk={desk} instanceId={id} nodes={repeat.children} />
        </section>
      ))}
      {counted || desk.readOnly ? null : (
        <div class="group">
          <Button look="outline" wide onClick={() => desk.add(instanceId, repeat.key)}>
            {words.add(title)}
          </Button>
        </div>
      )}
    </section>
  );
}
