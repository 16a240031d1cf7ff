// What somebody does to a case, with what it says: appended to the case's history, never overwritten.
import * as z from 'zod/mini';
import { DepartmentCode } from '../department.ts';
import { MonitorCategory } from '../household.ts';
import { CaseStep } from './step.ts';

const words = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));
const count = z.number().check(z.int(), z.nonnegative(), z.lte(100_000));

/** One adult of the household asked for the promise of truth and the authorisation to compare family assets. */
export const Signer = z.object({
  memberId: z.string().check(z.maxLength(100)),
  name: z.string().check(z.maxLength(50)),
  /** 本人签字 · 他人代签 (with the applicant's fingerprint photo) · 不在家，已电话告知 · 不同意. */
  answer: z.enum(['signed', 'standIn', 'told', 'refused']),
  /** Evidence id of the signature; for a stand-in also that of the fingerprint. */
  signatureId: z.nullable(z.uuid()),
  fingerprintId: z.nullable(z.uuid()),
});
export type Signer = z.infer<typeof Signer>;

/** 反映的问题 and what was found: an objection raised while or after the notice hung. */
export const ObjectionAnswer = z.enum(['dismissed', 'upheld']);

export const CaseAct = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('open'),
    category: MonitorCategory,
    source: z.enum(['task', 'township', 'county', 'household']),
    taskId: z.nullable(z.uuid()),
  }),
  z.object({ act: z.literal('visit'), handInId: z.nullable(z.uuid()), visitors: z.array(z.string()) }),
  z.object({ act: z.literal('authorize'), signers: z.array(Signer).check(z.maxLength(60)) }),
  z.object({ act: z.literal('compare'), note: z.string().check(z.maxLength(500)) }),
  z.object({
    act: z.literal('appraise'),
    heldOn: z.iso.date(),
    place: z.string().check(z.maxLength(100)),
    host: z.string().check(z.maxLength(50)),
    present: count,
    votesFor: count,
    votesAgainst: count,
    opinion: z.string().check(z.maxLength(1000)),
    /** Photos of the minutes. */
    minutes: z.array(z.uuid()).check(z.maxLength(12)),
  }),
  z.object({ act: z.literal('post'), postedOn: z.iso.date(), place: words(100), photos: z.array(z.uuid()).check(z.maxLength(12)) }),
  z.object({ act: z.literal('object'), id: z.uuid(), raisedOn: z.iso.date(), about: words(1000) }),
  z.object({ act: z.literal('answerObjection'), objectionId: z.uuid(), answer: ObjectionAnswer, found: words(1000) }),
  z.object({ act: z.literal('publish'), takenDownOn: z.iso.date(), photos: z.array(z.uuid()).check(z.maxLength(12)) }),
  z.object({ act: z.literal('approveTownship'), opinion: z.string().check(z.maxLength(500)) }),
  z.object({ act: z.literal('approveCounty'), opinion: z.string().check(z.maxLength(500)) }),
  z.object({
    act: z.literal('register'),
    /** The national system's household number. */
    nationalNo: z.string().check(z.regex(/^[0-9A-Za-z]{6,30}$/)),
    /** YYYYMM. */
    identifiedMonth: z.string().check(z.regex(/^20\d{2}(0[1-9]|1[0-2])$/)),
    announcedOn: z.iso.date(),
  }),
  z.object({ act: z.literal('goBack'), to: CaseStep, reason: words(100), text: z.string().check(z.maxLength(1000)) }),
  z.object({ act: z.literal('reject'), reason: words(500), toldHow: z.string().check(z.maxLength(200)) }),
  z.object({ act: z.literal('withdraw'), reason: words(500) }),
  z.object({ act: z.literal('cease'), reason: words(500) }),
  z.object({ act: z.literal('openGreenChannel'), reason: words(500) }),
]);
export type CaseAct = z.infer<typeof CaseAct>;

/** An act as it stands in the history: who, when by the server, and on which day it was done where it happened. */
export const CaseEntry = z.object({
  id: z.uuid(),
  act: CaseAct,
  at: z.iso.datetime(),
  /** The day it counts for the clocks: the server's day, or for a village step done offline the day it was handed in for. */
  on: z.iso.date(),
  byName: z.string(),
});
export type CaseEntry = z.infer<typeof CaseEntry>;

/** What a department answers when a household is compared with its records: no hit, or what it found. */
export const ComparisonAnswer = z.object({
  department: DepartmentCode,
  memberId: z.string(),
  /** 车辆 · 房产 · 工商注册 · 财政供养 · … as the list's heading says. */
  subject: words(40),
  hit: z.boolean(),
  detail: z.string().check(z.maxLength(500)),
  /** Why the hit does not stand against the household; empty until somebody says so. */
  explanation: z.string().check(z.maxLength(500)),
});
export type ComparisonAnswer = z.infer<typeof ComparisonAnswer>;
