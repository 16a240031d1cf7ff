// What is to be said at the end: each remark with a way to its field; only a missing result keeps the check back.
import { Button } from '../../../ui/button.tsx';
import { Cell, Tag } from '../../../ui/cell.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { w } from '../state/look.ts';
import type { Remark } from './remarks.ts';

export function RemarksSheet(props: { remarks: readonly Remark[]; onClose: () => void; onFix: (path: string) => void; onAnyway: () => void }) {
  const words = w().remarks;
  const blocked = props.remarks.some((remark) => remark.weight === 'needed');
  return (
    <Sheet
      title={blocked ? words.must : words.title}
      closeLabel={w().common.close}
      onClose={props.onClose}
      foot={
        <>
          {blocked ? null : (
            <Button look="outline" onClick={props.onAnyway}>
              {words.anyway}
            </Button>
          )}
          <Button look="primary" onClick={() => props.onFix(props.remarks[0]?.path ?? '')}>
            {words.fix}
          </Button>
        </>
      }
    >
      {blocked ? null : <p class="sheet-text">{words.lead}</p>}
      <div class="card sheet-card">
        {props.remarks.map((remark) => (
          <Cell key={`${remark.path} ${remark.text}`} onClick={() => props.onFix(remark.path)}>
            <Tag tone={remark.weight === 'warning' ? 'warn' : 'bad'}>{remark.weight === 'warning' ? words.warning : words.error}</Tag> {remark.text}
          </Cell>
        ))}
      </div>
    </Sheet>
  );
}
