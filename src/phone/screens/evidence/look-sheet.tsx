// One photo, signature or recording large, from the phone's own storage; it can be deleted here while the check is being filled in.
import { useEffect, useState } from 'preact/hooks';
import type { Evidence } from '../../../domain/visit.ts';
import { Button } from '../../../ui/button.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Empty, Skeleton } from '../../../ui/states.tsx';
import { sayMoment } from '../../../words/common/say.ts';
import { today } from '../state/clock.ts';
import { language, w } from '../state/look.ts';
import { ew } from './words.ts';

interface Props {
  piece: Evidence;
  title: string;
  bytes: (piece: Evidence) => Promise<Uint8Array | undefined>;
  onRemove?: (() => void) | undefined;
  onClose: () => void;
}

/** An address for the bytes as long as the component stands; null while they are read, undefined when they are not on this phone. */
export function useAddress(piece: Evidence, bytes: Props['bytes']): string | null | undefined {
  const [address, setAddress] = useState<string | null | undefined>(null);
  useEffect(() => {
    let made = '';
    let current = true;
    bytes(piece).then(
      (found) => {
        if (!current) return;
        made = found ? URL.createObjectURL(new Blob([found as Uint8Array<ArrayBuffer>], { type: piece.type })) : '';
        setAddress(made || undefined);
      },
      () => {
        if (current) setAddress(undefined);
      },
    );
    return () => {
      current = false;
      if (made) URL.revokeObjectURL(made);
    };
  }, [piece.sha256]);
  return address;
}

export function LookSheet({ piece, title, bytes, onRemove, onClose }: Props) {
  const words = ew();
  const address = useAddress(piece, bytes);
  return (
    <Sheet
      title={title}
      size="page"
      closeLabel={w().common.close}
      onClose={onClose}
      foot={
        onRemove ? (
          <>
            <Button look="danger" onClick={onRemove}>
              {words.look.remove}
            </Button>
            <Button look="primary" onClick={onClose}>
              {w().common.back}
            </Button>
          </>
        ) : undefined
      }
    >
      {address === null ? <Skeleton label={w().common.loading} rows={3} /> : null}
      {address === undefined ? (
        <Empty title={words.elsewhere} icon="cloud">
          <p>{words.elsewhereNote}</p>
        </Empty>
      ) : null}
      {address ? (
        <figure class={piece.type === 'image/png' ? 'look look-ink' : 'look'}>
          {piece.type.startsWith('image/') ? <img src={address} alt={title} /> : <Player address={address} label={title} />}
          <figcaption class="num">
            {[sayMoment(piece.madeAt, language.value, today.value), words.size(Math.max(1, Math.round(piece.bytes / 1000)))].join(w().common.dot)}
          </figcaption>
        </figure>
      ) : null}
    </Sheet>
  );
}

/** The browser's own controls: people know them, and a screen reader does too. Spoken words have no captions here. */
export function Player({ address, label }: { address: string; label: string }) {
  return (
    <audio class="player" controls preload="metadata" src={address} aria-label={label}>
      <track kind="captions" />
    </audio>
  );
}
