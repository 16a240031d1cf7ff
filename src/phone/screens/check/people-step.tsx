// The last step: who went, who answered, the explanation, and what proves it.
import { TextField } from '../../../ui/field.tsx';
import { w } from '../state/look.ts';
import { DisagreementField } from './disagreement.tsx';
import { EVIDENCE } from './evidence-slot.ts';
import type { CheckOnTable } from './open-check.ts';
import { CHECK } from './remarks.ts';
import { suggestionOf } from './suggestion.ts';
import { SummaryField } from './summary-field.tsx';

export function PeopleStep({ check }: { check: CheckOnTable }) {
  const words = w().visitors;
  const { desk, readOnly } = check;
  const answers = desk.head.value;
  const visitor = (index: number): string => answers.visitors[index] ?? '';
  const set = (index: number, name: string): void =>
    desk.answer((draft) => {
      const visitors = [...draft.visitors];
      while (visitors.length <= index) visitors.push('');
      visitors[index] = name;
      return { ...draft, visitors };
    }, 'typing');
  const suggestion = suggestionOf(check.survey);
  const members = check.facts.value?.members ?? [];
  const Evidence = EVIDENCE.view;
  return (
    <>
      <div class="group">
        <div class="group-head">
          <h3>{words.title}</h3>
          <span>{words.hint}</span>
        </div>
        <div class="card">
          <TextField
            name={`${CHECK}.visitors`}
            label={words.first}
            value={visitor(0)}
            maxLength={50}
            disabled={readOnly}
            onInput={(name) => set(0, name)}
          />
          <TextField
            name={`${CHECK}.visitors.1`}
            label={words.second}
            value={visitor(1)}
            maxLength={50}
            disabled={readOnly}
            onInput={(name) => set(1, name)}
          />
          <TextField
            name={`${CHECK}.respondent`}
            label={words.respondent}
            hint={words.respondentHint}
            value={answers.respondent}
            maxLength={50}
            disabled={readOnly}
            list="respondents"
            onInput={(respondent) => desk.answer((draft) => ({ ...draft, respondent }), 'typing')}
          >
            <datalist id="respondents">
              {members.map((member) => (member.name ? <option key={member.instanceId} value={member.name} /> : null))}
            </datalist>
          </TextField>
        </div>
      </div>
      <div class="group">
        <div class="card">
          {answers.include && suggestion ? <DisagreementField check={check} suggestion={suggestion} /> : null}
          <SummaryField check={check} />
        </div>
      </div>
      {Evidence ? (
        <Evidence
          people={members.flatMap((member) => (member.name ? [member.name] : []))}
          visitors={answers.visitors}
          respondent={answers.respondent}
        />
      ) : null}
    </>
  );
}
