// Income totals for an inclusion: last year's figure at each item to confirm with one tap, and what a person has against the line as it is typed.

import { peopleCounted } from '../../../domain/core-draft.ts';
import { INCOME_ITEMS, incomeStanding, itemsOpen, type PartialTotals, wholeIncome } from '../../../domain/income.ts';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/cell.tsx';
import { MoneyField } from '../../../ui/money-field.tsx';
import { sayMonth, sayYuan } from '../../../words/common/say.ts';
import { policy as policyNow } from '../state/archive.ts';
import { today } from '../state/clock.ts';
import { common, language, w } from '../state/look.ts';
import type { StepProps } from './step-props.ts';

const NOTHING = { wages: 0, business: 0, property: 0, transfers: 0, costs: 0, claims: 0, selfPaid: 0 };

/** The 12 full months before this one, as YYYY-MM. */
function twelveMonths(day: string): { from: string; to: string } {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const at = (back: number): string => {
    const months = year * 12 + month - 1 - back;
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  };
  return { from: at(12), to: at(1) };
}

/** Absent items are left out, so that a draft reads the same from the disk; nothing at all is null. */
function settled(totals: PartialTotals): PartialTotals | null {
  const given = Object.entries(totals).filter(([, yuan]) => yuan !== undefined);
  return given.length === 0 ? null : Object.fromEntries(given);
}

export function IncomeStep({ desk, answers, household, readOnly }: StepProps) {
  const words = w().income;
  const { income } = answers.survey;
  const last = household?.income ?? null;
  const { from, to } = twelveMonths(today.value);
  const open = itemsOpen(income);
  const set = (change: PartialTotals, how: 'tap' | 'typing'): void =>
    desk.answer((draft) => ({ ...draft, survey: { ...draft.survey, income: settled({ ...draft.survey.income, ...change }) } }), how);
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
          {INCOME_ITEMS.map((item) => {
            const before = last?.totals[item];
            const value = income?.[item] ?? null;
            return (
              <MoneyField
                key={item}
                name={`survey.income.${item}`}
                label={common().incomeItems[item]}
                hint={words.hints[item]}
                unit={w().common.yuan}
                invalid={words.invalid}
                disabled={readOnly}
                value={value}
                onInput={(yuan) => set({ [item]: yuan ?? undefined }, 'typing')}
              >
                {before !== undefined && last && !readOnly ? (
                  <span class="known">
                    <span class="num">
                      {words.lastYear(last.year)}
                      {w().common.known(sayYuan(before, language.value))}
                    </span>
                    {value === before ? (
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
          {open.length > 0 && open.length < INCOME_ITEMS.length && !readOnly ? (
            <div class="pad">
              <Button look="outline" wide onClick={() => set(Object.fromEntries(open.map((item) => [item, 0])), 'tap')}>
                {words.restNone(open.length)}
              </Button>
            </div>
          ) : null}
        </div>
      </div>
      <Standing answers={answers} household={household} />
    </>
  );
}

function Standing({ answers, household }: Pick<StepProps, 'answers' | 'household'>) {
  const words = w().income;
  const policy = policyNow.value;
  const people = peopleCounted(answers);
  const whole = wholeIncome(answers.survey.income);
  const open = itemsOpen(answers.survey.income).length;
  if (!answers.survey.income || !policy) return null;
  // While items are open it is the sum of what is given, and says so; it is compared with nothing.
  const standing = incomeStanding(whole ?? { ...NOTHING, ...answers.survey.income }, people, policy.monitoringLine);
  if (!standing) return <Note tone="warn">{words.nobody}</Note>;
  const gap = standing.referenceGap;
  const said = gap === 0 ? words.equal : gap > 0 ? words.above(sayYuan(gap, language.value)) : words.below(sayYuan(-gap, language.value));
  const before = household?.income ? incomeStanding(household.income.totals, household.size, policy.monitoringLine) : null;
  const change =
    whole && before && before.netPerCapita > 0 ? Math.round((100 * (standing.netPerCapita - before.netPerCapita)) / before.netPerCapita) : 0;
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
        {whole ? (
          <p class={gap >= 0 ? 'standing-above' : 'standing-below'}>
            {said} {w().common.dot} {words.people(people)}
          </p>
        ) : (
          <p class="standing-open">{words.open(open)}</p>
        )}
        {whole && policy.monitoringLineAssumed ? (
          <p class="quiet">
            {w().task.line(sayYuan(policy.monitoringLine, language.value))}
            {w().task.assumed}
          </p>
        ) : null}
      </div>
    </>
  );
}
