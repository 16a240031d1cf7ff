// 线索导入: the dropped file, its preview, corrections and choices, the confirmation, and the rejected rows as Excel.
import { join } from 'node:path';
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { DepartmentCode } from '../../domain/department.ts';
import type { Division } from '../../domain/division.ts';
import { Import, ImportCorrection, ImportRows, ImportRowsQuery, ImportSettle, ImportSettled, Imports } from '../../wire/desk.ts';
import { ImportFolder } from '../files/import-folder.ts';
import { ImportDesk } from '../jobs/import-desk.ts';
import type { Officer } from '../ledger/desk-scope.ts';
import { readDivisions } from '../ledger/divisions.ts';
import { Refusal } from '../ledger/refusal.ts';
import { kindOf } from '../sheets/file-kind.ts';
import { READING_LIMITS } from '../sheets/reading.ts';
import type { App, Parts } from './app.ts';
import { sendExcel } from './excel.ts';
import { officerOf, PAGE } from './officer.ts';

/** An upload of one file. A list of 100,000 people is some 10 MB. */
const FILE_LIMIT = 20_000_000;
/** Larger requests, by their own word, are refused before anything of them is read: the file with the form around it. */
const UPLOAD_LIMIT = FILE_LIMIT + 100_000;
/** How long a browser that is still sending is listened to after it has been refused, so that it hears why instead of a broken line. */
const LINGER_MS = 2000;
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
    await scope.register(multipart, { limits: { files: 1, fields: 10, fieldSize: 1000, fileSize: FILE_LIMIT }, throwFileSizeLimit: false });
    scope.post('/api/imports', { schema: { response: { 201: Import } }, config: { allow }, bodyLimit: UPLOAD_LIMIT }, async (request, reply) => {
      const officer = officerOf(request, clock);
      const { fileName, bytes, fields } = await receive(request);
      const department = departmentFor(officer, fields.department);
      refuseOther(bytes);
      return reply.code(201).send(await (await opened).begin(officer, department, fileName, bytes));
    });
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

interface Upload {
  fileName: string;
  bytes: Buffer;
  fields: { department?: string };
}

/** The file and the fields of the form, in whatever order they come. */
async function receive(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new Refusal('unsupportedFile', { message: '请选择一个文件' });
  if (Number(request.headers['content-length'] ?? 0) > UPLOAD_LIMIT) {
    const { socket } = request.raw;
    setTimeout(() => request.raw.complete || socket.destroy(), LINGER_MS).unref();
    throw new Refusal('tooLarge', { message: TOO_LARGE });
  }
  let file: { name: string; bytes: Buffer } | undefined;
  let tooLarge = false;
  const fields: Upload['fields'] = {};
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname === 'department') fields.department = String(part.value);
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of part.file) chunks.push(chunk as Buffer);
    tooLarge = part.file.truncated;
    file = { name: part.filename, bytes: tooLarge ? Buffer.alloc(0) : Buffer.concat(chunks) };
  }
  if (tooLarge) throw new Refusal('tooLarge', { message: TOO_LARGE });
  if (!file) throw new Refusal('invalidInput', { message: '请选择一个文件', fields: [{ path: 'file', message: '请选择一个文件' }] });
  return { fileName: file.name.slice(0, 200), bytes: file.bytes, fields };
}

/** The auditor imports for any department, a department for itself only. */
function departmentFor(officer: Officer, asked: string | undefined): DepartmentCode {
  const department = z.safeParse(DepartmentCode, asked ?? officer.department);
  if (!department.success)
    throw new Refusal('invalidInput', { message: '请选择线索来自哪个部门', fields: [{ path: 'department', message: '请选择线索来自哪个部门' }] });
  if (officer.role === 'department' && department.data !== officer.department) throw new Refusal('forbidden', { message: '只能导入本部门的线索' });
  return department.data;
}

/** What is clearly no list is refused at once; packed files are opened by the reader, off the event loop, and fail there. */
function refuseOther(bytes: Buffer): void {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return;
  const kind = kindOf(bytes, READING_LIMITS);
  if (typeof kind === 'string') return;
  throw new Refusal(kind.kind === 'unsupported' ? 'unsupportedFile' : 'badFile', { message: kind.message });
}
