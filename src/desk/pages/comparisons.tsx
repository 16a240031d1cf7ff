// 信息比对 for a department: what it is asked about people of households to be monitored, answered on the page; what is not a hit is one click.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { AnswerResult, type Comparison, Comparisons } from '../../wire/cases.ts';
import { call } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { count, dayWords } from '../figures.ts';
import { useFilters } from '../filters.ts';
import { words } from '../language.ts';
import { usePaged } from '../paged.ts';
import { useRenewal } from '../renewal.ts';
import { FilterBar, SearchField } from '../widgets/filter-bar.tsx';
import { Notice, Page, Tag } from '../widgets/page.tsx';
import { type Column, NothingHere, Table } from '../widgets/table.tsx';

const FILTERS = ['waiting', 'search'] as const;
/** Answers that one click gives together. */
const AT_ONCE = 100;

interface Answer {
  id: string;
  hit: boolean;
  detail: string;
}

export function ComparisonsPage() {
  const w = words();
  const c = w.cases.asked;
  const filters = useFilters(FILTERS);
  const { values } = filters;
  const [fault, setFault] = useState('');
  const list = usePaged(`comparisons ${JSON.stringify(values)}`, async (offset, limit) => {
    const reply = await call('/api/comparisons', Comparisons, { query: { ...values, offset, limit } });
    return reply.ok ? { ok: true, value: { rows: reply.value.comparisons, total: reply.value.total, extra: reply.value.waiting } } : reply;
  });
  useRenewal(() => void list.renew());
  const answer = async (answers: readonly Answer[]): Promise<boolean> => {
    const reply = await call('/api/comparisons', AnswerResult, { method: 'PUT', body: { answers } });
    if (!reply.ok) {
      setFault(sentenceOf(reply.failure));
      return false;
    }
    setFault(
      reply.value.notAnswered.length > 0 ? `${c.some(count(reply.value.notAnswered.length))}：${reply.value.notAnswered[0]?.reason ?? ''}` : '',
    );
    toast(c.saved(count(reply.value.answered)));
    list.reload();
    return reply.value.notAnswered.length === 0;
  };
  const waiting = Array.from({ length: Math.min(list.total, AT_ONCE) }, (_, index) => list.at(index)).flatMap((row) =>
    row && row.hit === null ? [row] : [],
  );
  const columns: Column<Comparison>[] = [
    { key: 'person', head: c.person, width: 'minmax(6rem, 1fr)', cell: (row) => <b>{row.personName}</b> },
    { key: 'idNumber', head: c.idNumber, width: '12rem', cell: (row) => <span class="num">{row.idNumber || '—'}</span> },
    { key: 'village', head: c.village, width: 'minmax(6rem, 1fr)', cell: (row) => row.villageName },
    { key: 'subject', head: c.subject, width: '8rem', cell: (row) => w.cases.subjects[row.subject] },
    { key: 'askedAt', head: c.askedAt, width: '8rem', cell: (row) => dayWords(row.askedAt) },
    { key: 'answer', head: c.answer, width: 'minmax(18rem, 2.4fr)', cell: (row) => <AnswerCell row={row} onAnswer={answer} /> },
  ];
  return (
    <Page
      title={c.title}
      note={list.extra === null ? undefined : c.waiting(count(list.extra))}
      actions={
        waiting.length > 0 ? (
          <Button look="outline" onClick={() => void answer(waiting.map(({ id }) => ({ id, hit: false, detail: '' })))}>
            {c.allNothing(count(waiting.length))}
          </Button>
        ) : null
      }
    >
      {fault ? <Notice tone="bad" text={fault} /> : null}
      <FilterBar active={filters.active} onClear={filters.clear}>
        <label class="check">
          <input
            type="checkbox"
            checked={values.waiting === 'true'}
            onChange={(event) => filters.set({ waiting: event.currentTarget.checked ? 'true' : '' })}
          />
          {c.onlyWaiting}
        </label>
        <SearchField label={c.search} value={values.search} onSearch={(search) => filters.set({ search })} />
      </FilterBar>
      <Table
        label={c.title}
        list={list}
        columns={columns}
        keyOf={(row) => row.id}
        empty={<NothingHere filtered={filters.active} onClear={filters.clear} title={c.none} />}
      />
    </Page>
  );
}

/** The answer that stands, or the two buttons; a hit asks what was found before it is sent. */
function AnswerCell({ row, onAnswer }: { row: Comparison; onAnswer: (answers: readonly Answer[]) => Promise<boolean> }) {
  const w = words().cases;
  const c = w.asked;
  const [typing, setTyping] = useState<string | null>(null);
  const [fault, setFault] = useState(false);
  const send = async (): Promise<void> => {
    if (typing === null || typing.trim() === '') return setFault(true);
    if (await onAnswer([{ id: row.id, hit: true, detail: typing.trim() }])) setTyping(null);
  };
  if (typing !== null) {
    const name = `detail-${row.id}`;
    return (
      <span class="answer-cell">
        <label class="sr-only" for={name}>
          {c.detail}
        </label>
        <input
          id={name}
          class="input"
          value={typing}
          maxLength={500}
          placeholder={c.detail}
          aria-invalid={fault}
          onInput={(event) => setTyping(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && void send()}
        />
        <Button small look="primary" onClick={() => void send()}>
          {w.hit}
        </Button>
        <Button small onClick={() => setTyping(null)}>
          {words().act.cancel}
        </Button>
        {fault ? <span class="field-error">{c.needDetail}</span> : null}
      </span>
    );
  }
  return (
    <span class="answer-cell">
      {row.hit === null ? null : <Tag tone={row.hit ? 'warn' : 'ok'}>{row.hit ? w.hit : w.noHit}</Tag>} {row.detail}
      {row.explanation ? null : (
        <>
          {row.hit === false ? null : (
            <Button small look="outline" onClick={() => void onAnswer([{ id: row.id, hit: false, detail: '' }])}>
              {w.noHit}
            </Button>
          )}
          <Button small onClick={() => setTyping(row.detail)}>
            {w.hit}
          </Button>
        </>
      )}
    </span>
  );
}
