// A small picture of a photo or signature: drawn once in its own size, so that twenty of them fit a phone with little memory.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Evidence } from '../../../domain/visit.ts';
import { Icon } from '../../../ui/icon.tsx';
import { ew } from './words.ts';

const SIDE = 192;

interface Props {
  piece: Evidence;
  bytes: (piece: Evidence) => Promise<Uint8Array | undefined>;
  label: string;
  onClick: () => void;
}

async function drawInto(canvas: HTMLCanvasElement, piece: Evidence, bytes: Uint8Array): Promise<void> {
  const bitmap = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: piece.type }));
  const signature = piece.type === 'image/png';
  const scale = (signature ? Math.min : Math.max)(SIDE / bitmap.width, SIDE / bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  Object.assign(canvas, { width: SIDE, height: SIDE });
  canvas.getContext('2d')?.drawImage(bitmap, (SIDE - width) / 2, (SIDE - height) / 2, width, height);
  bitmap.close();
}

export function Thumbnail({ piece, bytes, label, onClick }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [here, setHere] = useState<boolean | null>(null);
  useEffect(() => {
    let current = true;
    bytes(piece)
      .then(async (found) => {
        if (!current) return;
        if (found && canvas.current) await drawInto(canvas.current, piece, found);
        if (current) setHere(found !== undefined);
      })
      .catch(() => {
        if (current) setHere(false);
      });
    return () => {
      current = false;
      if (canvas.current) Object.assign(canvas.current, { width: 0, height: 0 });
    };
  }, [piece.sha256]);
  return (
    <button type="button" class={`thumb${piece.type === 'image/png' ? ' thumb-ink' : ''}`} aria-label={label} onClick={onClick}>
      <canvas ref={canvas} hidden={here === false} />
      {here === false ? (
        <span class="thumb-away">
          <Icon name="cloud" />
          {ew().elsewhere}
        </span>
      ) : null}
    </button>
  );
}
