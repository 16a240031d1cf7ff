// 家庭收入 by part: each item with last year's figure beside it, one tap for the same, the keypad for another; and what it comes to against the line.
import { useState } from 'preact/hooks';
import type { Question } from '../../../../domain/survey/definition.ts';
import type { FormNode } from '../../../../domain/survey/form.ts';
import type { CellView } from '../../../../domain/survey/view.ts';
import { Button } from '../../../../ui/button.tsx';
import { monthsFrom } from '../../../../ui/calendar.ts';
import { sayMonth, sayYuan } from '../../../../words/common/say.ts';
import { language, w } from '../../state/look.ts';
import { QuestionField } from '../question-field.tsx';
import type { SectionProps, SurveyDesk } from '../survey-desk.ts';
import { restOf, sameAsBefore, sortItems } from './income-items.ts';
import { IncomeRow } from './income-row.tsx';
import { IncomeStanding } from './income-standing.tsx';

const isMoneyItem = (node: FormNode): boolean => node.kind === 'question' && (node.type === 'decimal' || node.type === 'integer');

const viewsOfItems = (desk: SurveyDesk, instanceId: string, items: readonly FormNode[]): CellView[] =>
  items.map((node) => desk.view(instanceId, node.key)).filter((view): view is CellView => view?.applies === true);

export function IncomeSection({ desk, instanceId, group }: SectionProps) {
  const words = w().sections.income;
  const children = desk.node(instanceId, group)?.children ?? [];
  const parts = children.filter((node) => node.kind === 'group' && node.children.some(isMoneyItem));
  const month = desk.today.slice(0, 7);
  const all = viewsOfItems(
    desk,
    instanceId,
    parts.flatMap((part) => part.children.filter(isMoneyItem)),
  );
  const same = sameAsBefore(all).length;
  const anythingKnown = all.some((view) => view.known !== null);
  return (
    <>
      <p class="step-lead">{words.period(sayMonth(monthsFrom(month, -12), language.value), sayMonth(monthsFrom(month, -1), language.value))}</p>
      {same > 0 && !desk.readOnly ? (
        <div class="group">
          <Button
            look="outline"
            wide
            onClick={() => {
              for (const view of sameAsBefore(all)) desk.confirm(instanceId, view.key);
            }}
          >
            {words.allSame(same)}
          </Button>
        </div>
      ) : null}
      {parts.map((part) => (
        <IncomePart key={part.key} desk={desk} instanceId={instanceId} part={part} anythingKnown={anythingKnown} />
      ))}
      {children
        .filter((node) => node.kind === 'question' && node.type !== 'calculate')
        .map((node) => (
          <QuestionField key={node.key} desk={desk} instanceId={instanceId} name={node.key} />
        ))}
      {restOf(all).length > 0 && restOf(all).length < all.length && !desk.readOnly ? (
        <div class="group">
          <Button
            look="outline"
            wide
            onClick={() => {
              for (const view of restOf(all)) desk.answer(instanceId, view.key, 0, 'tap');
            }}
          >
            {words.everythingElseNone(restOf(all).length)}
          </Button>
        </div>
      ) : null}
      <IncomeStanding desk={desk} instanceId={instanceId} group={group} />
    </>
  );
}

function IncomePart({ desk, instanceId, part, anythingKnown }: { desk: SurveyDesk; instanceId: string; part: FormNode; anythingKnown: boolean }) {
  const words = w().sections.income;
  const [more, setMore] = useState(false);
  const nodes = part.children.filter(isMoneyItem);
  const views = viewsOfItems(desk, instanceId, nodes);
  const { shown, folded } = sortItems(views, anythingKnown);
  const rest = restOf(views);
  const title = desk.text(instanceId, part.key, 'label');
  const hint = desk.text(instanceId, part.key, 'hint');
  // The total of a part stands beside its items under the part's own name, where the form computes one.
  const total = desk.view(instanceId, part.item.name.replace(/Items$/, ''));
  const sum = nodes.length > 1 && typeof total?.value === 'number' ? total.value : null;
  if (views.length === 0) return null;
  const row = (view: CellView) => (
    <IncomeRow
      key={view.key}
      desk={desk}
      view={view}
      outside={
        (desk.node(instanceId, view.key)?.item as Question | undefined)?.countsInNetIncome === false && !/^(claims|selfPaid)/.test(part.item.name)
      }
    />
  );
  return (
    <section class="group" aria-label={title}>
      <div class="group-head">
        <h3>{title}</h3>
        {sum === null ? null : (
          <span class="num">
            {words.sum} {sayYuan(sum, language.value)}
          </span>
        )}
      </div>
      {hint ? <p class="step-lead income-hint">{hint}</p> : null}
      <div class="card">
        {shown.map(row)}
        {more ? folded.map(row) : null}
        {folded.length > 0 || (rest.length > 0 && !desk.readOnly) ? (
          <div class="income-acts">
            {folded.length > 0 ? (
              <button type="button" class="cell-act" aria-expanded={more} onClick={() => setMore(!more)}>
                {more ? words.fewer : words.more(folded.length)}
              </button>
            ) : null}
            {rest.length > 0 && !desk.readOnly ? (
              <button
                type="button"
                class="cell-act"
                aria-label={words.restNoneOf(title)}
                onClick={() => {
                  for (const view of rest) desk.answer(instanceId, view.key, 0, 'tap');
                }}
              >
                {rest.length === views.length ? words.allNone : words.restNone}
              </button>
            ) : null}
          </div>
        ) : null}
      </div>
    </section>
  );
}
