// 建议：…，因为…: whoever decides otherwise than the figures speak says why in a sentence.
import { Note } from '../../../ui/cell.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { common, w } from '../state/look.ts';
import type { CheckOnTable } from './open-check.ts';
import { CHECK, DISAGREEMENT } from './remarks.ts';
import type { Suggestion } from './suggestion.ts';

export function DisagreementField({ check, suggestion }: { check: CheckOnTable; suggestion: Suggestion }) {
  const words = w().result;
  const answers = check.desk.head.value;
  const said = suggestion.category === 'none' ? common().include.no : common().categories[suggestion.category];
  const other = answers.category !== null && answers.category !== suggestion.category;
  const text = answers.explanations.find((one) => one.code === DISAGREEMENT)?.text ?? '';
  return (
    <>
      <Note tone={other ? 'warn' : 'info'} title={words.suggestion(said)}>
        {suggestion.because ? words.because(suggestion.because) : null}
      </Note>
      {other ? (
        <TextArea
          name={`${CHECK}.disagreement`}
          label={words.disagreement}
          rows={2}
          maxLength={500}
          disabled={check.readOnly}
          value={text}
          onInput={(typed) =>
            check.desk.answer((draft) => {
              const others = draft.explanations.filter((one) => one.code !== DISAGREEMENT);
              const mine = { code: DISAGREEMENT, instanceId: CHECK, key: 'disagreement', kind: 'explained' as const, text: typed };
              return { ...draft, explanations: typed === '' ? others : [...others, mine] };
            }, 'typing')
          }
        />
      ) : null}
    </>
  );
}
