// The bar that says what was just deleted, with the way back.
import { Button } from '../../../ui/button.tsx';
import { w } from '../state/look.ts';
import { useEvidence } from './evidence-desk.ts';
import { nameOf } from './photos-group.tsx';
import { ew } from './words.ts';

export function RemovedPiece() {
  const desk = useEvidence();
  const removed = desk?.removed.value;
  if (!desk || !removed) return null;
  const words = ew();
  return (
    <div class="removed-bar" role="status">
      <span>{words.removed(nameOf(removed.piece))}</span>
      <Button look="outline" small onClick={() => desk.bringBack()}>
        {words.bringBack}
      </Button>
      <Button
        look="plain"
        small
        onClick={() => {
          desk.removed.value = null;
        }}
      >
        {w().common.close}
      </Button>
    </div>
  );
}
