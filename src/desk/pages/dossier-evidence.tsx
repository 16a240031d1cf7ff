// What proves a check: photos, signatures and recordings with whether they have arrived, each fetched only when somebody looks, and roughly where it was made.
import { useEffect, useId, useState } from 'preact/hooks';
import type { CheckContent } from '../../domain/visit.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { type EvidenceItem, EvidenceItems } from '../../wire/evidence.ts';
import { call, type Failure, fetchFile } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { count, momentWords } from '../figures.ts';
import { words } from '../language.ts';
import { useResource } from '../resource.ts';
import { Notice, Reading, Tag } from '../widgets/page.tsx';

interface Props {
  taskId: string;
  handInId: string;
  content: CheckContent;
}

const kilobytes = (bytes: number): string => `${count(Math.max(1, Math.round(bytes / 1000)))} kB`;

export function DossierEvidence({ taskId, handInId, content }: Props) {
  const w = words().evidence;
  const id = useId();
  const items = useResource(`${taskId} ${handInId}`, () => call(`/api/tasks/${taskId}/evidence`, EvidenceItems));
  const [look, setLook] = useState<EvidenceItem | null>(null);
  const list = items.value?.items ?? [];
  const here = list.filter((item) => item.state === 'received').length;
  return (
    <section class="part" aria-labelledby={id}>
      <h3>
        <span id={id}>{w.title}</span>{' '}
        {list.length > 0 ? <Tag tone={here === list.length ? 'ok' : 'warn'}>{w.arrived(here, list.length)}</Tag> : null}
      </h3>
      <Reading of={items} rows={2}>
        {({ items: pieces }) =>
          pieces.length === 0 ? (
            <p class="quiet">{w.none}</p>
          ) : (
            <>
              <table class="compare members">
                <caption class="sr-only">{w.title}</caption>
                <thead>
                  <tr>
                    <th scope="col">{w.purpose}</th>
                    <th scope="col">{w.about}</th>
                    <th scope="col">{w.madeAt}</th>
                    <th scope="col">{w.size}</th>
                    <th scope="col">{w.state}</th>
                  </tr>
                </thead>
                <tbody>
                  {pieces.map((piece) => (
                    <tr key={piece.id}>
                      <th scope="row">
                        {w.purposes[piece.purpose]} {piece.handInId === handInId ? null : <small class="quiet">{w.earlier}</small>}
                      </th>
                      <td>{piece.about || '—'}</td>
                      <td class="num">{momentWords(piece.madeAt)}</td>
                      <td class="num">{kilobytes(piece.bytes)}</td>
                      <td>
                        <Tag tone={piece.state === 'received' ? 'ok' : 'warn'}>{w.states[piece.state]}</Tag>{' '}
                        {piece.state === 'received' ? (
                          <button
                            type="button"
                            class="link"
                            aria-label={w.lookAt([w.purposes[piece.purpose], piece.about].filter(Boolean).join(' '))}
                            onClick={() => setLook(piece)}
                          >
                            {w.look}
                          </button>
                        ) : null}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p class="quiet">{w.logged}</p>
            </>
          )
        }
      </Reading>
      <p>
        {w.placeWord}：
        <Place position={content.position} />
      </p>
      {look ? <LookDialog piece={look} onClose={() => setLook(null)} /> : null}
    </section>
  );
}

/** The server has made it rough already: that somebody was in the village, not at which door. */
function Place({ position }: { position: CheckContent['position'] }) {
  const w = words().evidence;
  if (!position) return <span class="quiet">{w.optionalPlace}</span>;
  return (
    <>
      <span class="num">{w.place(position.latitude.toFixed(2), position.longitude.toFixed(2))}</span>{' '}
      <span class="quiet">{w.placeMeasured(count(Math.round(position.accuracy)), momentWords(position.at))}</span>
    </>
  );
}

function LookDialog({ piece, onClose }: { piece: EvidenceItem; onClose: () => void }) {
  const w = words();
  const e = w.evidence;
  const title = [e.purposes[piece.purpose], piece.about].filter(Boolean).join(' ');
  const [address, setAddress] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [broken, setBroken] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let made = '';
    const leaving = new AbortController();
    setFailure(null);
    void fetchFile(`/api/evidence/${piece.id}`, { signal: leaving.signal }).then((reply) => {
      if (leaving.signal.aborted) return;
      if (!reply.ok) return setFailure(reply.failure);
      made = URL.createObjectURL(reply.value);
      setAddress(made);
    });
    return () => {
      leaving.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [piece.id, turn]);
  const sound = piece.type.startsWith('audio/');
  return (
    <Sheet
      title={title}
      size={sound ? 'half' : 'whole'}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <Button look="outline" onClick={onClose}>
          {w.act.close}
        </Button>
      }
    >
      <div class="evidence-look">
        {failure ? <Notice tone="bad" text={sentenceOf(failure)} act={w.act.retry} onAct={() => setTurn(turn + 1)} /> : null}
        {broken ? <Notice tone="bad" text={sound ? e.noSound : e.noPicture} /> : null}
        {address === '' && !failure ? <Skeleton label={e.loading} rows={3} /> : null}
        {address && !broken ? (
          sound ? (
            <audio controls src={address} aria-label={title} onError={() => setBroken(true)}>
              <track kind="captions" />
            </audio>
          ) : (
            <img src={address} alt={title} onError={() => setBroken(true)} />
          )
        ) : null}
        <p class="quiet num">
          {momentWords(piece.madeAt)} · {kilobytes(piece.bytes)}
        </p>
      </div>
    </Sheet>
  );
}
