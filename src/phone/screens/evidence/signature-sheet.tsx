// A sheet of white paper as large as the screen: signed with a finger, written again as often as wanted; a stand-in gives their name.
import { useEffect, useRef, useState } from 'preact/hooks';
import SignaturePad from 'signature_pad';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { w } from '../state/look.ts';
import { INK_SIDE, inkPart } from './ink.ts';
import { fitWithin } from './photo-size.ts';
import { ew } from './words.ts';

const PAPER = '#ffffff';
const INK = '#10141f';

interface Props {
  title: string;
  standIn: boolean;
  /** PNG of the strokes, and who stood in. */
  onSigned: (data: Uint8Array, standIn: string) => Promise<void>;
  onClose: () => void;
}

/** An app on the home screen may turn itself; a page in the browser may not, and the person turns the phone or writes as it is. */
function turnSideways(): () => void {
  const orientation = (screen as { orientation?: ScreenOrientation & { lock?: (way: string) => Promise<void> } }).orientation;
  orientation?.lock?.('landscape').catch(() => undefined);
  return () => {
    try {
      orientation?.unlock();
    } catch {
      // Nothing was locked.
    }
  };
}

export function SignatureSheet({ title, standIn, onSigned, onClose }: Props) {
  const words = ew().sign;
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | null>(null);
  const [empty, setEmpty] = useState(true);
  const [name, setName] = useState('');
  const [trouble, setTrouble] = useState<'short' | 'name' | null>(null);
  const [busy, setBusy] = useState(false);
  /** Back was tapped with something written: it is not thrown away without a word. */
  const [leaving, setLeaving] = useState(false);

  useEffect(() => turnSideways(), []);
  useEffect(() => {
    const paper = canvas.current;
    if (!paper) return;
    const signing = new SignaturePad(paper, { penColor: INK, backgroundColor: PAPER, minWidth: 1.2, maxWidth: 3.6 });
    pad.current = signing;
    let before = 0;
    const layOut = (): void => {
      const { offsetWidth, offsetHeight } = paper;
      if (offsetWidth === 0 || offsetHeight === 0) return;
      // Turned or resized: what is written stays, in the new width.
      const strokes = signing.toData();
      const scale = before > 0 ? Math.min(1, offsetWidth / before) : 1;
      before = offsetWidth;
      const dense = Math.max(1, devicePixelRatio || 1);
      paper.width = offsetWidth * dense;
      paper.height = offsetHeight * dense;
      paper.getContext('2d')?.scale(dense, dense);
      signing.clear();
      if (strokes.length > 0) {
        const points = (stroke: (typeof strokes)[number]) => stroke.points.map((point) => ({ ...point, x: point.x * scale, y: point.y * scale }));
        signing.fromData(strokes.map((stroke) => ({ ...stroke, points: points(stroke) })));
      }
    };
    layOut();
    const onStroke = (): void => {
      setLeaving(false);
      setEmpty(false);
      setTrouble(null);
    };
    signing.addEventListener('endStroke', onStroke);
    const watching = new ResizeObserver(layOut);
    watching.observe(paper);
    return () => {
      watching.disconnect();
      signing.off();
      pad.current = null;
      Object.assign(paper, { width: 0, height: 0 });
    };
  }, []);

  const clear = (): void => {
    pad.current?.clear();
    setEmpty(true);
    setTrouble(null);
  };
  const done = async (): Promise<void> => {
    const paper = canvas.current;
    const points = pad.current?.toData().flatMap((stroke) => stroke.points) ?? [];
    setLeaving(false);
    if (standIn && name.trim() === '') {
      setTrouble('name');
      document.getElementById('field-stand-in')?.focus();
      return;
    }
    const part = paper && inkPart(points, { width: paper.offsetWidth, height: paper.offsetHeight });
    if (!part) {
      setTrouble('short');
      return;
    }
    setBusy(true);
    await onSigned(await pngOf(paper, part), name.trim());
    onClose();
  };
  return (
    <Sheet
      title={title}
      size="whole"
      closeLabel={w().common.close}
      onClose={() => (empty || leaving ? onClose() : setLeaving(true))}
      foot={
        leaving ? (
          <>
            <Button look="danger" onClick={onClose}>
              {words.discard}
            </Button>
            <Button look="primary" disabled={busy} onClick={() => void done()}>
              {words.keep}
            </Button>
          </>
        ) : (
          <>
            <Button look="outline" disabled={empty || busy} onClick={clear}>
              {words.clear}
            </Button>
            <Button look="primary" disabled={busy} onClick={() => void done()}>
              {words.done}
            </Button>
          </>
        )
      }
    >
      <div class="sign">
        {standIn ? (
          <TextField
            name="stand-in"
            label={words.standInName}
            hint={words.standInNote}
            value={name}
            maxLength={40}
            error={trouble === 'name' ? words.standInNeeded : undefined}
            onInput={(typed) => {
              setName(typed);
              if (trouble === 'name') setTrouble(null);
            }}
          />
        ) : null}
        <div class="sign-paper">
          <canvas ref={canvas} aria-label={words.pad} role="img" />
          {empty ? (
            <p class="sign-hint" aria-hidden="true">
              {words.pad}
              <small>{words.padHint}</small>
            </p>
          ) : null}
        </div>
        {leaving ? (
          <p class="sign-trouble" role="alert">
            {words.unsaved}
          </p>
        ) : null}
        {trouble === 'short' ? (
          <p class="sign-trouble" role="alert">
            {words.short}
          </p>
        ) : null}
      </div>
    </Sheet>
  );
}

async function pngOf(paper: HTMLCanvasElement, part: { x: number; y: number; width: number; height: number }): Promise<Uint8Array> {
  const dense = paper.width / paper.offsetWidth;
  const { width, height } = fitWithin({ width: part.width * dense, height: part.height * dense }, INK_SIDE);
  const small = document.createElement('canvas');
  Object.assign(small, { width, height });
  const context = small.getContext('2d');
  if (context) {
    context.fillStyle = PAPER;
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(paper, part.x * dense, part.y * dense, part.width * dense, part.height * dense, 0, 0, width, height);
  }
  const blob = await new Promise<Blob | null>((resolve) => small.toBlob(resolve, 'image/png'));
  Object.assign(small, { width: 0, height: 0 });
  if (!blob) throw new Error('the signature could not be drawn');
  return new Uint8Array(await blob.arrayBuffer());
}
