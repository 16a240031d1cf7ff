// Risks in the order of their weight: the first tapped is the first risk; up to five.
import { RiskCode } from '../../../domain/visit.ts';
import { TextField } from '../../../ui/field.tsx';
import { CheckGroup } from '../../../ui/options.tsx';
import { common, w } from '../state/look.ts';
import type { StepProps } from './step-props.ts';

const MOST = 5;

export function RisksStep({ desk, answers, readOnly }: StepProps) {
  const words = w().risks;
  const { risks, riskText } = answers.survey;
  return (
    <div class="group">
      <div class="card">
        <CheckGroup<RiskCode>
          name="survey.risks"
          title={words.title}
          hint={risks.length >= MOST ? words.full : words.hint}
          disabled={readOnly}
          values={risks}
          options={RiskCode.options.map((value) => {
            const rank = risks.indexOf(value);
            return {
              value,
              word: common().risks[value],
              note: rank < 0 ? null : words.rank(rank + 1),
              disabled: rank < 0 && risks.length >= MOST,
            };
          })}
          onToggle={(risk, on) =>
            desk.answer((draft) => ({
              ...draft,
              survey: {
                ...draft.survey,
                risks: on ? [...draft.survey.risks, risk].slice(0, MOST) : draft.survey.risks.filter((one) => one !== risk),
              },
            }))
          }
        />
        {risks.includes('other') ? (
          <TextField
            name="survey.riskText"
            label={words.text}
            value={riskText}
            maxLength={500}
            disabled={readOnly}
            onInput={(text) => desk.answer((draft) => ({ ...draft, survey: { ...draft.survey, riskText: text } }), 'typing')}
          />
        ) : null}
      </div>
    </div>
  );
}
