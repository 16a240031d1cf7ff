// What proves the check, all of it optional: photos, signatures, a voice note, the place. Each says what it is for, and stays on the phone from the moment it is made.
import { Group, Note } from '../../../ui/cell.tsx';
import type { EvidenceProps } from '../check/evidence-slot.ts';
import { useEvidence } from './evidence-desk.ts';
import { PhotosGroup } from './photos-group.tsx';
import { PlaceGroup } from './place-group.tsx';
import { Recorder } from './recorder.tsx';
import { SignaturesGroup } from './signatures-group.tsx';
import { VoiceLine } from './voice-line.tsx';
import { ew } from './words.ts';

export function EvidenceStep({ people, visitors, respondent }: EvidenceProps) {
  const desk = useEvidence();
  const words = ew();
  if (!desk) return null;
  const notes = desk.pieces.value.filter((piece) => piece.purpose === 'voice');
  const trouble = desk.trouble.value;
  return (
    <section class="evidence" aria-labelledby="evidence-title">
      <h3 class="step-title" id="evidence-title">
        {words.title}
      </h3>
      <p class="step-lead">{words.lead}</p>
      {trouble ? <Note tone="bad" title={trouble === 'full' ? words.full : words.failed} /> : null}
      <PhotosGroup desk={desk} people={people} />
      <SignaturesGroup desk={desk} visitors={visitors} respondent={respondent} />
      <Group title={words.purposes.voice} aside={words.why.voice}>
        {notes.map((piece, index) => (
          <VoiceLine
            key={piece.id}
            piece={piece}
            label={[words.voice.note(index + 1), piece.about].filter(Boolean).join(' ')}
            bytes={desk.bytes}
            onRemove={desk.readOnly || desk.isAnswer(piece) ? null : () => desk.remove(piece)}
          />
        ))}
        {desk.readOnly ? null : <Recorder desk={desk} about="" />}
      </Group>
      <PlaceGroup desk={desk} />
    </section>
  );
}
