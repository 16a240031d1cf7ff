// Step 3: 户籍情况, 纳入 or 不纳入, and the reason or the category; the explanation is written by itself and may be changed.
import { NotIncludedReason } from '../../../domain/visit.ts';
import { RadioGroup } from '../../../ui/options.tsx';
import { common, w } from '../state/look.ts';
import type { StepProps } from './step-props.ts';
import { SummaryField } from './summary-field.tsx';

const CATEGORIES = ['unstable', 'marginal', 'sudden'] as const;

export function ResultStep({ desk, answers, household, readOnly, suggested }: StepProps & { suggested: string }) {
  const words = w().result;
  const { residency, include } = common();
  const kind = household?.kind;
  return (
    <div class="group">
      <div class="card">
        <RadioGroup
          name="result.residency"
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
          name="result.include"
          title={words.include}
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
              name="result.reason"
              title={words.reason}
              disabled={readOnly}
              value={answers.reason}
              options={NotIncludedReason.options.map((value) => ({ value, word: common().reasons[value] }))}
              onChange={(value) => desk.answer((draft) => ({ ...draft, reason: value }))}
            />
            {answers.reason ? <SummaryField desk={desk} answers={answers} readOnly={readOnly} suggested={suggested} /> : null}
          </>
        ) : null}
        {answers.include ? (
          <RadioGroup
            name="result.category"
            title={words.category}
            wide
            disabled={readOnly}
            value={answers.category === 'none' ? null : answers.category}
            options={CATEGORIES.map((value) => {
              const odd = (value === 'unstable' && kind === 'general') || (value === 'marginal' && kind === 'lifted');
              const note = odd && kind ? words.notThisKind(common().kinds[kind]) : words.categories[value];
              return { value, word: common().categories[value], note };
            })}
            onChange={(value) => desk.answer((draft) => ({ ...draft, category: value }))}
          />
        ) : null}
      </div>
    </div>
  );
}
