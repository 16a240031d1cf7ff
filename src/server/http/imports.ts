// 线索导入: the dropped file, its preview, corrections and choices, the confirmation, and the rejected rows as Excel.
import { join } from 'node:path';
import multipart from '@fastify/multipart';
import * as z from 'zod/mini';
import { DepartmentCode } from '../../domain/department.ts';
import type { Division } from '../../domain/division.ts';
import { Import, ImportCorrection, ImportRows, ImportRowsQuery, ImportSettle, ImportSettled, Imports } from '../../wire/desk.ts';
import { ImportFolder } from '../files/import-folder.ts';
import { ImportDesk } from '../jobs/import-desk.ts';
import type { Officer } from '../ledger/desk-scope.ts';
import { readDivisions } from '../ledger/divisions.ts';
import { Refusal } from '../ledger/refusal.ts';
import { READING_LIMITS } from '../sheets/reading.ts';
import type { App, Parts } from './app.ts';
import { sendExcel } from './excel.ts';
import { officerOf, PAGE } from './officer.ts';
import { multipartFor, receiveUpload, refuseOther, uploadLimit } from './upload.ts';

/** An upload of one file. A list of 100,000 people is some 10 MB. */
const FILE_LIMIT = 20_000_000;
const TOO_LARGE = '文件超过 20 MB，请删去多余的工作表和图片，或分成几个文件再导入';
const HOUR = 3_600_000;

export function registerImports(app: App, { ledger, clock, jobs, dataFolder, divisionsFile }: Parts): void {
  const { log } = app;
  let around: Division[] | undefined;
  const opened = ImportFolder.open(join(dataFolder, 'imports')).then((folder) =>
    ImportDesk.open({
      folder,
      ledger,
      clock,
      log,
      around: () => {
        around ??= readDivisions(divisionsFile);
        return around;
      },
    }),
  );
  // Said again to whoever asks; a folder that can't be written must not end the process unheard.
  opened.catch((error: Error) => log.error({ reason: error.name }, 'the import folder could not be opened'));
  jobs.byClock('imports', HOUR, async () => (await opened).clearOld());
  app.addHook('onClose', async () => (await opened).settled());

  const allow = ['auditor', 'department'] as const;
  const Params = z.object({ id: z.uuid() });

  // Multipart bodies are understood here only.
  app.register(async (scope) => {
    await scope.register(multipart, multipartFor(FILE_LIMIT));
    scope.post(
      '/api/imports',
      { schema: { response: { 201: Import } }, config: { allow }, bodyLimit: uploadLimit(FILE_LIMIT) },
      async (request, reply) => {
        const officer = officerOf(request, clock);
        const { fileName, bytes, fields } = await receiveUpload(request, FILE_LIMIT, TOO_LARGE);
        const department = departmentFor(officer, fields.department);
        refuseOther(bytes, READING_LIMITS);
        return reply.code(201).send(await (await opened).begin(officer, department, fileName, bytes));
      },
    );
  });

  app.get(
    '/api/imports',
    {
      schema: { querystring: z.pick(ImportRowsQuery, { offset: true, limit: true }), response: { 200: Imports } },
      config: { allow },
    },
    async (request) => (await opened).list(officerOf(request, clock), request.query.limit ?? PAGE, request.query.offset ?? 0),
  );

  app.get('/api/imports/:id', { schema: { params: Params, response: { 200: Import } }, config: { allow } }, async (request) =>
    (await opened).find(officerOf(request, clock), request.params.id),
  );

  app.get(
    '/api/imports/:id/rows',
    { schema: { params: Params, querystring: ImportRowsQuery, response: { 200: ImportRows } }, config: { allow } },
    async (request) => {
      const { state, limit = PAGE, offset = 0 } = request.query;
      return (await opened).rows(officerOf(request, clock), request.params.id, state, limit, offset);
    },
  );

  app.patch(
    '/api/imports/:id',
    { schema: { params: Params, body: ImportCorrection, response: { 200: Import } }, config: { allow } },
    async (request) => (await opened).correct(officerOf(request, clock), request.params.id, request.body),
  );

  app.post(
    '/api/imports/:id/settle',
    { schema: { params: Params, body: ImportSettle, response: { 200: ImportSettled } }, config: { allow } },
    async (request) => {
      const officer = officerOf(request, clock);
      const { villageCode } = request.body;
      if (villageCode !== null) {
        const village = await ledger.within(officer, (tx) =>
          tx.selectFrom('village').select('code').where('county', '=', officer.county).where('code', '=', villageCode).executeTakeFirst(),
        );
        if (!village) throw new Refusal('invalidInput', { message: '本县没有这个村', fields: [{ path: 'villageCode', message: '本县没有这个村' }] });
      }
      return (await opened).settle(officer, request.params.id, request.body);
    },
  );

  app.post('/api/imports/:id/confirm', { schema: { params: Params, response: { 200: Import } }, config: { allow } }, async (request) =>
    (await opened).confirm(officerOf(request, clock), request.params.id),
  );

  app.get('/api/imports/:id/rejected.xlsx', { schema: { params: Params }, config: { allow } }, async (request, reply) => {
    const { fileName, bytes } = await (await opened).rejected(officerOf(request, clock), request.params.id);
    return sendExcel(reply, `退回名单-${fileName}.xlsx`, bytes);
  });

  app.delete('/api/imports/:id', { schema: { params: Params, response: { 200: Import } }, config: { allow } }, async (request) =>
    (await opened).discard(officerOf(request, clock), request.params.id),
  );
}

/** The auditor imports for any department, a department for itself only. */
function departmentFor(officer: Officer, asked: string | undefined): DepartmentCode {
  const department = z.safeParse(DepartmentCode, asked ?? officer.department);
  if (!department.success)
    throw new Refusal('invalidInput', { message: '请选择线索来自哪个部门', fields: [{ path: 'department', message: '请选择线索来自哪个部门' }] });
  if (officer.role === 'department' && department.data !== officer.department) throw new Refusal('forbidden', { message: '只能导入本部门的线索' });
  return department.data;
}
