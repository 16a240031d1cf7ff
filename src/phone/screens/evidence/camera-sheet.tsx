// The camera within the app: one large button, any number of photos, each kept at once; and the phone's own camera and album where it can't be opened.
import { useRef, useState } from 'preact/hooks';
import type { EvidencePurpose } from '../../../domain/visit.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { toast } from '../../../ui/toast.tsx';
import { w } from '../state/look.ts';
import type { EvidenceDesk } from './evidence-desk.ts';
import { keepPiece } from './keep-piece.ts';
import { PhotoFiles } from './photo-files.tsx';
import { partWithin } from './photo-size.ts';
import { shrink, shrinkFile, UnreadablePicture } from './shrink-photo.ts';
import { useCamera } from './use-camera.ts';
import { ew } from './words.ts';

interface Props {
  desk: EvidenceDesk;
  purpose: EvidencePurpose;
  about: string;
  title: string;
  hint?: string | undefined;
  /** One is enough: the sheet closes after it. */
  single?: boolean;
  onTaken?: (id: string) => void;
  onClose: () => void;
}

export function CameraSheet({ desk, purpose, about, title, hint, single = false, onTaken, onClose }: Props) {
  const words = ew().camera;
  const { video, state, torch, light, again } = useCamera();
  const frame = useRef<HTMLDivElement>(null);
  const [taken, setTaken] = useState(0);
  const [keeping, setKeeping] = useState(false);
  const framed = purpose === 'document';

  const keepAll = async (pictures: readonly (() => Promise<Uint8Array>)[]): Promise<void> => {
    setKeeping(true);
    try {
      for (const picture of pictures) {
        const data = await picture().catch((error: unknown) => {
          if (!(error instanceof UnreadablePicture)) throw error;
          toast(words.unreadable);
          return null;
        });
        const kept = data && (await keepPiece(desk, { purpose, about, type: 'image/jpeg', data }));
        if (!kept) continue;
        onTaken?.(kept.id);
        setTaken((before) => before + 1);
        if (single) {
          onClose();
          return;
        }
      }
    } finally {
      setKeeping(false);
    }
  };
  const fromFiles = (files: readonly File[]): void => void keepAll(files.map((file) => () => shrinkFile(file)));
  const shoot = (): void => {
    const seen = video.current;
    if (seen && !keeping) void keepAll([() => shrink(seen, framed ? framedPart(seen, frame.current) : undefined)]);
  };
  const failed = state === 'denied' || state === 'absent' || state === 'busy';
  return (
    <Sheet title={title} size="whole" closeLabel={w().common.close} onClose={onClose}>
      <div class="camera">
        <div class="camera-view">
          <video ref={video} muted playsInline hidden={failed} aria-label={words.preview} />
          {framed && state === 'open' ? <div class="camera-frame" ref={frame} /> : null}
          {state === 'opening' ? <p class="camera-said">{words.opening}</p> : null}
          {failed ? (
            <div class="camera-trouble" role="alert">
              <Icon name="warn" />
              <p class="state-title">{words[state]}</p>
              <p>{{ denied: words.deniedNote, absent: words.absentNote, busy: words.busyNote }[state]}</p>
              <PhotoFiles onFiles={fromFiles} />
              {state === 'absent' ? null : (
                <Button look="outline" wide onClick={again}>
                  {words.again}
                </Button>
              )}
            </div>
          ) : null}
        </div>
        <p class="camera-said" role="status">
          {keeping ? words.keeping : taken > 0 ? words.taken(taken) : ''}
        </p>
        {hint && taken === 0 && !keeping && !failed ? <p class="camera-said">{hint}</p> : null}
        {failed ? null : (
          <div class="camera-foot">
            <PhotoFiles short onFiles={fromFiles} />
            <button type="button" class="shutter" aria-label={words.shutter} disabled={state !== 'open' || keeping} onClick={shoot} />
            {torch === null ? (
              <Button look="primary" onClick={onClose}>
                {words.done}
              </Button>
            ) : (
              <button type="button" class="btn btn-outline" aria-pressed={torch} onClick={() => light(!torch)}>
                {words.torch}
              </button>
            )}
          </div>
        )}
        {taken > 0 && (failed || torch !== null) ? (
          <div class="pad">
            <Button look="primary" wide onClick={onClose}>
              {words.done}
            </Button>
          </div>
        ) : null}
      </div>
    </Sheet>
  );
}

function framedPart(video: HTMLVideoElement, frame: HTMLElement | null) {
  if (!frame) return undefined;
  const box = video.getBoundingClientRect();
  const within = frame.getBoundingClientRect();
  return partWithin({ width: video.videoWidth, height: video.videoHeight }, box, {
    x: within.left - box.left,
    y: within.top - box.top,
    width: within.width,
    height: within.height,
  });
}
