// The rows of an import: what each was matched to and why; doubtful ones are settled here, alike ones together.
import { useEffect, useState } from 'preact/hooks';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { type Import, type ImportRow, ImportRows, ImportSettled, type RowState } from '../../wire/desk.ts';
import { call } from '../call.ts';
import { placeName } from '../divisions.ts';
import { sentenceOf } from '../failure.ts';
import { count, yuan } from '../figures.ts';
import { useFilters } from '../filters.ts';
import { words } from '../language.ts';
import { usePaged } from '../paged.ts';
import { DivisionList, villagesAndSites } from '../widgets/division-picker.tsx';
import { Notice, Tag } from '../widgets/page.tsx';
import { type Column, NothingHere, Table } from '../widgets/table.tsx';

export const ROW_STATES: readonly RowState[] = ['ready', 'ask', 'outside', 'faulty', 'known'];
const HOUSEHOLD_TONES = { found: 'ok', notFound: 'warn', several: 'warn' } as const;

interface Props {
  one: Import;
  onSettled: (next: Import) => void;
}

const amountCell = (row: ImportRow) => (
  <>
    {yuan(row.amount)}
    {row.belowThreshold === null ? null : (
      <>
        <br />
        <small class="quiet">{words().imports.below(yuan(row.belowThreshold))}</small>
      </>
    )}
  </>
);

export function ImportRowsTable({ one, onSettled }: Props) {
  const w = words().imports;
  const filters = useFilters(['state']);
  const { state } = filters.values;
  const [fault, setFault] = useState('');
  const [settling, setSettling] = useState<string | null>(null);
  const [picking, setPicking] = useState<ImportRow | null>(null);
  const list = usePaged(`${one.id} ${state}`, async (offset, limit) => {
    const reply = await call(`/api/imports/${one.id}/rows`, ImportRows, { query: { state, offset, limit } });
    return reply.ok ? { ok: true, value: { rows: reply.value.rows, total: reply.value.total, extra: null } } : reply;
  });
  // Corrected columns or another settled row: the rows are read anew.
  const counted = JSON.stringify([one.counts, one.columns]);
  const [seen, setSeen] = useState(counted);
  useEffect(() => {
    if (counted === seen) return;
    setSeen(counted);
    list.reload();
  }, [counted, seen, list.reload]);

  const settle = async (row: ImportRow, villageCode: string | null, alike: boolean): Promise<void> => {
    setPicking(null);
    setFault('');
    setSettling(rowKey(row));
    const reply = await call(`/api/imports/${one.id}/settle`, ImportSettled, {
      method: 'POST',
      body: { row: row.row, sheet: row.sheet, villageCode, alike },
    });
    setSettling(null);
    if (!reply.ok) return setFault(sentenceOf(reply.failure));
    toast(villageCode ? w.settledToast(count(reply.value.settled), placeName(villageCode)) : w.leftOutToast(count(reply.value.settled)));
    onSettled(reply.value.import);
  };

  const several = one.sheets.filter((sheet) => sheet.used).length > 1;
  const open = one.state === 'preview';
  const columns: Column<ImportRow>[] = [
    {
      key: 'row',
      head: w.row,
      width: several ? '6rem' : '4rem',
      cell: (row) => (
        <span class="num">
          {several ? <small>{row.sheet} </small> : null}
          {row.row}
        </span>
      ),
    },
    { key: 'person', head: w.person, width: 'minmax(5rem, 0.8fr)', cell: (row) => row.personName },
    {
      key: 'idNumber',
      head: w.idNumber,
      width: '10.5rem',
      cell: (row) => (
        <>
          <span class="num">{row.idNumber}</span>
          {row.faults.map((text) => (
            <Tag key={text} tone="bad">
              {text}
            </Tag>
          ))}
        </>
      ),
    },
    { key: 'place', head: w.placeText, width: 'minmax(8rem, 1.4fr)', cell: (row) => row.placeText },
    {
      key: 'match',
      head: w.match,
      width: 'minmax(16rem, 3.6fr)',
      cell: (row) => (
        <Match
          row={row}
          open={open}
          busy={settling === rowKey(row)}
          onPick={(code, alike) => void settle(row, code, alike)}
          onOther={() => setPicking(row)}
        />
      ),
    },
    { key: 'reason', head: w.reason, width: 'minmax(9rem, 1.7fr)', cell: (row) => <span class="quiet">{row.reason}</span> },
    { key: 'amount', head: w.amount, width: '8rem', numeric: true, cell: amountCell },
  ];
  return (
    <>
      {fault ? <Notice tone="bad" text={fault} /> : null}
      <Table
        label={state ? w.tiles[state as RowState] : one.fileName}
        list={list}
        columns={columns}
        keyOf={rowKey}
        rowClass={(row) => (row.state === 'ask' && open ? 'row-ask' : '')}
        estimate={64}
        empty={<NothingHere filtered={false} title={state === 'ask' ? w.allSettled : words().states.nothing} />}
      />
      {picking ? (
        <Sheet
          title={words().picker.titleFor(picking.placeText || picking.personName)}
          closeLabel={words().act.close}
          onClose={() => setPicking(null)}
        >
          <PickVillage row={picking} onPick={(code, alike) => void settle(picking, code, alike)} />
        </Sheet>
      ) : null}
    </>
  );
}

