// Photos, signatures and voice notes of a check that was handed in: each with whether the county has it, and to be looked at as long as the phone keeps it.
import { useEffect, useState } from 'preact/hooks';
import { Cell, Group, Tag } from '../../../ui/cell.tsx';
import { sayMoment } from '../../../words/common/say.ts';
import type { KeptEvidence } from '../../store/evidence.ts';
import { evidenceCounts, fail, store } from '../state/archive.ts';
import { today } from '../state/clock.ts';
import { language, w } from '../state/look.ts';
import { LookSheet } from './look-sheet.tsx';
import { nameOf } from './photos-group.tsx';
import { ew } from './words.ts';

export function KeptPieces({ taskId }: { taskId: string }) {
  const words = ew();
  const [pieces, setPieces] = useState<readonly KeptEvidence[]>([]);
  const [look, setLook] = useState<KeptEvidence | null>(null);
  const from = store.value;
  const { waiting } = evidenceCounts.value;
  useEffect(() => {
    let current = true;
    from?.evidence.of(taskId).then((found) => {
      if (current) setPieces(found.filter((one) => one.state === 'waiting' || one.state === 'received'));
    }, fail);
    return () => {
      current = false;
    };
  }, [from, taskId, waiting]);
  if (pieces.length === 0 || !from) return null;
  const open = pieces.some((one) => one.state === 'waiting');
  return (
    <Group title={words.kept.title} foot={open ? words.kept.foot : null}>
      {pieces.map((piece) => (
        <Cell
          key={piece.id}
          onClick={() => setLook(piece)}
          note={[sayMoment(piece.madeAt, language.value, today.value), words.size(Math.max(1, Math.round(piece.bytes / 1000)))].join(w().common.dot)}
          end={<Tag tone={piece.state === 'received' ? 'good' : 'warn'}>{piece.state === 'received' ? words.kept.received : words.kept.waiting}</Tag>}
        >
          {nameOf(piece)}
        </Cell>
      ))}
      {look ? (
        <LookSheet piece={look} title={nameOf(look)} bytes={(piece) => from.evidence.bytes(piece.sha256)} onClose={() => setLook(null)} />
      ) : null}
    </Group>
  );
}
