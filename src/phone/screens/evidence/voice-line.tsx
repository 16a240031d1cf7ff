// A voice note in a list: heard by the browser's own player, deleted with a way back.
import type { Evidence } from '../../../domain/visit.ts';
import { CellAction } from '../../../ui/cell.tsx';
import { Player, useAddress } from './look-sheet.tsx';
import { ew } from './words.ts';

interface Props {
  piece: Evidence;
  label: string;
  bytes: (piece: Evidence) => Promise<Uint8Array | undefined>;
  onRemove: (() => void) | null;
}

export function VoiceLine({ piece, label, bytes, onRemove }: Props) {
  const words = ew();
  const address = useAddress(piece, bytes);
  return (
    <div class="cell voice-line">
      <span class="cell-body">
        {label}
        <span class="cell-note">{address === undefined ? words.elsewhere : words.size(Math.max(1, Math.round(piece.bytes / 1000)))}</span>
      </span>
      {onRemove ? (
        <CellAction label={`${words.look.remove} ${label}`} onClick={onRemove}>
          {words.look.remove}
        </CellAction>
      ) : null}
      {address ? <Player address={address} label={label} /> : null}
    </div>
  );
}
