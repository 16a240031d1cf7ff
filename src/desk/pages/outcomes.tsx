// 线索结果: what became of every lead a department pushed; final ones are taken note of, several at once, or exported.
import { useState } from 'preact/hooks';
import { DEPARTMENT_NAMES, DepartmentCode } from '../../domain/department.ts';
import { LeadState } from '../../domain/lead.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { Acknowledged, type LeadItem, Leads } from '../../wire/desk.ts';
import { call, download, session } from '../call.ts';
import { today } from '../clock.ts';
import { sentenceOf } from '../failure.ts';
import { count, dayWords, periodWords, yuan } from '../figures.ts';
import { useFilters } from '../filters.ts';
import { common, words } from '../language.ts';
import { usePaged } from '../paged.ts';
import { useRenewal } from '../renewal.ts';
import { useSelection } from '../selection.ts';
import { DivisionField } from '../widgets/division-picker.tsx';
import { ChoiceField, FilterBar, SearchField } from '../widgets/filter-bar.tsx';
import { Notice, Page, Tag } from '../widgets/page.tsx';
import { ResultWords } from '../widgets/result-words.tsx';
import { type Column, NothingHere, Table } from '../widgets/table.tsx';

const FILTERS = ['state', 'department', 'division', 'search'] as const;
const LEAD_TONES = { unmatched: 'warn', matched: 'grey', dispatched: 'info', answered: 'ok', withdrawn: 'grey' } as const;

/** Decided for good and not yet taken note of. */
const mayAcknowledge = (row: LeadItem): boolean => row.lead.state === 'answered' && row.acknowledgedAt === null;

