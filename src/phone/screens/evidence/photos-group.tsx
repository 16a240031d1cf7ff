// Photos by what they are for; each purpose says why it is asked, and a person's photo asks for consent first.
import { useState } from 'preact/hooks';
import type { Evidence, EvidencePurpose } from '../../../domain/visit.ts';
import { Button } from '../../../ui/button.tsx';
import { Group } from '../../../ui/cell.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { w } from '../state/look.ts';
import { CameraSheet } from './camera-sheet.tsx';
import type { EvidenceDesk } from './evidence-desk.ts';
import { LookSheet } from './look-sheet.tsx';
import { Thumbnail } from './thumbnail.tsx';
import { ew } from './words.ts';

const PURPOSES = ['house', 'document', 'person', 'proof'] as const;

export const nameOf = (piece: Evidence): string => [ew().purposes[piece.purpose], piece.about].filter(Boolean).join(' ');

export function PhotosGroup({ desk, people }: { desk: EvidenceDesk; people: readonly string[] }) {
  const words = ew();
  const [asking, setAsking] = useState(false);
  const [camera, setCamera] = useState<{ purpose: EvidencePurpose; about: string } | null>(null);
  return (
    <Group title={words.photos}>
      {PURPOSES.map((purpose) => (
        <div class="proof" key={purpose}>
          <div class="cell">
            <span class="cell-body">
              {words.purposes[purpose]}
              <span class="cell-note">{words.why[purpose]}</span>
            </span>
            {desk.readOnly ? null : (
              <span class="cell-end">
                <Button
                  look="outline"
                  small
                  label={words.takeFor(words.purposes[purpose])}
                  onClick={() => (purpose === 'person' ? setAsking(true) : setCamera({ purpose, about: '' }))}
                >
                  <Icon name="camera" />
                  {words.take}
                </Button>
              </span>
            )}
          </div>
          <Pictures desk={desk} pieces={desk.pieces.value.filter((piece) => piece.purpose === purpose)} />
        </div>
      ))}
      {asking ? (
        <ConsentSheet
          people={people}
          onYes={(about) => {
            setAsking(false);
            setCamera({ purpose: 'person', about });
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {camera ? (
        <CameraSheet
          desk={desk}
          {...camera}
          title={words.camera.title([words.purposes[camera.purpose], camera.about].filter(Boolean).join(' '))}
          hint={camera.purpose === 'document' ? words.camera.frame : undefined}
          onClose={() => setCamera(null)}
        />
      ) : null}
    </Group>
  );
}

export function Pictures({ desk, pieces }: { desk: EvidenceDesk; pieces: readonly Evidence[] }) {
  const [look, setLook] = useState<Evidence | null>(null);
  if (pieces.length === 0) return null;
  const fixed = look !== null && (desk.readOnly || desk.isAnswer(look));
  return (
    <>
      <ul class="thumbs">
        {pieces.map((piece, index) => (
          <li key={piece.id}>
            <Thumbnail piece={piece} bytes={desk.bytes} label={`${ew().look.title} ${nameOf(piece)} ${index + 1}`} onClick={() => setLook(piece)} />
          </li>
        ))}
      </ul>
      {look ? (
        <LookSheet
          piece={look}
          title={nameOf(look)}
          bytes={desk.bytes}
          onRemove={
            fixed
              ? undefined
              : () => {
                  desk.remove(look);
                  setLook(null);
                }
          }
          onClose={() => setLook(null)}
        />
      ) : null}
    </>
  );
}

/** Nobody is photographed before they have been asked; whose consent it was is kept with the photo. */
function ConsentSheet({ people, onYes, onClose }: { people: readonly string[]; onYes: (about: string) => void; onClose: () => void }) {
  const words = ew().consent;
  return (
    <Sheet
      title={words.title}
      closeLabel={w().common.close}
      onClose={onClose}
      foot={
        <Button look="outline" onClick={onClose}>
          {words.no}
        </Button>
      }
    >
      <div class="sheet-text">
        <p class="consent-words">{words.text}</p>
        <p class="quiet">{words.who}</p>
        <div class="consent-people">
          {people.map((name) => (
            <Button key={name} look="outline" onClick={() => onYes(name)}>
              {name}
            </Button>
          ))}
          <Button look="outline" onClick={() => onYes('')}>
            {words.other}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
