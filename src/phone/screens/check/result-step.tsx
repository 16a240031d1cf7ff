// The result: 户籍情况, 纳入 or 不纳入, and the reason or the category; what the figures speak for stands beside it, and the person decides.
import { useEffect, useState } from 'preact/hooks';
import type { MonitorCategory } from '../../../domain/household.ts';
import { NotIncludedReason } from '../../../domain/visit.ts';
import { Button } from '../../../ui/button.tsx';
import { Group, Note } from '../../../ui/cell.tsx';
import { RadioGroup } from '../../../ui/options.tsx';
import { sayYuan } from '../../../words/common/say.ts';
import type { PhoneStore } from '../../store/phone-store.ts';
import { fail } from '../state/archive.ts';
import { common, language, w } from '../state/look.ts';
import { type ShelvedForm, supplementsInUse } from '../survey/form-shelf.ts';
import { DisagreementField } from './disagreement.tsx';
import { EVIDENCE } from './evidence-slot.ts';
import type { CheckOnTable } from './open-check.ts';
import { CHECK } from './remarks.ts';
import { earlySuggestion, suggestionOf } from './suggestion.ts';
import { SummaryField } from './summary-field.tsx';

const CATEGORIES = ['unstable', 'marginal', 'sudden'] as const;

export function ResultStep({ check, from }: { check: CheckOnTable; from: PhoneStore }) {
  const words = w().result;
  const { residency, include } = common();
  const { desk, readOnly, household } = check;
  const answers = desk.head.value;
  const kind = household?.kind;
  const suggestion = suggestionOf(check.survey);
  const early = suggestion === null && answers.include !== false ? earlySuggestion(check.survey, check.policy?.monitoringLine ?? null, kind) : null;
  return (
    <>
      <div class="group">
        <div class="card">
          <RadioGroup
            name={`${CHECK}.residency`}
            title={words.residency}
            disabled={readOnly}
            value={answers.residency}
            options={[
              { value: 'rural', word: residency.rural },
              { value: 'nonRural', word: residency.nonRural },
            ]}
            onChange={(value) => desk.answer((draft) => ({ ...draft, residency: value }))}
          />
          <RadioGroup
            name={`${CHECK}.include`}
            title={words.include}
            hint={<LastYear check={check} />}
            disabled={readOnly}
            value={answers.include === null ? null : answers.include ? 'yes' : 'no'}
            options={[
              { value: 'yes', word: include.yes },
              { value: 'no', word: include.no },
            ]}
            onChange={(value) => desk.answer((draft) => ({ ...draft, include: value === 'yes' }))}
          />
          {answers.include === false ? (
            <>
              <RadioGroup
                name={`${CHECK}.reason`}
                title={words.reason}
                disabled={readOnly}
                value={answers.reason}
                options={NotIncludedReason.options.map((value) => ({ value, word: common().reasons[value] }))}
                onChange={(value) => desk.answer((draft) => ({ ...draft, reason: value }))}
              />
              {answers.reason ? <SummaryField check={check} /> : null}
            </>
          ) : null}
          {answers.include ? (
            <RadioGroup
              name={`${CHECK}.category`}
              title={words.category}
              wide
              disabled={readOnly}
              value={answers.category === 'none' ? null : answers.category}
              options={CATEGORIES.map((value) => {
                const odd = (value === 'unstable' && kind === 'general') || (value === 'marginal' && kind === 'lifted');
                const note = odd && kind ? words.notThisKind(common().kinds[kind]) : words.categories[value];
                return { value, word: common().categories[value], note };
              })}
              onChange={(value: MonitorCategory) => desk.answer((draft) => ({ ...draft, category: value }))}
            />
          ) : null}
          {answers.include && suggestion ? <DisagreementField check={check} suggestion={suggestion} /> : null}
        </div>
      </div>
      {early ? (
        <Note title={words.early(common().categories[early.category])}>
          {words.because(early.because)}
          {words.earlyNote}
        </Note>
      ) : null}
      {answers.include === null ? <Note>{words.noteOpen}</Note> : null}
      <Supplements check={check} from={from} />
      {answers.include === false && check.supplements.value.length === 0 ? <Evidence check={check} /> : null}
    </>
  );
}

/** On the short way there is no step of its own for it. */
function Evidence({ check }: { check: CheckOnTable }) {
  const { visitors, respondent } = check.desk.head.value;
  const people = check.facts.value?.members.flatMap((member) => (member.name ? [member.name] : [])) ?? [];
  return EVIDENCE.view ? <EVIDENCE.view people={people} visitors={visitors} respondent={respondent} /> : null;
}

/** What the archive's last income says, while this year's is not asked yet. */
function LastYear({ check }: { check: CheckOnTable }) {
  const words = w();
  const { policy } = check;
  const before = check.survey.view('root', 'lastPerCapita')?.value;
  if (typeof before !== 'number' || !policy) return null;
  const gap = before - policy.monitoringLine;
  const amount = sayYuan(Math.abs(gap), language.value);
  return <>{words.result.lastYear(sayYuan(before, language.value), gap < 0 ? words.income.below(amount) : words.income.above(amount))}</>;
}

/** The county's own forms, begun with a tap; each then has its steps. */
function Supplements({ check, from }: { check: CheckOnTable; from: PhoneStore }) {
  const words = w().survey;
  const [offered, setOffered] = useState<readonly ShelvedForm[]>([]);
  useEffect(() => {
    supplementsInUse(from).then(setOffered, fail);
  }, [from]);
  const begun = check.desk.forms.value.supplements;
  const open = offered.filter((form) => !begun.includes(form.hash));
  if (check.readOnly || (open.length === 0 && begun.length === 0)) return null;
  return (
    <Group title={words.supplements}>
      {check.supplements.value.map((desk, index) => (
        <div class="cell" key={desk.form.definition.id}>
          <span class="cell-body">{desk.form.definition.title}</span>
          <Button look="plain" small onClick={() => check.dropSupplement(index)}>
            {words.dropSupplement}
          </Button>
        </div>
      ))}
      {open.map((form) => (
        <div class="cell" key={form.hash}>
          <span class="cell-body">{form.form.definition.title}</span>
          <Button look="outline" small onClick={() => check.addSupplement(form)}>
            {words.fillSupplement}
          </Button>
        </div>
      ))}
    </Group>
  );
}
