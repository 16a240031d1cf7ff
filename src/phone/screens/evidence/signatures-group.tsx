// Who signed: respondent, two visitors, the authorisation letter; where somebody can't write, a stand-in signs and the fingerprint is photographed.
import { useState } from 'preact/hooks';
import type { Evidence, EvidencePurpose } from '../../../domain/visit.ts';
import { Button } from '../../../ui/button.tsx';
import { Group } from '../../../ui/cell.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { CameraSheet } from './camera-sheet.tsx';
import type { EvidenceDesk } from './evidence-desk.ts';
import { keepPiece } from './keep-piece.ts';
import { Pictures } from './photos-group.tsx';
import { SignatureSheet } from './signature-sheet.tsx';
import { ew } from './words.ts';

interface Line {
  purpose: EvidencePurpose;
  /** Whose signature: a visitor's is found by it, the others are one each. */
  about: string;
  label: string;
  why: string;
  standIn: boolean;
}

/** As the record has it, whichever language the app speaks. */
const STAND_IN = '代签：';
const FIRST = '入户人员一';
const SECOND = '入户人员二';

export function SignaturesGroup({ desk, visitors, respondent }: { desk: EvidenceDesk; visitors: readonly string[]; respondent: string }) {
  const words = ew();
  const [open, setOpen] = useState<{ line: Line; standIn: boolean } | null>(null);
  const [fingerprint, setFingerprint] = useState(false);
  const pieces = desk.pieces.value;
  const first = (visitors[0] ?? '').trim();
  const second = (visitors[1] ?? '').trim();
  const lines: Line[] = [
    {
      purpose: 'respondentSignature',
      about: respondent.trim(),
      label: words.sign.respondent(respondent.trim()),
      why: words.why.respondentSignature,
      standIn: true,
    },
    { purpose: 'visitorSignature', about: first || FIRST, label: words.sign.first(first), why: words.why.visitorSignature, standIn: false },
    { purpose: 'visitorSignature', about: second || SECOND, label: words.sign.second(second), why: words.why.visitorSignature, standIn: false },
    { purpose: 'authorisationSignature', about: '', label: words.sign.authorisation, why: words.why.authorisationSignature, standIn: true },
  ];
  const isOf = (piece: Evidence, line: Line): boolean =>
    piece.purpose === line.purpose && (line.purpose !== 'visitorSignature' || piece.about === line.about);
  const orphans = pieces.filter((piece) => piece.purpose === 'visitorSignature' && !lines.some((line) => isOf(piece, line)));
  const fingerprints = pieces.filter((piece) => piece.purpose === 'fingerprint');
  const stoodIn = pieces.some((piece) => piece.about.startsWith(STAND_IN));
  return (
    <Group title={words.signatures}>
      {lines.map((line) => {
        const signed = pieces.filter((piece) => isOf(piece, line));
        return (
          <div class="proof" key={line.label}>
            <div class="cell">
              <span class="cell-body">
                {line.label}
                <span class="cell-note">{line.why}</span>
              </span>
              {desk.readOnly ? null : (
                <span class="cell-end">
                  <Button
                    look="outline"
                    small
                    label={`${signed.length > 0 ? words.sign.again : words.sign.sign} ${line.label}`}
                    onClick={() => setOpen({ line, standIn: false })}
                  >
                    <Icon name="pen" />
                    {signed.length > 0 ? words.sign.again : words.sign.sign}
                  </Button>
                  {line.standIn && signed.length === 0 ? (
                    <Button look="plain" small label={`${words.sign.standIn} ${line.label}`} onClick={() => setOpen({ line, standIn: true })}>
                      {words.sign.standIn}
                    </Button>
                  ) : null}
                </span>
              )}
            </div>
            <Pictures desk={desk} pieces={signed} />
          </div>
        );
      })}
      {orphans.length > 0 ? (
        <div class="proof">
          <div class="cell">
            <span class="cell-body">{[...new Set(orphans.map((piece) => piece.about))].join('、')}</span>
          </div>
          <Pictures desk={desk} pieces={orphans} />
        </div>
      ) : null}
      {stoodIn || fingerprints.length > 0 ? (
        <div class="proof">
          <div class="cell">
            <span class="cell-body">
              {words.purposes.fingerprint}
              <span class="cell-note">{fingerprints.length > 0 ? words.sign.fingerprintHint : words.sign.fingerprintMissing}</span>
            </span>
            {desk.readOnly ? null : (
              <span class="cell-end">
                <Button look="outline" small onClick={() => setFingerprint(true)}>
                  <Icon name="camera" />
                  {words.sign.fingerprint}
                </Button>
              </span>
            )}
          </div>
          <Pictures desk={desk} pieces={fingerprints} />
        </div>
      ) : null}
      {open ? (
        <SignatureSheet
          title={`${open.line.label}${open.standIn ? `（${words.sign.standIn}）` : ''}`}
          standIn={open.standIn}
          onClose={() => setOpen(null)}
          onSigned={async (data, standIn) => {
            const { line } = open;
            const before = desk.pieces.peek().filter((piece) => isOf(piece, line));
            const about = standIn ? `${STAND_IN}${standIn}` : line.about;
            const kept = await keepPiece(desk, { purpose: line.purpose, about, type: 'image/png', data });
            if (kept) for (const piece of before) desk.remove(piece);
          }}
        />
      ) : null}
      {fingerprint ? (
        <CameraSheet
          desk={desk}
          purpose="fingerprint"
          about={respondent.trim()}
          title={words.purposes.fingerprint}
          hint={words.sign.fingerprintHint}
          single
          onClose={() => setFingerprint(false)}
        />
      ) : null}
    </Group>
  );
}
