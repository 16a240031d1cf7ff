// 简要情况说明: stands as suggested until somebody writes another.
import { TextArea } from '../../../ui/field.tsx';
import { w } from '../state/look.ts';
import type { CheckOnTable } from './open-check.ts';
import { CHECK } from './remarks.ts';

export function SummaryField({ check }: { check: CheckOnTable }) {
  const words = w().result;
  const { desk, readOnly } = check;
  const { summary } = desk.head.value;
  const suggested = check.suggested.value;
  return (
    <TextArea
      name={`${CHECK}.summary`}
      label={words.summary}
      hint={suggested ? words.summaryHint : words.summaryOther}
      rows={4}
      maxLength={2000}
      disabled={readOnly}
      value={summary ?? suggested}
      onInput={(text) => desk.answer((draft) => ({ ...draft, summary: text }), 'typing')}
    >
      {summary !== null && suggested && summary !== suggested && !readOnly ? (
        <button type="button" class="cell-act" onClick={() => desk.answer((draft) => ({ ...draft, summary: null }))}>
          {words.rewrite}
        </button>
      ) : null}
    </TextArea>
  );
}
