// A check at the door: the result the village reports and the survey it was found with, as handed in and never edited.
import * as z from 'zod/mini';
import { MonitorCategory } from './household.ts';
import { Submission, Draft as SurveyDraft } from './survey/answers.ts';

export { RiskCode } from './risk.ts';

/** 户籍情况: 农户 · 非农. */
export const Residency = z.enum(['rural', 'nonRural']);

/** Reason codes for 不纳入; the words are in the dictionaries. */
export const NotIncludedReason = z.enum(['reimbursed', 'stableIncome', 'supported', 'untrue', 'notHere', 'alreadyMonitored', 'other']);
export type NotIncludedReason = z.infer<typeof NotIncludedReason>;

/** What the village reports upward (线索核查结果). */
export const CheckResult = z.object({
  residency: Residency,
  include: z.boolean(),
  /** Only when included. */
  category: z.nullable(MonitorCategory),
  /** Only when not included. */
  reason: z.nullable(NotIncludedReason),
  /** 简要情况说明. */
  summary: z.string().check(z.maxLength(2000)),
});
export type CheckResult = z.infer<typeof CheckResult>;

/** What a person says to a remark: why it is so (W), or why it can't be known at the door (E, 暂无法核实: the review waits until it is settled). */
export const Explanation = z.object({
  code: z.string().check(z.maxLength(60)),
  instanceId: z.string().check(z.maxLength(100)),
  key: z.string().check(z.maxLength(100)),
  kind: z.enum(['explained', 'unverifiable']),
  text: z.string().check(z.maxLength(500)),
});
export type Explanation = z.infer<typeof Explanation>;

/** 房屋 · 证件 · 人员 (with consent) · 佐证材料 · 被访人签字 · 入户人员签字 · 承诺授权书签字 · 代签人的申请人指印 · 语音说明. */
export const EvidencePurpose = z.enum([
  'house',
  'document',
  'person',
  'proof',
  'respondentSignature',
  'visitorSignature',
  'authorisationSignature',
  'fingerprint',
  'voice',
]);
export type EvidencePurpose = z.infer<typeof EvidencePurpose>;

/** A photo, signature or voice note named by a check; its bytes follow the check, found by their hash. */
export const Evidence = z.object({
  id: z.uuid(),
  purpose: EvidencePurpose,
  /** Whose it is or what it shows: a signer's or member's name; empty otherwise. */
  about: z.string().check(z.maxLength(50)),
  type: z.enum(['image/jpeg', 'image/png', 'audio/webm', 'audio/mp4']),
  bytes: z.number().check(z.int(), z.positive()),
  /** SHA-256 (hex) of the bytes. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  madeAt: z.iso.datetime(),
});
export type Evidence = z.infer<typeof Evidence>;

/** Where the phone was: degrees (WGS 84), accuracy in metres, and when it was measured. */
export const Position = z.object({
  latitude: z.number().check(z.gte(-90), z.lte(90)),
  longitude: z.number().check(z.gte(-180), z.lte(180)),
  accuracy: z.number().check(z.nonnegative()),
  at: z.iso.datetime(),
});
export type Position = z.infer<typeof Position>;

/** A check with a survey of any published form: its answers are those of the form, the result and the people are the check's own. */
export const CheckContent = z.object({
  result: CheckResult,
  visitors: z.array(z.string().check(z.maxLength(50))).check(z.maxLength(6)),
  respondent: z.string().check(z.maxLength(50)),
  survey: Submission,
  /** The county's own forms that were filled beside it. */
  supplements: z.array(Submission).check(z.maxLength(10)),
  explanations: z.array(Explanation).check(z.maxLength(500)),
  evidence: z.array(Evidence).check(z.maxLength(60)),
  position: z.nullable(Position),
});
export type CheckContent = z.infer<typeof CheckContent>;

/** A check while it is being filled in: nothing decided yet is null. Kept on the phone with every keystroke; becomes a CheckContent when handed in. */
export const CheckDraft = z.object({
  residency: z.nullable(Residency),
  include: z.nullable(z.boolean()),
  category: z.nullable(MonitorCategory),
  reason: z.nullable(NotIncludedReason),
  /** Null while the suggested text stands; a string once somebody typed. */
  summary: z.nullable(z.string()),
  visitors: z.array(z.string()),
  respondent: z.string(),
  survey: SurveyDraft,
  supplements: z.array(SurveyDraft),
  explanations: z.array(Explanation),
  evidence: z.array(Evidence),
  position: z.nullable(Position),
});
export type CheckDraft = z.infer<typeof CheckDraft>;
