// 数据质量: what every quality rule finds in the county's archive, by rule and township, household by household.
import { useCallback, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Empty } from '../../ui/states.tsx';
import { CheckDossier } from '../../wire/desk.ts';
import { type FindingItem, Findings, Quality } from '../../wire/quality.ts';
import { call, download, session } from '../call.ts';
import { today } from '../clock.ts';
import { sentenceOf } from '../failure.ts';
import { useFilters } from '../filters.ts';
import { words } from '../language.ts';
import { usePaged } from '../paged.ts';
import { useRenewal } from '../renewal.ts';
import { useResource } from '../resource.ts';
import { DivisionField } from '../widgets/division-picker.tsx';
import { ChoiceField, FilterBar } from '../widgets/filter-bar.tsx';
import { Notice, Page, Reading, Tag } from '../widgets/page.tsx';
import { type Column, NothingHere, Table } from '../widgets/table.tsx';
import { DossierView } from './dossier.tsx';
import { RuleCounts, ruleSentence, TownshipCounts } from './quality-counts.tsx';
import { isUnderWay, RunButton, RunFigures, RunProgress, useRun } from './quality-run.tsx';

const FILTERS = ['code', 'severity', 'division'] as const;

export function QualityPage() {
  const w = words();
  const q = w.quality;
  const auditor = session.value?.account.role === 'auditor';
  const filters = useFilters(FILTERS);
  const { values } = filters;
  const found = useResource(`quality ${JSON.stringify(values)}`, () => call('/api/quality', Quality, { query: values }));
  const news = useRun(found.value?.job ?? null, found.reload);
  useRenewal(found.reload);
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const run = found.value?.run ?? null;

  const exportShown = async (): Promise<void> => {
    setBusy(true);
    setFault('');
    const reply = await download('/api/quality/findings.xlsx', values, `${q.title}-${today()}.xlsx`);
    setBusy(false);
    if (!reply.ok) setFault(sentenceOf(reply.failure));
  };

  return (
    <Page
      title={q.title}
      actions={
        <>
          {run ? (
            <Button look="outline" disabled={busy} onClick={() => void exportShown()}>
              {busy ? w.act.exporting : w.act.export}
            </Button>
          ) : null}
          {auditor && found.value ? <RunButton news={news} again={run !== null} /> : null}
        </>
      }
    >
      {fault ? <Notice tone="bad" text={fault} /> : null}
      <RunProgress news={news} older={run !== null} />
      <Reading of={found} rows={8}>
        {(value) =>
          value.run ? (
            <>
              <RunFigures quality={value} />
              <div class="quality-counts">
                <RuleCounts rows={value.byRule} chosen={values.code} onChoose={(code) => filters.set({ code })} />
                <TownshipCounts rows={value.byTownship} chosen={values.division} onChoose={(division) => filters.set({ division })} />
              </div>
              <FindingList key={value.run.id} filters={filters} />
            </>
          ) : isUnderWay(news.job) ? null : (
            <Empty title={q.never}>
              <p>{auditor ? q.neverNote : q.neverTownship}</p>
            </Empty>
          )
        }
      </Reading>
    </Page>
  );
}

function FindingList({ filters }: { filters: ReturnType<typeof useFilters<(typeof FILTERS)[number]>> }) {
  const q = words().quality;
  const { values } = filters;
  const [open, setOpen] = useState<FindingItem | null>(null);
  const list = usePaged(`findings ${JSON.stringify(values)}`, async (offset, limit) => {
    const reply = await call('/api/quality/findings', Findings, { query: { ...values, offset, limit } });
    return reply.ok ? { ok: true, value: { rows: reply.value.findings, total: reply.value.total, extra: null } } : reply;
  });
  const columns: Column<FindingItem>[] = [
    {
      key: 'place',
      head: q.place,
      width: 'minmax(9rem, 1.4fr)',
      cell: (row) => (
        <>
          {row.townshipName} {row.villageName} <small class="quiet">{row.groupName}</small>
        </>
      ),
    },
    { key: 'head', head: q.head, width: '6rem', cell: (row) => <b>{row.headName}</b> },
    {
      key: 'severity',
      head: q.level,
      width: '7rem',
      cell: (row) => <Tag tone={row.severity === 'E' ? 'bad' : 'warn'}>{q.severity[row.severity]}</Tag>,
    },
    {
      key: 'problem',
      head: q.problem,
      width: 'minmax(14rem, 3fr)',
      cell: (row) => (
        <>
          {row.message}
          <small class="quiet block-text">{ruleSentence(row.code)}</small>
        </>
      ),
    },
    {
      key: 'check',
      head: q.check,
      width: '8rem',
      cell: (row) =>
        row.taskId ? (
          <button type="button" class="link" aria-label={q.seeCheckOf(row.headName)} onClick={() => setOpen(row)}>
            {q.seeCheck}
          </button>
        ) : null,
    },
  ];
  return (
    <section class="block" aria-labelledby="quality-list">
      <h2 id="quality-list">{q.list}</h2>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <ChoiceField
          name="severity"
          label={q.level}
          value={values.severity}
          onChoose={(severity) => filters.set({ severity })}
          options={[
            ['E', q.severity.E],
            ['W', q.severity.W],
          ]}
        />
        <DivisionField label={q.division} value={values.division} onPick={(division) => filters.set({ division })} />
        {values.code ? (
          <button type="button" class="link" onClick={() => filters.set({ code: '' })}>
            {q.rule}：{ruleSentence(values.code)} ×
          </button>
        ) : null}
      </FilterBar>
      <Table
        label={q.list}
        list={list}
        columns={columns}
        keyOf={(row) => String(row.id)}
        estimate={66}
        empty={<NothingHere filtered={filters.active} onClear={filters.clear} title={q.none} />}
      />
      {open?.taskId ? <LatestCheck row={open} taskId={open.taskId} onClose={() => setOpen(null)} /> : null}
    </section>
  );
}

/** The household's latest check, to look the finding up in. */
function LatestCheck({ row, taskId, onClose }: { row: FindingItem; taskId: string; onClose: () => void }) {
  const w = words();
  const read = useCallback(() => call(`/api/checks/${taskId}`, CheckDossier), [taskId]);
  const dossier = useResource(taskId, read);
  return (
    <Sheet title={w.quality.seeCheckOf(row.headName)} closeLabel={w.act.close} onClose={onClose}>
      <Reading of={dossier} rows={8}>
        {(value) => <DossierView dossier={value} item={row} onFound={dossier.reload} />}
      </Reading>
    </Sheet>
  );
}
