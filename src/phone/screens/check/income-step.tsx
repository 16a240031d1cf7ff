// Income totals for an inclusion: last year's figure at each item to confirm with one tap, and what a person has against the line as it is typed.

import { peopleCounted } from '../../../domain/draft.ts';
import type { IncomeTotals } from '../../../domain/household.ts';
import { incomeStanding } from '../../../domain/income.ts';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/cell.tsx';
import { MoneyField } from '../../../ui/money-field.tsx';
import { sayMonth, sayYuan } from '../../../words/common/say.ts';
import { session } from '../state/archive.ts';
import { today } from '../state/clock.ts';
import { common, language, w } from '../state/look.ts';
import type { StepProps } from './step-props.ts';

const ITEMS = ['wages', 'business', 'property', 'transfers', 'costs', 'claims', 'selfPaid'] as const;
const NOTHING: IncomeTotals = { wages: 0, business: 0, property: 0, transfers: 0, costs: 0, claims: 0, selfPaid: 0 };

/** The 12 full months before this one, as YYYY-MM. */
function twelveMonths(day: string): { from: string; to: string } {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const at = (back: number): string => {
    const months = year * 12 + month - 1 - back;
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  };
  return { from: at(12), to: at(1) };
}

export function IncomeStep({ desk, answers, household, readOnly }: StepProps) {
  const words = w().income;
  const { income } = answers.survey;
  const last = household?.income ?? null;
  const { from, to } = twelveMonths(today.value);
  const set = (change: Partial<IncomeTotals>, how: 'tap' | 'typing'): void =>
    desk.answer((draft) => ({ ...draft, survey: { ...draft.survey, income: { ...(draft.survey.income ?? NOTHING), ...change } } }), how);
  return (
    <>
      <div class="group">
        <div class="group-head">
          <h3>{words.title(sayMonth(from, language.value), sayMonth(to, language.value))}</h3>
        </div>
        <div class="card">
          {last && !readOnly ? (
            <div class="pad">
              <Button look="outline" wide onClick={() => set(last.totals, 'tap')}>
                {words.sameAll(last.year)}
              </Button>
            </div>
          ) : null}
          {ITEMS.map((item) => {
            const before = last?.totals[item];
            const value = income ? income[item] : null;
            return (
              <MoneyField
                key={item}
                name={`survey.income.${item}`}
                label={common().incomeItems[item]}
                hint={words.hints[item]}
                unit={w().common.yuan}
                invalid={words.invalid}
                disabled={readOnly}
                value={value === 0 && before !== 0 ? null : value}
                onInput={(yuan) => set({ [item]: yuan ?? 0 }, 'typing')}
              >
                {before !== undefined && last && !readOnly ? (
                  <span class="known">
                    <span class="num">
                      {words.lastYear(last.year)}
                      {w().common.known(sayYuan(before, language.value))}
                    </span>
                    {value === before && income ? (
                      <span class="known-ok">✓ {w().common.confirmed}</span>
                    ) : (
                      <button
                        type="button"
                        class="cell-act"
                        aria-label={`${w().common.confirm} ${common().incomeItems[item]}`}
                        onClick={() => set({ [item]: before }, 'tap')}
                      >
                        {w().common.confirm}
                      </button>
                    )}
                  </span>
                ) : null}
              </MoneyField>
            );
          })}
        </div>
      </div>
      <Standing answers={answers} household={household} />
    </>
  );
}

function Standing({ answers, household }: Pick<StepProps, 'answers' | 'household'>) {
  const words = w().income;
  const policy = session.value?.policy;
  const people = peopleCounted(answers);
  const { income } = answers.survey;
  if (!income || !policy) return null;
  const standing = incomeStanding(income, people, policy.monitoringLine);
  if (!standing) return <Note tone="warn">{words.nobody}</Note>;
  const gap = standing.referenceGap;
  const said = gap === 0 ? words.equal : gap > 0 ? words.above(sayYuan(gap, language.value)) : words.below(sayYuan(-gap, language.value));
  const before = household?.income ? incomeStanding(household.income.totals, household.size, policy.monitoringLine) : null;
  const change = before && before.netPerCapita > 0 ? Math.round((100 * (standing.netPerCapita - before.netPerCapita)) / before.netPerCapita) : 0;
  return (
    <>
      {change <= -30 ? <Note tone="warn">{words.less(-change)}</Note> : change >= 30 ? <Note tone="warn">{words.more(change)}</Note> : null}
      <div class="standing" role="status">
        <p>
          <span>{words.perCapita}</span>
          <b class="num">{sayYuan(standing.netPerCapita, language.value)}</b>
        </p>
        <p>
          <span>{words.reference}</span>
          <b class="num">{sayYuan(standing.referencePerCapita, language.value)}</b>
        </p>
        <p class={gap >= 0 ? 'standing-above' : 'standing-below'}>
          {said}
          {policy.monitoringLineAssumed ? w().task.assumed : ''} {w().common.dot} {words.people(people)}
        </p>
      </div>
    </>
  );
}
