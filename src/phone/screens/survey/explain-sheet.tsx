// What a person says to a remark: a usual reason with a tap, or words of their own.
import { useState } from 'preact/hooks';
import type { Explanation } from '../../../domain/visit.ts';
import { Button } from '../../../ui/button.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { w } from '../state/look.ts';
import type { Remark } from './survey-desk.ts';

export function ExplainSheet(props: { remark: Remark; onClose: () => void; onSay: (said: Pick<Explanation, 'kind' | 'text'> | null) => void }) {
  const words = w().remarks;
  const { remark } = props;
  const kind = remark.weight === 'warning' ? 'explained' : 'unverifiable';
  const usual = kind === 'explained' ? words.usualReasons : words.usualObstacles;
  const [text, setText] = useState(remark.explanation?.text ?? '');
  return (
    <Sheet
      title={kind === 'explained' ? words.explainTitle : words.unverifiable}
      closeLabel={w().common.close}
      onClose={props.onClose}
      foot={
        <>
          {remark.explanation ? (
            <Button look="plain" onClick={() => props.onSay(null)}>
              {words.takeBack}
            </Button>
          ) : null}
          <Button look="primary" disabled={text.trim() === ''} onClick={() => props.onSay({ kind, text: text.trim() })}>
            {w().common.done}
          </Button>
        </>
      }
    >
      <p class="sheet-text">{remark.text}</p>
      {kind === 'unverifiable' ? <p class="sheet-text quiet">{words.unverifiableNote}</p> : null}
      <div class="options sheet-text">
        {usual.map((reason) => (
          <Button key={reason} look="outline" onClick={() => props.onSay({ kind, text: reason })}>
            {reason}
          </Button>
        ))}
      </div>
      <div class="card sheet-card">
        <TextArea name="explanation" label={words.ownWords} rows={2} maxLength={500} value={text} onInput={setText} />
      </div>
    </Sheet>
  );
}
