// A question of any form that is answered by a photo or a recording: the answer is the piece's id, the piece goes with the check.
import { useState } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { MediaFieldProps } from '../survey/media-slot.ts';
import { CameraSheet } from './camera-sheet.tsx';
import { type EvidenceDesk, useEvidence } from './evidence-desk.ts';
import { LookSheet } from './look-sheet.tsx';
import { Recorder } from './recorder.tsx';
import { Thumbnail } from './thumbnail.tsx';
import { VoiceLine } from './voice-line.tsx';
import { ew } from './words.ts';

/** So much of a question's label goes with the piece. */
const ABOUT = 50;

export function MediaField(props: MediaFieldProps) {
  const { type, fieldName, label, hint } = props;
  const evidence = useEvidence();
  const words = ew().file;
  return (
    <div class="field" id={`field-${fieldName}`} tabIndex={-1}>
      <span class="field-label">{label}</span>
      {hint ? <span class="field-hint">{hint}</span> : null}
      {evidence && (type === 'image' || type === 'audio') ? <Answer {...props} evidence={evidence} /> : <p class="quiet">{words.noVideo}</p>}
    </div>
  );
}

function Answer({ type, desk, view, label, evidence }: MediaFieldProps & { evidence: EvidenceDesk }) {
  const words = ew();
  const [open, setOpen] = useState<'camera' | 'look' | null>(null);
  const piece = evidence.pieces.value.find((one) => one.id === view.value);
  const about = label.slice(0, ABOUT);
  const answer = (id: string | null): void => {
    // One answer a question: the piece before it goes with it.
    if (piece && id !== null) evidence.remove(piece, () => desk.answer(view.instanceId, view.key, piece.id, 'tap'));
    desk.answer(view.instanceId, view.key, id, 'tap');
  };
  const remove = (): void => {
    if (!piece) return;
    setOpen(null);
    evidence.remove(piece, () => desk.answer(view.instanceId, view.key, piece.id, 'tap'));
    desk.answer(view.instanceId, view.key, null, 'tap');
  };
  if (type === 'audio') {
    return (
      <>
        {piece ? <VoiceLine piece={piece} label={about} bytes={evidence.bytes} onRemove={remove} /> : null}
        <Recorder desk={evidence} about={about} label={label} onRecorded={answer} />
      </>
    );
  }
  return (
    <>
      {piece ? (
        <div class="thumbs">
          <Thumbnail piece={piece} bytes={evidence.bytes} label={`${words.look.title} ${label}`} onClick={() => setOpen('look')} />
        </div>
      ) : null}
      <Button look="outline" label={`${piece ? words.takeMore : words.take} ${label}`} onClick={() => setOpen('camera')}>
        <Icon name="camera" />
        {piece ? words.takeMore : words.take}
      </Button>
      {open === 'camera' ? (
        <CameraSheet desk={evidence} purpose="proof" about={about} title={label} single onTaken={answer} onClose={() => setOpen(null)} />
      ) : null}
      {open === 'look' && piece ? (
        <LookSheet piece={piece} title={label} bytes={evidence.bytes} onRemove={remove} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}
