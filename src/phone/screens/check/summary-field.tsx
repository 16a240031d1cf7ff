// 简要情况说明: stands as suggested until somebody writes another.
import { TextArea } from '../../../ui/field.tsx';
import { w } from '../state/look.ts';
import type { StepProps } from './step-props.ts';

export function SummaryField({ desk, answers, readOnly, suggested }: Omit<StepProps, 'household'> & { suggested: string }) {
  const words = w().result;
  return (
    <TextArea
      name="result.summary"
      label={words.summary}
      hint={suggested ? words.summaryHint : words.summaryOther}
      rows={4}
      maxLength={2000}
      disabled={readOnly}
      value={answers.summary ?? suggested}
      onInput={(text) => desk.answer((draft) => ({ ...draft, summary: text }), 'typing')}
    >
      {answers.summary !== null && suggested && answers.summary !== suggested && !readOnly ? (
        <button type="button" class="cell-act" onClick={() => desk.answer((draft) => ({ ...draft, summary: null }))}>
          {words.rewrite}
        </button>
      ) : null}
    </TextArea>
  );
}