export function OutcomesPage() {
  const w = words();
  const o = w.outcomes;
  const c = common();
  const department = session.value?.account.role === 'department';
  const filters = useFilters(FILTERS);
  const { values } = filters;
  const selection = useSelection();
  const [busy, setBusy] = useState<'export' | 'acknowledge' | null>(null);
  const [fault, setFault] = useState('');
  const list = usePaged(`outcomes ${JSON.stringify(values)}`, async (offset, limit) => {
    const reply = await call('/api/leads', Leads, { query: { ...values, offset, limit } });
    return reply.ok ? { ok: true, value: { rows: reply.value.leads, total: reply.value.total, extra: reply.value.counts } } : reply;
  });
  useRenewal(() => void list.renew());
  const shown = Array.from({ length: list.total }, (_, index) => list.at(index)).flatMap((row) => (row && mayAcknowledge(row) ? [row.lead.id] : []));
  const all = shown.length > 0 && shown.every((id) => selection.has(id));

  const acknowledge = async (): Promise<void> => {
    setBusy('acknowledge');
    setFault('');
    const reply = await call('/api/leads/acknowledge', Acknowledged, { method: 'POST', body: { leadIds: selection.ids.slice(0, 5000) } });
    setBusy(null);
    if (!reply.ok) return setFault(sentenceOf(reply.failure));
    toast(o.acknowledgeDone(count(reply.value.acknowledged)));
    selection.clear();
    list.reload();
  };
  const exportShown = async (): Promise<void> => {
    setBusy('export');
    setFault('');
    const reply = await download('/api/leads.xlsx', values, `${o.title}-${today()}.xlsx`);
    setBusy(null);
    if (!reply.ok) setFault(sentenceOf(reply.failure));
  };

  const columns: Column<LeadItem>[] = [
    ...(department
      ? [
          {
            key: 'select',
            label: w.leads.selectShown,
            width: '2.6rem',
            head: (
              <input
                type="checkbox"
                aria-label={w.leads.selectShown}
                checked={all}
                disabled={shown.length === 0}
                onChange={() => selection.put(shown, !all)}
              />
            ),
            cell: (row: LeadItem) =>
              mayAcknowledge(row) ? (
                <input
                  type="checkbox"
                  aria-label={w.leads.selectRow(row.lead.personName)}
                  checked={selection.has(row.lead.id)}
                  onChange={() => selection.toggle(row.lead.id)}
                />
              ) : null,
          },
        ]
      : [{ key: 'department', head: w.leads.department, width: '6rem', cell: (row: LeadItem) => DEPARTMENT_NAMES[row.lead.department] }]),
    {
      key: 'person',
      head: w.leads.person,
      width: 'minmax(9rem, 1.2fr)',
      cell: ({ lead }) => (
        <>
          <b>{lead.personName}</b>
          <br />
          <small class="quiet num">{lead.idNumber}</small>
        </>
      ),
    },
    {
      key: 'place',
      head: w.leads.place,
      width: 'minmax(9rem, 1.6fr)',
      cell: (row) => (row.villageName ? `${row.townshipName} ${row.villageName}` : <span class="quiet">{row.lead.placeText}</span>),
    },
    {
      key: 'signal',
      head: w.leads.signal,
      width: 'minmax(11rem, 2fr)',
      cell: ({ lead }) => (
        <>
          {lead.indicatorText} {lead.amount === null ? '' : <b class="num">{yuan(lead.amount)}</b>}{' '}
          <span class="quiet">{periodWords(lead.period)}</span>
        </>
      ),
    },
    {
      key: 'state',
      head: o.state,
      width: '8rem',
      cell: (row) => (
        <>
          <Tag tone={LEAD_TONES[row.lead.state]}>{c.leadStates[row.lead.state]}</Tag>
          {row.taskState && row.lead.state === 'dispatched' ? <small class="quiet"> {c.taskStates[row.taskState]}</small> : null}
        </>
      ),
    },
    {
      key: 'result',
      head: o.result,
      width: 'minmax(12rem, 2.6fr)',
      cell: (row) => (
        <>
          <ResultWords result={row.result} />
          {row.result ? <small class="quiet block-text">{row.result.summary}</small> : null}
          {row.result && row.lead.state !== 'answered' ? <Tag>{o.provisional}</Tag> : null}
          {row.acknowledgedAt ? <Tag tone="ok">{o.acknowledgedAt(dayWords(row.acknowledgedAt))}</Tag> : null}
        </>
      ),
    },
  ];
  const counts = list.extra ?? {};
  return (
    <Page
      title={o.title}
      note={o.final}
      actions={
        <>
          <Button look="outline" disabled={busy !== null || list.total === 0} onClick={() => void exportShown()}>
            {busy === 'export' ? w.act.exporting : w.act.export}
          </Button>
          {department ? (
            <Button look="primary" disabled={busy !== null || selection.size === 0} onClick={() => void acknowledge()}>
              {selection.size > 0 ? o.acknowledgeSome(count(selection.size)) : o.acknowledge}
            </Button>
          ) : null}
        </>
      }
    >
      {fault ? <Notice tone="bad" text={fault} /> : null}
      <fieldset class="state-tabs" aria-label={o.state}>
        {(['', ...LeadState.options] as const).map((state) => (
          <button key={state} type="button" class="state-tab" aria-pressed={values.state === state} onClick={() => filters.set({ state })}>
            {state === '' ? w.act.all : c.leadStates[state]} {state === '' ? null : <span class="num">{count(counts[state] ?? 0)}</span>}
          </button>
        ))}
      </fieldset>
      <FilterBar active={filters.active} onClear={filters.clear}>
        {department ? null : (
          <ChoiceField
            name="department"
            label={w.leads.department}
            value={values.department}
            onChoose={(chosen) => filters.set({ department: chosen })}
            options={DepartmentCode.options.map((code) => [code, DEPARTMENT_NAMES[code]])}
          />
        )}
        <DivisionField label={w.leads.division} value={values.division} onPick={(division) => filters.set({ division })} />
        <SearchField label={w.leads.search} value={values.search} onSearch={(search) => filters.set({ search })} />
      </FilterBar>
      <Table
        label={o.title}
        list={list}
        columns={columns}
        keyOf={(row) => row.lead.id}
        rowClass={(row) => (selection.has(row.lead.id) ? 'row-chosen' : '')}
        estimate={66}
        empty={<NothingHere filtered={filters.active} onClear={filters.clear} title={o.none} />}
      />
    </Page>
  );
}
