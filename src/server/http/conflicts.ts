// 数据冲突: what waits, how it is settled, one conflict's values in full; and 更正户档案, a field put right at the desk.
import * as z from 'zod/mini';
import { fieldName, valueWords } from '../../domain/archive/field-words.ts';
import { partsOf } from '../../domain/archive/fields.ts';
import { CONFLICT_ROLES } from '../../domain/conflict.ts';
import { maskField } from '../../domain/masking.ts';
import { OFFICIAL_SURVEY } from '../../domain/official/survey.ts';
import {
  ConflictQuery,
  Conflicts,
  CorrectedField,
  CorrectField,
  HouseholdFields,
  SettleConflicts,
  SettledConflicts,
  UnmaskConflict,
  UnmaskedConflict,
} from '../../wire/conflicts.ts';
import { fieldWording } from '../../words/common/field-wording.ts';
import { zh } from '../../words/common/zh.ts';
import { correctField, householdFields } from '../ledger/correct-household.ts';
import { listConflicts, unmaskConflict } from '../ledger/list-conflicts.ts';
import { Refusal } from '../ledger/refusal.ts';
import { type FieldSayings, settleConflicts } from '../ledger/settle-conflicts.ts';
import type { App, Parts } from './app.ts';
import { officerOf, PAGE } from './officer.ts';

const FORM = { form: OFFICIAL_SURVEY.id, version: OFFICIAL_SURVEY.version };
const WORDING = fieldWording(OFFICIAL_SURVEY, 'zh', zh);

/** Health, income and minors' schooling are told to nobody on a timeline, nor what is masked elsewhere. */
const UNSAID = ['health', 'certificateNo', 'relief', 'schooling', 'notInSchool', 'helper', 'jobs'];
const isSensitive = (path: string): boolean => {
  const { instance, key } = partsOf(path);
  return /^\d{4}$/.test(instance) || UNSAID.includes(key);
};

const SAYINGS: FieldSayings = {
  name: (path, household) => fieldName(WORDING, path, household),
  say: (path, value) => (isSensitive(path) || maskField(path, value) !== value ? null : valueWords(WORDING, path, value)),
};

export function registerConflicts(app: App, { ledger, clock }: Parts): void {
  const look = { allow: CONFLICT_ROLES.look };

  app.get('/api/conflicts', { schema: { querystring: ConflictQuery, response: { 200: Conflicts } }, config: look }, async (request) => {
    const officer = officerOf(request, clock);
    const found = await ledger.within(officer, (tx) => listConflicts(tx, officer, request.query, request.query.limit ?? PAGE), {
      reading: 'snapshot',
    });
    return { ...found, form: FORM };
  });

  app.post(
    '/api/conflicts/settle',
    { schema: { body: SettleConflicts, response: { 200: SettledConflicts } }, config: { allow: CONFLICT_ROLES.settle } },
    async (request) => {
      const officer = officerOf(request, clock);
      return ledger.within(officer, (tx) => settleConflicts(tx, officer, request.body, SAYINGS));
    },
  );

  app.post('/api/conflicts/unmask', { schema: { body: UnmaskConflict, response: { 200: UnmaskedConflict } }, config: look }, async (request) => {
    const officer = officerOf(request, clock);
    const values = await ledger.within(officer, (tx) => unmaskConflict(tx, officer, request.body.conflictId, request.body.purpose));
    if (!values) throw new Refusal('notFound');
    return { values };
  });

  const params = z.object({ id: z.uuid() });
  app.get('/api/households/:id/fields', { schema: { params, response: { 200: HouseholdFields } }, config: look }, async (request) => {
    const officer = officerOf(request, clock);
    const fields = await ledger.within(officer, (tx) => householdFields(tx, officer, request.params.id), { reading: 'snapshot' });
    if (!fields) throw new Refusal('notFound');
    return { ...fields, form: FORM };
  });

  app.post(
    '/api/households/:id/corrections',
    { schema: { params, body: CorrectField, response: { 200: CorrectedField } }, config: { allow: CONFLICT_ROLES.correct } },
    async (request) => {
      const officer = officerOf(request, clock);
      const done = await ledger.within(officer, (tx) => correctField(tx, officer, request.params.id, request.body));
      if (!done) throw new Refusal('notFound');
      if ('fault' in done) throw new Refusal('conflict', { message: done.fault });
      return done;
    },
  );
}
