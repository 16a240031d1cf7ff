// The last step of an inclusion: who went, who answered, and the explanation.
import { TextField } from '../../../ui/field.tsx';
import { w } from '../state/look.ts';
import type { StepProps } from './step-props.ts';
import { SummaryField } from './summary-field.tsx';

export function VisitorsStep({ desk, answers, readOnly, suggested }: StepProps & { suggested: string }) {
  const words = w().visitors;
  const visitor = (index: number): string => answers.visitors[index] ?? '';
  const set = (index: number, name: string): void =>
    desk.answer((draft) => {
      const visitors = [...draft.visitors];
      while (visitors.length <= index) visitors.push('');
      visitors[index] = name;
      return { ...draft, visitors };
    }, 'typing');
  return (
    <>
      <div class="group">
        <div class="group-head">
          <h3>{words.title}</h3>
          <span>{words.hint}</span>
        </div>
        <div class="card">
          <TextField name="visitors" label={words.first} value={visitor(0)} maxLength={50} disabled={readOnly} onInput={(name) => set(0, name)} />
          <TextField name="visitors.1" label={words.second} value={visitor(1)} maxLength={50} disabled={readOnly} onInput={(name) => set(1, name)} />
          <TextField
            name="respondent"
            label={words.respondent}
            hint={words.respondentHint}
            value={answers.respondent}
            maxLength={50}
            disabled={readOnly}
            list="respondents"
            onInput={(respondent) => desk.answer((draft) => ({ ...draft, respondent }), 'typing')}
          >
            <datalist id="respondents">
              {answers.survey.members.map((member) => (
                <option key={member.name} value={member.name} />
              ))}
            </datalist>
          </TextField>
        </div>
      </div>
      <div class="group">
        <div class="card">
          <SummaryField desk={desk} answers={answers} readOnly={readOnly} suggested={suggested} />
        </div>
      </div>
    </>
  );
}
