// 数据质量: the last run over the county, its findings, their export, and 全县核验 to begin another.
import { namesOf } from '../../domain/policy-names.ts';
import { Job } from '../../wire/desk.ts';
import { FindingQuery, Findings, Quality, QualityQuery } from '../../wire/quality.ts';
import { registerQualityRun } from '../jobs/quality-run.ts';
import { audit } from '../ledger/audit.ts';
import { dayInChina } from '../ledger/desk-scope.ts';
import { listFindings, qualityCounts } from '../ledger/findings.ts';
import { policyFor } from '../ledger/policies.ts';
import { askForRun, lastAskedFor } from '../ledger/quality-run.ts';
import { Refusal } from '../ledger/refusal.ts';
import { writeSheet } from '../sheets/write-sheet.ts';
import type { App, Parts } from './app.ts';
import { sendExcel } from './excel.ts';
import { findingColumns } from './finding-columns.ts';
import { jobOf } from './job.ts';
import { officerOf, PAGE } from './officer.ts';

/** Rows of one workbook: more are neither opened nor worked off by anybody. */
const EXPORT_LIMIT = 50_000;

export function registerQuality(app: App, { ledger, clock, jobs }: Parts): void {
  registerQualityRun(jobs);
  const allow = ['auditor', 'reviewer'] as const;

  app.get('/api/quality', { schema: { querystring: QualityQuery, response: { 200: Quality } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(
      officer,
      async (tx) => {
        const last = officer.role === 'auditor' ? await lastAskedFor(tx, officer.county) : undefined;
        return { ...(await qualityCounts(tx, officer, request.query)), job: last && last.state !== 'done' ? jobOf(last) : null };
      },
      { reading: 'snapshot' },
    );
  });

  app.post('/api/quality', { schema: { response: { 202: Job } }, config: { allow: ['auditor'] } }, async (request, reply) => {
    const officer = officerOf(request, clock);
    return reply.code(202).send(jobOf(await ledger.within(officer, (tx) => askForRun(tx, officer))));
  });

  app.get('/api/quality/findings', { schema: { querystring: FindingQuery, response: { 200: Findings } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, (tx) => listFindings(tx, officer, request.query, request.query.limit ?? PAGE), { reading: 'snapshot' });
  });

  app.get('/api/quality/findings.xlsx', { schema: { querystring: FindingQuery }, config: { allow } }, async (request, reply) => {
    const officer = officerOf(request, clock);
    const { code, severity, division } = request.query;
    const { findings, names } = await ledger.within(officer, async (tx) => {
      const found = await listFindings(tx, officer, { code, severity, division }, EXPORT_LIMIT);
      if (found.total > EXPORT_LIMIT) throw new Refusal('invalidInput', { message: '超过 5 万条，请先按规则、级别或乡镇筛选，再导出' });
      const detail = { code, severity, division, rows: found.findings.length };
      await audit(tx, officer, { action: 'quality.export', entity: 'county', entityId: officer.county, detail }, officer.now);
      return { ...found, names: namesOf(await policyFor(tx, officer.county, dayInChina(officer.now))) };
    });
    return sendExcel(reply, `数据质量-${dayInChina(officer.now)}.xlsx`, await writeSheet('数据质量', findingColumns(names), findings));
  });
}
