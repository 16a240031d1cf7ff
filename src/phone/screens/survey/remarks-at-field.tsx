// What is to be said at a field, with the way to say something to it: why it is so, or that it can't be known at the door.
import { useState } from 'preact/hooks';
import { CellAction, Tag } from '../../../ui/cell.tsx';
import { w } from '../state/look.ts';
import { ExplainSheet } from './explain-sheet.tsx';
import type { Remark, SurveyDesk } from './survey-desk.ts';

export function RemarksAtField({ desk, instanceId, name }: { desk: SurveyDesk; instanceId: string; name: string }) {
  const remarks = desk.remarks(instanceId, name);
  if (remarks.length === 0) return null;
  return <RemarkLines desk={desk} remarks={remarks} />;
}

/** `onGo` leads to the field, where the remark is not shown at it. */
export function RemarkLines({ desk, remarks, onGo }: { desk: SurveyDesk; remarks: readonly Remark[]; onGo?: () => void }) {
  const words = w().remarks;
  const [saying, setSaying] = useState<Remark | null>(null);
  return (
    <div class="remarks" role="status">
      {remarks.map((remark) => (
        <div class={`remark remark-${remark.weight}`} key={`${remark.code} ${remark.instanceId} ${remark.key}`}>
          <Tag tone={remark.weight === 'warning' ? 'warn' : 'bad'}>{remark.weight === 'warning' ? words.warning : words.error}</Tag>
          <span class="remark-text">
            {onGo ? (
              <button type="button" class="remark-go" onClick={onGo}>
                {remark.text}
              </button>
            ) : (
              remark.text
            )}
            {remark.explanation ? <span class="cell-note">{words.said(remark.explanation)}</span> : null}
          </span>
          {desk.readOnly ? null : (
            <CellAction
              label={`${remark.weight === 'warning' ? words.explain : words.unverifiable} ${remark.text}`}
              onClick={() => setSaying(remark)}
            >
              {remark.weight === 'warning' ? words.explain : words.unverifiable}
            </CellAction>
          )}
        </div>
      ))}
      {saying ? (
        <ExplainSheet
          remark={saying}
          onClose={() => setSaying(null)}
          onSay={(said) => {
            desk.explain(saying, said);
            setSaying(null);
          }}
        />
      ) : null}
    </div>
  );
}
