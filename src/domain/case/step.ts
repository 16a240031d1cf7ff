// 九步: the steps of the two procedures a monitored household goes through, who takes each, and what they are called in order.
import * as z from 'zod/mini';
import type { Role } from '../account.ts';

/** 风险预警 · 入户核查 · 承诺授权 · 信息比对 · 民主评议 · 村级公示 · 镇级审核 · 县级审定 · 系统标注 (workflow, nine steps). A step's name says that it is done. */
export const CASE_STEPS = [
  'alerted',
  'visited',
  'authorized',
  'compared',
  'appraised',
  'published',
  'townshipApproved',
  'countyApproved',
  'registered',
] as const;
export const CaseStep = z.enum(CASE_STEPS);
export type CaseStep = z.infer<typeof CaseStep>;

/** 识别纳入 · 风险消除. */
export const CaseProcedure = z.enum(['identification', 'elimination']);
export type CaseProcedure = z.infer<typeof CaseProcedure>;

/** The order of each procedure. Elimination needs no new authorisation and no comparison (workflow: visit → appraisal and notice → township → county → registered). */
export const PROCEDURES: Record<CaseProcedure, readonly CaseStep[]> = {
  identification: CASE_STEPS,
  elimination: ['alerted', 'visited', 'appraised', 'published', 'townshipApproved', 'countyApproved', 'registered'],
};

/** 已标注 · 不予纳入 (or 不予消除) · 农户撤回 · 户已不存在. */
export const CaseEnd = z.enum(['registered', 'notIncluded', 'withdrawn', 'ceased']);
export type CaseEnd = z.infer<typeof CaseEnd>;

/** What somebody does to a case. The first nine take the step of their row; the others stand beside the order. */
export const CASE_ACTS = [
  'open',
  'visit',
  'authorize',
  'compare',
  'appraise',
  'publish',
  'approveTownship',
  'approveCounty',
  'register',
  'post',
  'object',
  'answerObjection',
  'goBack',
  'reject',
  'withdraw',
  'cease',
  'openGreenChannel',
] as const;
export const CaseActName = z.enum(CASE_ACTS);
export type CaseActName = z.infer<typeof CaseActName>;

interface ActRow {
  /** The step that this act completes; absent where the order stays as it is. */
  takes?: CaseStep;
  /** Who may: 'system' is what follows by itself from another act, such as the county's pass of a check. */
  by: readonly (Role | 'system')[];
  /** The steps that must be the last one done; absent: any while the case is open. */
  after?: readonly CaseStep[];
  /** How the case ends by it. */
  ends?: CaseEnd;
}

/**
 * The one table of transitions: server, desk, phone and docs/case.md read it. For an act that takes a step the step before it, in the case's own procedure, must be the
 * last one done; `after` says so for the others.
 */
export const ACTS: Record<CaseActName, ActRow> = {
  open: { takes: 'alerted', by: ['system', 'reviewer', 'auditor', 'collector'] },
  visit: { takes: 'visited', by: ['system', 'collector'] },
  authorize: { takes: 'authorized', by: ['collector'] },
  compare: { takes: 'compared', by: ['auditor'] },
  appraise: { takes: 'appraised', by: ['collector'] },
  publish: { takes: 'published', by: ['collector'] },
  approveTownship: { takes: 'townshipApproved', by: ['reviewer'] },
  approveCounty: { takes: 'countyApproved', by: ['auditor'] },
  register: { takes: 'registered', by: ['reviewer'], ends: 'registered' },
  post: { by: ['collector'], after: ['appraised'] },
  object: { by: ['collector', 'reviewer', 'auditor'], after: ['appraised', 'published'] },
  answerObjection: { by: ['reviewer', 'auditor'], after: ['appraised', 'published'] },
  goBack: {
    by: ['reviewer', 'auditor'],
    after: ['visited', 'authorized', 'compared', 'appraised', 'published', 'townshipApproved', 'countyApproved'],
  },
  reject: { by: ['reviewer', 'auditor'], ends: 'notIncluded' },
  withdraw: { by: ['reviewer', 'auditor'], ends: 'withdrawn' },
  cease: { by: ['reviewer', 'auditor'], ends: 'ceased' },
  openGreenChannel: { by: ['reviewer', 'auditor'] },
};

/** The step that follows a step in a procedure; null after the last. */
export function stepAfter(procedure: CaseProcedure, done: CaseStep | null): CaseStep | null {
  const order = PROCEDURES[procedure];
  return done === null ? (order[0] ?? null) : (order[order.indexOf(done) + 1] ?? null);
}

/** The act that takes a step. */
export function actOf(step: CaseStep): CaseActName {
  const name = CASE_ACTS.find((act) => ACTS[act].takes === step);
  if (name === undefined) throw new Error(`no act takes the step ${step}`);
  return name;
}
