// Step 2: 三保障和饮水安全. One tap when all is well; a problem opens who, since when and what is being done.
import { confirmGuarantees, guaranteesAnswered, markGuarantee } from '../../../domain/core-draft.ts';
import { GUARANTEES, type GuaranteeName } from '../../../domain/household.ts';
import type { GuaranteeAnswer } from '../../../domain/visit.ts';
import { Button } from '../../../ui/button.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import { CheckGroup } from '../../../ui/options.tsx';
import { today } from '../state/clock.ts';
import { common, w } from '../state/look.ts';
import type { StepProps } from './step-props.ts';

export function GuaranteesStep({ desk, answers, readOnly, onFine }: StepProps & { onFine: () => void }) {
  const words = w().guarantees;
  const { guarantees } = answers.survey;
  const problems = GUARANTEES.filter((name) => guarantees[name].problem);
  const fine = guaranteesAnswered(answers) && problems.length === 0;
  return (
    <>
      <div class="group">
        <div class="card">
          <CheckGroup<GuaranteeName>
            name="survey.guarantees"
            title={words.title}
            hint={words.hint}
            bad
            disabled={readOnly}
            values={problems}
            options={GUARANTEES.map((value) => ({ value, word: common().guarantees[value] }))}
            onToggle={(name, problem) => desk.answer((draft) => markGuarantee(draft, name, problem))}
          >
            {problems.length === 0 && !readOnly ? (
              <div class="after-options">
                <Button
                  look="primary"
                  wide
                  onClick={() => {
                    desk.answer(confirmGuarantees);
                    onFine();
                  }}
                >
                  {fine ? '✓ ' : ''}
                  {words.fine}
                </Button>
              </div>
            ) : null}
          </CheckGroup>
        </div>
      </div>
      {problems.map((name) => (
        <Problem key={name} name={name} desk={desk} answers={answers} readOnly={readOnly} />
      ))}
    </>
  );
}

function Problem({ name, desk, answers, readOnly }: Omit<StepProps, 'household'> & { name: GuaranteeName }) {
  const words = w().guarantees;
  const answer = answers.survey.guarantees[name];
  const set = (change: Partial<GuaranteeAnswer>, how: 'tap' | 'typing'): void =>
    desk.answer(
      (draft) => ({
        ...draft,
        survey: { ...draft.survey, guarantees: { ...draft.survey.guarantees, [name]: { ...draft.survey.guarantees[name], ...change } } },
      }),
      how,
    );
  // Written as names with 、 between them, tapped rather than typed.
  const chosen = answer.who.split('、').filter(Boolean);
  const people = [...answers.survey.members.filter((member) => member.presence === 'present').map((member) => member.name), '全家'];
  const extra = chosen.filter((one) => !people.includes(one));
  return (
    <section class="group">
      <div class="group-head">
        <h3>{common().guarantees[name]}</h3>
      </div>
      <div class="card">
        <CheckGroup<string>
          name={`survey.guarantees.${name}.who`}
          title={words.who}
          disabled={readOnly}
          values={chosen}
          options={[...people, ...extra].filter(Boolean).map((value) => ({ value, word: value === '全家' ? words.wholeFamily : value }))}
          onToggle={(who, on) => set({ who: (on ? [...chosen, who] : chosen.filter((one) => one !== who)).join('、') }, 'tap')}
        />
        <TextField
          name={`survey.guarantees.${name}.since`}
          label={words.since}
          hint={words.sinceHint}
          type="month"
          placeholder="2026-05"
          max={today.value.slice(0, 7)}
          maxLength={20}
          disabled={readOnly}
          value={answer.since}
          onInput={(since) => set({ since }, 'typing')}
        />
        <TextArea
          name={`survey.guarantees.${name}.action`}
          label={words.action}
          hint={words.actionHint}
          rows={2}
          maxLength={500}
          disabled={readOnly}
          value={answer.action}
          onInput={(action) => set({ action }, 'typing')}
        />
      </div>
    </section>
  );
}
