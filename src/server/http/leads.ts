// 线索: the list, 已知晓 of the departments, and 下发任务.
import { namesOf } from '../../domain/policy-names.ts';
import { Acknowledge, Acknowledged, Dispatch, DispatchResult, LeadQuery, Leads } from '../../wire/desk.ts';
import { countyWords } from '../../words/common/county-words.ts';
import { zh } from '../../words/common/zh.ts';
import { registerClosing } from '../jobs/closing.ts';
import { systemOf } from '../ledger/asker.ts';
import { audit } from '../ledger/audit.ts';
import { acknowledge, closeAnswered } from '../ledger/close-tasks.ts';
import { dayInChina } from '../ledger/desk-scope.ts';
import { dispatch } from '../ledger/dispatch.ts';
import { dueDate } from '../ledger/due-date.ts';
import { listLeads } from '../ledger/leads.ts';
import { policyFor } from '../ledger/policies.ts';
import { Refusal } from '../ledger/refusal.ts';
import { writeSheet } from '../sheets/write-sheet.ts';
import type { App, Parts } from './app.ts';
import { sendExcel } from './excel.ts';
import { leadColumns } from './lead-columns.ts';
import { officerOf, PAGE } from './officer.ts';

/** Rows of an export; a county has some thousand leads a year. */
const EXPORT_LIMIT = 100_000;
/** 50,000 ids of 40 characters. */
const DISPATCH_LIMIT = 2_500_000;

export function registerLeads(app: App, { ledger, clock, jobs }: Parts): void {
  registerClosing(jobs);
  app.get(
    '/api/leads',
    { schema: { querystring: LeadQuery, response: { 200: Leads } }, config: { allow: ['auditor', 'reviewer', 'department'] } },
    async (request) => {
      const officer = officerOf(request, clock);
      return ledger.within(officer, (tx) => listLeads(tx, officer, request.query, request.query.limit ?? PAGE));
    },
  );

  app.get(
    '/api/leads.xlsx',
    { schema: { querystring: LeadQuery }, config: { allow: ['auditor', 'reviewer', 'department'] } },
    async (request, reply) => {
      const officer = officerOf(request, clock);
      const { leads, names } = await ledger.within(officer, async (tx) => {
        const found = await listLeads(tx, officer, { ...request.query, offset: 0 }, EXPORT_LIMIT);
        const { search: _words, ...filter } = request.query;
        await audit(
          tx,
          officer,
          { action: 'lead.export', entity: 'lead', entityId: '', detail: { ...filter, rows: found.leads.length } },
          officer.now,
        );
        return { ...found, names: namesOf(await policyFor(tx, officer.county, dayInChina(officer.now))) };
      });
      return sendExcel(reply, `线索-${dayInChina(officer.now)}.xlsx`, await writeSheet('线索', leadColumns(countyWords(zh, names)), leads));
    },
  );

  app.post(
    '/api/leads/acknowledge',
    { schema: { body: Acknowledge, response: { 200: Acknowledged } }, config: { allow: ['department'] } },
    async (request) => {
      const officer = officerOf(request, clock);
      const noted = await ledger.within(officer, (tx) => acknowledge(tx, officer, request.body.leadIds));
      // A department sees no task; what its word closes is closed by the system. Should the server die in between, the clock does it.
      const system = { ...systemOf(officer.county), accountId: officer.accountId, name: '', now: officer.now };
      await ledger.within(system, async (tx) => {
        const { closeAfterDays } = await policyFor(tx, officer.county, dayInChina(officer.now));
        await closeAnswered(tx, system, closeAfterDays, noted.taskIds);
      });
      return { acknowledged: noted.acknowledged };
    },
  );

  app.post(
    '/api/dispatch',
    { schema: { body: Dispatch, response: { 200: DispatchResult } }, config: { allow: ['auditor'] }, bodyLimit: DISPATCH_LIMIT },
    async (request) => {
      const officer = officerOf(request, clock);
      const { body } = request;
      if (!body.leadIds && !body.batchId && !body.department && !body.division) {
        throw new Refusal('invalidInput', { message: '请选择要下发的线索', fields: [{ path: 'leadIds', message: '请选择要下发的线索' }] });
      }
      return ledger.within(officer, async (tx) => dispatch(tx, officer, body, await dueDate(tx, officer, 'lead', body.dueOn)));
    },
  );
}
