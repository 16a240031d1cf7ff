// What is still lacking at the end: each with a way to its field; only a missing result keeps the check back.
import type { Missing } from '../../../domain/draft.ts';
import { Button } from '../../../ui/button.tsx';
import { Cell, Tag } from '../../../ui/cell.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { w } from '../state/look.ts';

export function RemarksSheet(props: { missing: readonly Missing[]; onClose: () => void; onFix: (path: string) => void; onAnyway: () => void }) {
  const words = w().remarks;
  const blocked = props.missing.some((lack) => lack.weight === 'needed');
  const shown = blocked ? props.missing.filter((lack) => lack.weight === 'needed') : props.missing;
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
          <Button look="primary" onClick={() => props.onFix(shown[0]?.path ?? '')}>
            {words.fix}
          </Button>
        </>
      }
    >
      {blocked ? null : <p class="sheet-text">{words.lead}</p>}
      <div class="card sheet-card">
        {shown.map((lack) => (
          <Cell key={lack.path} onClick={() => props.onFix(lack.path)}>
            <Tag tone={lack.weight === 'needed' ? 'bad' : 'warn'}>{lack.weight === 'needed' ? words.error : words.warning}</Tag>{' '}
            {words.missing[lack.key]}
          </Cell>
        ))}
      </div>
    </Sheet>
  );
}
