// 监测个案: every case of one's scope with the step that waits and its clocks; open ones the most urgent first.
import { CASE_STEPS, CaseProcedure } from '../../domain/case/step.ts';
import { type CaseItem, Cases } from '../../wire/cases.ts';
import { call } from '../call.ts';
import { count, dayWords } from '../figures.ts';
import { useFilters } from '../filters.ts';
import { common, words } from '../language.ts';
import { usePaged } from '../paged.ts';
import { useRenewal } from '../renewal.ts';
import { DivisionField } from '../widgets/division-picker.tsx';
import { ChoiceField, FilterBar, SearchField } from '../widgets/filter-bar.tsx';
import { Page, Tag } from '../widgets/page.tsx';
import { type Column, NothingHere, Table } from '../widgets/table.tsx';

const FILTERS = ['state', 'procedure', 'standing', 'division', 'search'] as const;
export const STANDING_TONES = { inTime: 'grey', soon: 'warn', overdue: 'bad' } as const;

/** What a case waits for, or how it ended. */
export function CaseProgress({ item }: { item: CaseItem }) {
  const w = words().cases;
  if (item.ended) return <Tag tone={item.ended === 'registered' ? 'ok' : 'grey'}>{w.ends[item.ended]}</Tag>;
  return (
    <>
      <Tag tone={item.backAt ? 'warn' : 'info'}>
        {item.backAt ? w.backTo(w.steps[item.backAt]) : item.waitsFor ? w.waitsFor(w.steps[item.waitsFor]) : ''}
      </Tag>
      {item.greenChannel ? <Tag tone="ok">{w.greenChannel}</Tag> : null}
    </>
  );
}

export function CasesPage() {
  const w = words().cases;
  const filters = useFilters(FILTERS);
  const { values } = filters;
  const list = usePaged(`cases ${JSON.stringify(values)}`, async (offset, limit) => {
    const reply = await call('/api/cases', Cases, { query: { ...values, offset, limit } });
    return reply.ok ? { ok: true, value: { rows: reply.value.cases, total: reply.value.total, extra: reply.value } } : reply;
  });
  useRenewal(() => void list.renew());
  const columns: Column<CaseItem>[] = [
    {
      key: 'head',
      head: w.head,
      width: 'minmax(7rem, 1fr)',
      cell: (row) => (
        <a href={`/desk/cases/${row.id}`}>
          <b>{row.headName}</b>
        </a>
      ),
    },
    {
      key: 'place',
      head: w.place,
      width: 'minmax(9rem, 1.4fr)',
      cell: (row) => (
        <>
          {row.townshipName} {row.villageName}
        </>
      ),
    },
    { key: 'size', head: w.size, width: '4.5rem', numeric: true, cell: (row) => count(row.size) },
    { key: 'category', head: w.category, width: 'minmax(8rem, 1fr)', cell: (row) => common().categories[row.category] },
    { key: 'procedure', head: w.procedure, width: '6.5rem', cell: (row) => w.procedures[row.procedure] },
    { key: 'progress', head: w.state, width: 'minmax(9rem, 1.2fr)', cell: (row) => <CaseProgress item={row} /> },
    {
      key: 'due',
      head: w.standing,
      width: 'minmax(9rem, 1.2fr)',
      cell: (row) => {
        const due = [row.stepDueOn, row.decisionDueOn].filter((day) => day !== null).sort()[0];
        return (
          <>
            {due ? w.due(dayWords(due)) : ''}{' '}
            {row.standing === 'inTime' ? null : <Tag tone={STANDING_TONES[row.standing]}>{w.standings[row.standing]}</Tag>}
          </>
        );
      },
    },
  ];
  const tabs = ['', ...CASE_STEPS.slice(1), 'ended'] as const;
  const waiting = list.extra?.waiting ?? {};
  return (
    <Page
      title={w.title}
      note={
        list.extra
          ? `${count(list.total)} · ${w.people(count(list.extra.people))}${list.extra.overdue > 0 ? ` · ${w.overdueAll(count(list.extra.overdue))}` : ''}`
          : undefined
      }
    >
      <fieldset class="state-tabs" aria-label={w.state}>
        {tabs.map((state) => (
          <button key={state} type="button" class="state-tab" aria-pressed={values.state === state} onClick={() => filters.set({ state })}>
            {state === '' ? w.open : state === 'ended' ? w.ended : w.waitsFor(w.steps[state])}{' '}
            {state === '' || state === 'ended' ? null : <span class="num">{count(waiting[state] ?? 0)}</span>}
          </button>
        ))}
      </fieldset>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <ChoiceField
          name="procedure"
          label={w.procedure}
          value={values.procedure}
          onChoose={(procedure) => filters.set({ procedure })}
          options={CaseProcedure.options.map((one) => [one, w.procedures[one]])}
        />
        <ChoiceField
          name="standing"
          label={w.standing}
          value={values.standing}
          onChoose={(standing) => filters.set({ standing })}
          options={(['overdue', 'soon', 'inTime'] as const).map((one) => [one, w.standings[one]])}
        />
        <DivisionField label={w.division} value={values.division} onPick={(division) => filters.set({ division })} />
        <SearchField label={w.search} value={values.search} onSearch={(search) => filters.set({ search })} />
      </FilterBar>
      <Table
        label={w.title}
        list={list}
        columns={columns}
        keyOf={(row) => row.id}
        empty={<NothingHere filtered={filters.active} onClear={filters.clear} title={w.none} />}
      />
    </Page>
  );
}