const rowKey = (row: ImportRow): string => `${row.sheet}#${row.row}`;

interface MatchProps {
  row: ImportRow;
  open: boolean;
  busy: boolean;
  onPick: (code: string | null, alike: boolean) => void;
  onOther: () => void;
}

function Match({ row, open, busy, onPick, onOther }: MatchProps) {
  const w = words().imports;
  const [alike, setAlike] = useState(true);
  if (busy) return <span role="status">{w.settling}</span>;
  if (row.villageCode && row.state !== 'ask') {
    return (
      <>
        {row.townshipName} {row.villageName}{' '}
        <Tag tone={HOUSEHOLD_TONES[row.household]}>
          {row.household === 'found' ? w.householdFound : row.household === 'several' ? w.householdSeveral : w.householdNot}
        </Tag>
      </>
    );
  }
  if (!open || (row.state !== 'ask' && row.state !== 'outside')) return null;
  return (
    <div class="candidates">
      {row.candidates.length === 0 ? <span>{words().picker.none}</span> : null}
      {row.candidates.slice(0, 4).map((candidate) => (
        <span key={candidate.villageCode} class="candidate" title={candidate.reason}>
          {candidate.townshipName} {candidate.villageName}
          <button
            type="button"
            class="pick"
            aria-label={w.pickName(`${candidate.townshipName} ${candidate.villageName}`)}
            onClick={() => onPick(candidate.villageCode, alike && row.alike > 1)}
          >
            {w.pick}
          </button>
        </span>
      ))}
      <span class="candidate-more">
        <button type="button" class="link" onClick={onOther}>
          {w.pickOther}
        </button>
        <button type="button" class="link" onClick={() => onPick(null, alike && row.alike > 1)}>
          {w.leaveOut}
        </button>
        {row.alike > 1 ? (
          <label class="check">
            <input type="checkbox" checked={alike} onChange={(event) => setAlike(event.currentTarget.checked)} />
            {w.alike(count(row.alike))}
          </label>
        ) : null}
      </span>
    </div>
  );
}

function PickVillage({ row, onPick }: { row: ImportRow; onPick: (code: string, alike: boolean) => void }) {
  const w = words().imports;
  const [alike, setAlike] = useState(true);
  return (
    <>
      <p class="quiet">
        {row.personName} · {row.reason}
      </p>
      {row.alike > 1 ? (
        <label class="check">
          <input type="checkbox" checked={alike} onChange={(event) => setAlike(event.currentTarget.checked)} />
          {w.alike(count(row.alike))}
        </label>
      ) : null}
      <DivisionList
        among={villagesAndSites()}
        candidates={row.candidates.map((candidate) => ({ code: candidate.villageCode, note: candidate.reason }))}
        onPick={(code) => onPick(code, alike && row.alike > 1)}
      />
    </>
  );
}
