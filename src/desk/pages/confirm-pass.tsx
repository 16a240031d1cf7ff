// Several checks are passed only after one look at what they are: passing cannot be undone.
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { QueuedCheck } from '../../wire/desk.ts';
import { words } from '../language.ts';
import { Notice } from '../widgets/page.tsx';

export function ConfirmPass({
  word,
  checks: rows,
  onConfirm,
  onClose,
}: {
  word: string;
  checks: readonly QueuedCheck[];
  onConfirm: () => void;
  onClose: () => void;
}) {
  const w = words();
  const included = rows.filter((row) => row.include).length;
  const remarked = rows.filter((row) => row.remarkCount > 0).length;
  return (
    <Sheet
      title={w.review.confirmTitle(word, rows.length)}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w.act.cancel}
          </Button>
          <Button look="primary" onClick={onConfirm}>
            {w.review.passSome(word, rows.length)}
          </Button>
        </>
      }
    >
      <p>{w.review.confirmNote}</p>
      {included > 0 ? <Notice tone="warn" text={w.review.withIncluded(included)} /> : null}
      {remarked > 0 ? <Notice tone="warn" text={w.review.withRemarks(remarked)} /> : null}
      <p class="quiet">
        {rows
          .slice(0, 12)
          .map((row) => row.headName)
          .join('、')}
        {rows.length > 12 ? ' …' : ''}
      </p>
    </Sheet>
  );
}
