// 任务下发: leads that wait for the village, chosen by filter or one by one; sweeps and the division of work by group.
import { useState } from 'preact/hooks';
import { DEPARTMENT_NAMES, DepartmentCode } from '../../domain/department.ts';
import { Button } from '../../ui/button.tsx';
import { type LeadItem, Leads } from '../../wire/desk.ts';
import { call } from '../call.ts';
import { count, dayWords, periodWords, yuan } from '../figures.ts';
import { useFilters } from '../filters.ts';
import { words } from '../language.ts';
import { usePaged } from '../paged.ts';
import { useRenewal } from '../renewal.ts';
import { PAGES } from '../roles.ts';
import { useSelection } from '../selection.ts';
import { DivisionField } from '../widgets/division-picker.tsx';
import { ChoiceField, FilterBar, SearchField } from '../widgets/filter-bar.tsx';
import { Notice, Page, Tag } from '../widgets/page.tsx';
import { type Column, NothingHere, Table } from '../widgets/table.tsx';
import { DispatchDialog } from './dispatch-dialog.tsx';
import { GroupsDialog } from './groups-dialog.tsx';
import { SweepDialog } from './sweep-dialog.tsx';

const FILTERS = ['department', 'division', 'batchId', 'search'] as const;

export function DispatchPage() {
  const w = words();
  const l = w.leads;
  const filters = useFilters(FILTERS);
  const query = { ...filters.values, state: 'matched' };
  const selection = useSelection();
  const [dialog, setDialog] = useState<'dispatch' | 'sweep' | 'groups' | null>(null);
  const list = usePaged(`leads ${JSON.stringify(query)}`, async (offset, limit) => {
    const reply = await call('/api/leads', Leads, { query: { ...query, offset, limit } });
    return reply.ok ? { ok: true, value: { rows: reply.value.leads, total: reply.value.total, extra: reply.value.counts } } : reply;
  });
  useRenewal(() => void list.renew());
  const shown = Array.from({ length: list.total }, (_, index) => list.at(index)).flatMap((row) => (row ? [row.lead.id] : []));
  const all = selection.size > 0 && shown.every((id) => selection.has(id));
  const unmatched = list.extra?.unmatched ?? 0;

  const columns: Column<LeadItem>[] = [
    {
      key: 'select',
      label: l.selectShown,
      width: '2.6rem',
      head: (
        <input type="checkbox" aria-label={l.selectShown} checked={all} disabled={shown.length === 0} onChange={() => selection.put(shown, !all)} />
      ),
      cell: ({ lead }) => (
        <input
          type="checkbox"
          aria-label={l.selectRow(lead.personName)}
          checked={selection.has(lead.id)}
          onChange={() => selection.toggle(lead.id)}
        />
      ),
    },
    { key: 'person', head: l.person, width: 'minmax(6rem, 1fr)', cell: ({ lead }) => <b>{lead.personName}</b> },
    {
      key: 'place',
      head: l.place,
      width: 'minmax(11rem, 2fr)',
      cell: (row) => (
        <>
          {row.townshipName} {row.villageName} {row.lead.householdId ? null : <Tag tone="warn">{l.personOnly}</Tag>}
        </>
      ),
    },
    {
      key: 'signal',
      head: l.signal,
      width: 'minmax(14rem, 2.4fr)',
      cell: ({ lead }) => (
        <>
          <Tag tone="info">{DEPARTMENT_NAMES[lead.department]}</Tag> {lead.indicatorText}
        </>
      ),
    },
    { key: 'amount', head: l.amount, width: '7rem', numeric: true, cell: ({ lead }) => yuan(lead.amount) },
    { key: 'period', head: l.period, width: '8.5rem', cell: ({ lead }) => periodWords(lead.period) },
    { key: 'received', head: l.received, width: '6.5rem', cell: ({ lead }) => dayWords(lead.receivedAt) },
  ];
  const chosen = selection.size > 0;
  return (
    <Page
      title={l.title}
      note={l.note}
      actions={
        <>
          <Button look="outline" onClick={() => setDialog('groups')}>
            {l.groups}
          </Button>
          <Button look="outline" onClick={() => setDialog('sweep')}>
            {l.sweep}
          </Button>
          <Button look="primary" disabled={list.total === 0} onClick={() => setDialog('dispatch')}>
            {chosen ? l.dispatchSome(count(selection.size)) : list.total > 0 ? l.dispatchAll(count(list.total)) : l.dispatch}
          </Button>
        </>
      }
    >
      <FilterBar active={filters.active} onClear={filters.clear}>
        <ChoiceField
          name="department"
          label={l.department}
          value={filters.values.department}
          onChoose={(department) => filters.set({ department })}
          options={DepartmentCode.options.map((code) => [code, DEPARTMENT_NAMES[code]])}
        />
        <DivisionField label={l.division} value={filters.values.division} onPick={(division) => filters.set({ division })} />
        <SearchField label={l.search} value={filters.values.search} onSearch={(search) => filters.set({ search })} />
        {filters.values.batchId ? <Tag tone="info">{l.batch}</Tag> : null}
        {chosen ? (
          <span class="filters-chosen">
            {w.states.selected(count(selection.size))}
            <button type="button" class="link" onClick={selection.clear}>
              {w.act.selectNone}
            </button>
          </span>
        ) : null}
      </FilterBar>
      {unmatched > 0 ? <Notice tone="warn" text={l.unmatchedNote(count(unmatched))} /> : null}
      <Table
        label={l.title}
        list={list}
        columns={columns}
        keyOf={(row) => row.lead.id}
        rowClass={({ lead }) => (selection.has(lead.id) ? 'row-chosen' : '')}
        empty={
          <NothingHere filtered={filters.active} onClear={filters.clear} title={l.none}>
            <p>{l.noneNote}</p>
            <Button href={PAGES.imports.path} look="outline">
              {w.nav.imports}
            </Button>
          </NothingHere>
        }
      />
      {dialog === 'dispatch' ? (
        <DispatchDialog
          leads={chosen ? selection.size : list.total}
          which={chosen ? { leadIds: selection.ids } : { query }}
          division={filters.values.division}
          onClose={(done) => {
            setDialog(null);
            if (!done) return;
            selection.clear();
            list.reload();
          }}
        />
      ) : null}
      {dialog === 'sweep' ? <SweepDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'groups' ? <GroupsDialog onClose={() => setDialog(null)} /> : null}
    </Page>
  );
}
