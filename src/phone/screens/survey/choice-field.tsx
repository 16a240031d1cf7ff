// Questions answered by choosing: large faces for a few choices, a searched list for many, the order of taps for a ranking.
import { useState } from 'preact/hooks';
import type { Question } from '../../../domain/survey/definition.ts';
import type { OfferedChoice } from '../../../domain/survey/view.ts';
import type { FoundChoice } from '../../../ui/find-choice.ts';
import { CheckGroup, RadioGroup } from '../../../ui/options.tsx';
import { Picker } from '../../../ui/picker.tsx';
import { RankGroup } from '../../../ui/rank-group.tsx';
import { w } from '../state/look.ts';
import { recentOf, rememberChosen } from '../state/recent.ts';
import { pickerWords } from './entry-words.ts';
import type { FieldProps } from './question-field.tsx';

/** More choices than this are searched. */
const FEW = 8;

const chosenOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : value === null || value === undefined || value === '' ? [] : [String(value)];

export function ChoiceField({ desk, view, fieldName, label, hint, type }: FieldProps & { type: 'select_one' | 'select_multiple' | 'rank' }) {
  const { instanceId, key } = view;
  const choices = desk.choices(instanceId, key);
  const words = w().survey;
  const appearance = (desk.node(instanceId, key)?.item as Question | undefined)?.appearance ?? '';
  const ranked = type === 'rank' || /\branked\b/.test(appearance);
  const chosen = chosenOf(view.value);
  if (choices.length === 0) {
    return (
      <div class="question" id={`field-${fieldName}`} tabIndex={-1}>
        <p class="question-title">{label}</p>
        <p class="quiet">{words.noChoices}</p>
      </div>
    );
  }
  const give = (value: string | readonly string[] | null): void => desk.answer(instanceId, key, value, 'tap');
  const options = choices.map((choice) => ({ value: choice.name, word: choice.label }));
  if (ranked) {
    return (
      <RankGroup
        name={fieldName}
        title={label}
        hint={hint || words.rankHint}
        options={options}
        order={chosen}
        most={choices.length}
        rank={words.rank}
        onChange={give}
      />
    );
  }
  if (choices.length > FEW) {
    const several = type === 'select_multiple';
    return (
      <PickerField
        {...{ fieldName, label, hint, choices, chosen, several }}
        list={(desk.node(instanceId, key)?.item as Question | undefined)?.list ?? ''}
        onDone={(picked) => give(several ? picked : (picked[0] ?? null))}
      />
    );
  }
  if (type === 'select_one') {
    return <RadioGroup name={fieldName} title={label} hint={hint || undefined} value={chosen[0] ?? null} options={options} onChange={give} />;
  }
  return (
    <CheckGroup<string>
      name={fieldName}
      title={label}
      hint={hint || undefined}
      values={chosen}
      options={options}
      onToggle={(value, on) => give(on ? [...chosen, value] : chosen.filter((one) => one !== value))}
    />
  );
}

/** 王村 is found by wang, wc and 王, where the list carries columns `pinyin` and `initials`. */
const asFound = ({ name, label, attributes }: OfferedChoice): FoundChoice => ({
  value: name,
  word: label,
  pinyin: attributes?.pinyin,
  initials: attributes?.initials,
});

function PickerField(props: {
  fieldName: string;
  label: string;
  hint: string;
  choices: readonly OfferedChoice[];
  chosen: readonly string[];
  several?: boolean;
  /** The form's name of the list: what was chosen from it last stands first. */
  list: string;
  onDone: (chosen: readonly string[]) => void;
}) {
  const words = w();
  const [open, setOpen] = useState(false);
  const said = props.chosen.map((name) => props.choices.find((choice) => choice.name === name)?.label ?? name).join(words.common.list);
  return (
    <div class="field">
      <span class="field-label">{props.label}</span>
      {props.hint ? <span class="field-hint">{props.hint}</span> : null}
      <button type="button" class="input picker" id={`field-${props.fieldName}`} aria-label={`${props.label} ${said}`} onClick={() => setOpen(true)}>
        {said || <span class="quiet">{words.survey.choose}</span>}
      </button>
      {open ? (
        <Picker
          title={props.label}
          words={pickerWords()}
          choices={props.choices.map(asFound)}
          chosen={props.chosen}
          several={props.several ?? false}
          recent={recentOf(props.list)}
          onClose={() => setOpen(false)}
          onDone={(chosen) => {
            setOpen(false);
            for (const code of chosen) if (!props.chosen.includes(code)) rememberChosen(props.list, code);
            props.onDone(chosen);
          }}
        />
      ) : null}
    </div>
  );
}
