// 政策与表单, the forms: what is published, an Excel form read and published, supplements retired, the official survey taken back into use.
import multipart from '@fastify/multipart';
import * as z from 'zod/mini';
import { FormHash } from '../../domain/published-form.ts';
import { loadDefinition } from '../../domain/survey/load.ts';
import { FormDetail, FormHits, FormPublish, FormReading, Forms, FormTake } from '../../wire/desk-forms.ts';
import { systemOf } from '../ledger/asker.ts';
import { dayInChina } from '../ledger/desk-scope.ts';
import { hitCounter } from '../ledger/form-hits.ts';
import { listForms, readForm as readPublished, standingOf } from '../ledger/form-office.ts';
import { publishForm, retireForm, useForm } from '../ledger/forms.ts';
import { useOfficialSurvey } from '../ledger/official-form.ts';
import { Refusal } from '../ledger/refusal.ts';
import { readForm } from '../sheets/read-form.ts';
import { FORM_LIMITS } from '../sheets/reading.ts';
import { writeForm } from '../sheets/write-form.ts';
import type { App, Parts } from './app.ts';
import { sendExcel } from './excel.ts';
import { officerOf } from './officer.ts';
import { multipartFor, receiveUpload, refuseOther, uploadLimit } from './upload.ts';

const FILE_LIMIT = FORM_LIMITS.fileBytes;
const TOO_LARGE = '文件超过 5 MB。Excel 表单不含图片，请删去图片和多余的工作表再上传';
/** A definition on its way to be published: a form of 2,000 questions in two languages is some 2 MB. */
const DEFINITION_LIMIT = 8_000_000;

export function registerForms(app: App, { ledger, clock }: Parts): void {
  const allow = ['auditor', 'admin'] as const;
  const Params = z.object({ hash: FormHash });

  app.get('/api/forms', { schema: { response: { 200: Forms } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, (tx) => listForms(tx, officer.county));
  });

  const countHits = hitCounter();
  app.get('/api/forms/hits', { schema: { response: { 200: FormHits } }, config: { allow } }, async (request) => {
    // Numbers only: also for the system administrator, who sees no check.
    const { county } = officerOf(request, clock);
    return ledger.within(systemOf(county), (tx) => countHits(tx, county, clock()));
  });

  app.get('/api/forms/:hash', { schema: { params: Params, response: { 200: FormDetail } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, (tx) => readPublished(tx, officer.county, request.params.hash));
  });

  app.get('/api/forms/:hash/form.xlsx', { schema: { params: Params }, config: { allow } }, async (request, reply) => {
    const officer = officerOf(request, clock);
    const { form, definition } = await ledger.within(officer, (tx) => readPublished(tx, officer.county, request.params.hash));
    return sendExcel(reply, `${form.title}-${form.version || '1'}.xlsx`, await writeForm(definition));
  });

  // Multipart bodies are understood here only.
  app.register(async (scope) => {
    await scope.register(multipart, multipartFor(FILE_LIMIT));
    scope.post(
      '/api/forms/read',
      { schema: { response: { 200: FormReading } }, config: { allow }, bodyLimit: uploadLimit(FILE_LIMIT) },
      async (request) => {
        const officer = officerOf(request, clock);
        const { fileName, bytes } = await receiveUpload(request, FILE_LIMIT, TOO_LARGE);
        refuseOther(bytes, FORM_LIMITS);
        const title = fileName.replace(/\.[^.]*$/, '').slice(0, 100) || '未命名';
        const reading = await readForm(bytes, { id: title, title, version: dayInChina(officer.now).replaceAll('-', '') });
        if (reading.outcome === 'failed')
          throw new Refusal(reading.kind === 'unsupported' ? 'unsupportedFile' : 'badFile', { message: reading.message });
        const { definition, problems } = reading.imported;
        const standing = definition
          ? await ledger.within(officer, (tx) => standingOf(tx, officer.county, definition))
          : { published: 'new' as const, missing: [] };
        return { fileName, definition, problems, ...standing };
      },
    );
  });

  app.post(
    '/api/forms',
    { schema: { body: FormPublish, response: { 200: Forms } }, config: { allow }, bodyLimit: DEFINITION_LIMIT },
    async (request) => {
      const officer = officerOf(request, clock);
      // What comes back from a page is looked at like any other: it may not be what was read.
      if (!loadDefinition(request.body.definition).form)
        throw new Refusal('invalidInput', { message: '这张表有错误，不能发布，请重新上传 Excel 表单' });
      return ledger.within(officer, async (tx) => {
        await publishForm(tx, officer, request.body, officer.now);
        return listForms(tx, officer.county);
      });
    },
  );

  app.post('/api/forms/official', { schema: { response: { 200: Forms } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, async (tx) => {
      await useOfficialSurvey(tx, officer, officer.now);
      return listForms(tx, officer.county);
    });
  });

  app.post('/api/forms/:hash/use', { schema: { params: Params, body: FormTake, response: { 200: Forms } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, async (tx) => {
      await useForm(tx, officer, request.params.hash, request.body.use, officer.now);
      return listForms(tx, officer.county);
    });
  });

  app.post('/api/forms/:hash/retire', { schema: { params: Params, response: { 200: Forms } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, async (tx) => {
      await retireForm(tx, officer, request.params.hash, officer.now);
      return listForms(tx, officer.county);
    });
  });
}
