// 三保障和饮水安全: one tap when all is well; a problem opens who, since when and what is being done.

import { GUARANTEES, type GuaranteeName } from '../../../../domain/guarantee.ts';
import type { FormNode } from '../../../../domain/survey/form.ts';
import { Button } from '../../../../ui/button.tsx';
import { Tag } from '../../../../ui/cell.tsx';
import { TextField } from '../../../../ui/field.tsx';
import { CheckGroup } from '../../../../ui/options.tsx';
import { common, w } from '../../state/look.ts';
import { QuestionField } from '../question-field.tsx';
import { RemarksAtField } from '../remarks-at-field.tsx';
import { fieldNameOf, type SectionProps, type SurveyDesk } from '../survey-desk.ts';
import { DateTapField } from '../tapped-field.tsx';
import { familyNames } from './member-reading.ts';
import { joinNames, splitNames } from './names.ts';

const problemKey = (name: GuaranteeName): string => `${name}Problem`;

export function GuaranteesSection({ desk, instanceId, group, onDone }: SectionProps) {
  const words = w().sections.guarantees;
  const asked = GUARANTEES.filter((name) => desk.view(instanceId, problemKey(name))?.applies);
  const views = new Map(asked.map((name) => [name, desk.view(instanceId, problemKey(name))]));
  const problems = asked.filter((name) => views.get(name)?.value === 'yes');
  const answered = (name: GuaranteeName): boolean => ['answer', 'computed'].includes(views.get(name)?.source ?? 'none');
  const fine = problems.length === 0 && asked.every(answered);
  const settle = (): void => {
    for (const name of asked) if (!answered(name)) desk.answer(instanceId, problemKey(name), problems.includes(name) ? 'yes' : 'no', 'tap');
    if (problems.length === 0) onDone();
  };
  return (
    <>
      <div class="group">
        <div class="card">
          <CheckGroup<GuaranteeName>
            name={fieldNameOf({ instanceId, key: group })}
            title={desk.text(instanceId, group, 'label')}
            hint={desk.readOnly ? undefined : words.hint}
            bad
            disabled={desk.readOnly}
            values={problems}
            options={asked.map((value) => ({
              value,
              id: `field-${fieldNameOf({ instanceId, key: problemKey(value) })}`,
              word: common().guarantees[value],
              note:
                views.get(value)?.known === 'yes' ? words.before : answered(value) && !problems.includes(value) ? `✓ ${words.confirmedFine}` : null,
            }))}
            onToggle={(name, problem) => desk.answer(instanceId, problemKey(name), problem ? 'yes' : 'no', 'tap')}
          >
            {desk.readOnly || (problems.length > 0 && asked.every(answered)) ? null : (
              <div class="after-options">
                <Button look="primary" wide onClick={settle}>
                  {fine ? '✓ ' : ''}
                  {problems.length === 0 ? words.fine : words.restFine}
                </Button>
              </div>
            )}
          </CheckGroup>
          {asked.map((name) => (
            <RemarksAtField key={name} desk={desk} instanceId={instanceId} name={problemKey(name)} />
          ))}
        </div>
      </div>
      {problems.map((name) => (
        <Problem key={name} desk={desk} instanceId={instanceId} guarantee={name} />
      ))}
    </>
  );
}

/** Every question that the form asks about one problem: those with a widget of their own first, the rest as they come. */
function Problem({ desk, instanceId, guarantee }: { desk: SurveyDesk; instanceId: string; guarantee: GuaranteeName }) {
  const details = desk.node(instanceId, `${guarantee}Who`)?.parent;
  const questions = details?.kind === 'group' ? details.children.filter((node) => node.kind === 'question') : [];
  return (
    <section class="group" aria-label={common().guarantees[guarantee]}>
      <div class="group-head">
        <h3>
          <Tag tone="bad">{common().guarantees[guarantee]}</Tag>
        </h3>
      </div>
      <div class="card">
        {questions.map((question) => (
          <Detail key={question.key} desk={desk} instanceId={instanceId} question={question} guarantee={guarantee} />
        ))}
      </div>
    </section>
  );
}

function Detail({ desk, instanceId, question, guarantee }: { desk: SurveyDesk; instanceId: string; question: FormNode; guarantee: GuaranteeName }) {
  const { key } = question;
  if (!desk.view(instanceId, key)?.applies) return null;
  if (key === `${guarantee}Who`) return <WhoField desk={desk} instanceId={instanceId} name={key} />;
  if (key === `${guarantee}Since`)
    return (
      <>
        <DateTapField desk={desk} instanceId={instanceId} name={key} past />
        <RemarksAtField desk={desk} instanceId={instanceId} name={key} />
      </>
    );
  return <QuestionField desk={desk} instanceId={instanceId} name={key} />;
}

/** Who it is: the family's names to tap, and room for anybody else. */
function WhoField({ desk, instanceId, name }: { desk: SurveyDesk; instanceId: string; name: string }) {
  const words = w().sections.guarantees;
  const value = desk.view(instanceId, name)?.value;
  const written = typeof value === 'string' ? value : '';
  const chosen = splitNames(written);
  const family = [...familyNames(desk), words.wholeFamily];
  const fieldName = fieldNameOf({ instanceId, key: name });
  return (
    <>
      <CheckGroup<string>
        name={`${fieldName}-names`}
        title={desk.text(instanceId, name, 'label')}
        disabled={desk.readOnly}
        values={chosen}
        options={family.map((one) => ({ value: one, word: one }))}
        onToggle={(who, on) => desk.answer(instanceId, name, joinNames(on ? [...chosen, who] : chosen.filter((one) => one !== who)), 'tap')}
      />
      <TextField
        name={fieldName}
        label={words.orOther}
        value={written}
        maxLength={200}
        disabled={desk.readOnly}
        onInput={(text) => desk.answer(instanceId, name, text, 'typing')}
      />
      <RemarksAtField desk={desk} instanceId={instanceId} name={name} />
    </>
  );
}
