// 操作记录: who did what, when, to which record; newest first, read only.
import type * as z from 'zod/mini';
import { Audit, type AuditEntry } from '../../wire/desk.ts';
import { call } from '../call.ts';
import { momentWords } from '../figures.ts';
import { useFilters } from '../filters.ts';
import { wordOf, words } from '../language.ts';
import { usePaged } from '../paged.ts';
import { ChoiceField, FilterBar } from '../widgets/filter-bar.tsx';
import { Page } from '../widgets/page.tsx';
import { type Column, NothingHere, Table } from '../widgets/table.tsx';

type Entry = z.infer<typeof AuditEntry>;

/** What an entry's detail says, as name: value; it never holds ID numbers, health or income. */
function detailWords(detail: unknown): string {
  if (detail === null || typeof detail !== 'object') return '';
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ');
}

export function AuditPage() {
  const a = words().audit;
  const filters = useFilters(['action', 'entityId'] as const);
  const { values } = filters;
  const list = usePaged(`audit ${JSON.stringify(values)}`, async (offset, limit) => {
    const reply = await call('/api/audit', Audit, { query: { ...values, offset, limit } });
    return reply.ok ? { ok: true, value: { rows: reply.value.entries, total: reply.value.total, extra: null } } : reply;
  });
  const columns: Column<Entry>[] = [
    { key: 'at', head: a.at, width: '9.5rem', cell: (row) => <span class="num">{momentWords(row.at)}</span> },
    { key: 'who', head: a.who, width: '9rem', cell: (row) => row.accountName || a.system },
    { key: 'action', head: a.action, width: '10rem', cell: (row) => <b>{wordOf(a.actions, row.action)}</b> },
    {
      key: 'entity',
      head: a.entity,
      width: '7rem',
      cell: (row) => (
        <button type="button" class="link" title={row.entityId} onClick={() => filters.set({ entityId: row.entityId })}>
          {wordOf(a.entities, row.entity)}
        </button>
      ),
    },
    { key: 'village', head: a.village, width: 'minmax(6rem, 1fr)', cell: (row) => row.villageName },
    { key: 'detail', head: a.detail, width: 'minmax(12rem, 3fr)', cell: (row) => <small class="quiet">{detailWords(row.detail)}</small> },
  ];
  return (
    <Page title={a.title}>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <ChoiceField
          name="action"
          label={a.action}
          value={values.action}
          onChoose={(action) => filters.set({ action })}
          options={Object.entries(a.actions)}
        />
      </FilterBar>
      <Table
        label={a.title}
        list={list}
        columns={columns}
        keyOf={(row) => row.id}
        empty={<NothingHere filtered={filters.active} onClear={filters.clear} title={a.none} />}
      />
    </Page>
  );
}
