// 期限: by when each step of a case is to be done, and by when the whole is to be decided; days while it is sent back do not count.
import * as z from 'zod/mini';
import { daysAfter, daysFrom, type WorkYear, workdaysAfter } from '../work-calendar.ts';
import type { CaseEntry } from './act.ts';
import { ACTS, type CaseProcedure, CaseStep, PROCEDURES, stepAfter } from './step.ts';
import { afterAct, BEFORE_OPENING } from './walk.ts';

/** 天 or 工作日 from the day before the step was done. */
export const StepClock = z.object({ days: z.number().check(z.int(), z.positive()), working: z.boolean() });
export type StepClock = z.infer<typeof StepClock>;

export const CaseClocks = z.object({
  /** From the first signal to the county's decision, calendar days, the notice's days included. */
  decisionDays: z.number().check(z.int(), z.positive()),
  /** 公示 at least so many calendar days. */
  noticeDays: z.number().check(z.int(), z.positive()),
  /** 即将到期 from so many days before. */
  soonDays: z.number().check(z.int(), z.nonnegative()),
  steps: z.record(CaseStep, z.nullable(StepClock)),
});
export type CaseClocks = z.infer<typeof CaseClocks>;

/** Source: workflow, the case (15 days in all, 5 of them the notice); how the other ten are shared out is the county's to change. */
export const DEFAULT_CASE_CLOCKS: CaseClocks = {
  decisionDays: 15,
  noticeDays: 5,
  soonDays: 2,
  steps: {
    alerted: null,
    visited: { days: 5, working: false },
    authorized: { days: 1, working: false },
    compared: { days: 3, working: true },
    appraised: { days: 2, working: false },
    published: { days: 6, working: false },
    townshipApproved: { days: 1, working: true },
    countyApproved: { days: 2, working: true },
    registered: { days: 3, working: true },
  },
};

/** 正常 · 即将到期 · 逾期. */
export type Standing = 'inTime' | 'soon' | 'overdue';

export interface CaseDue {
  /** The step that waits; null when the case has ended or was never opened. */
  step: CaseStep | null;
  /** By when that step is to be done; null when nothing waits or it has no clock. */
  stepDueOn: string | null;
  /** By when the county is to have decided; null once it has, or when the case has ended. */
  decisionDueOn: string | null;
  /** Calendar days that did not count, because the case was sent back. */
  pausedDays: number;
  standing: Standing;
}

/** How near a day is: overdue when it has passed, soon from `soonDays` before it. */
export function standingOf(dueOn: string | null, today: string, soonDays: number): Standing {
  if (dueOn === null) return 'inTime';
  const left = daysFrom(today, dueOn);
  if (left < 0) return 'overdue';
  return left <= soonDays ? 'soon' : 'inTime';
}

/**
 * The clocks of a case on a day, from its history alone.
 * @param signalOn the day of the first signal: the clock of the decision starts there, not when the case was opened.
 */
export function dueOf(
  procedure: CaseProcedure,
  history: readonly Pick<CaseEntry, 'act' | 'on'>[],
  signalOn: string,
  today: string,
  clocks: CaseClocks,
  years: readonly WorkYear[],
): CaseDue {
  let place = BEFORE_OPENING(procedure);
  let since = signalOn;
  let pausedDays = 0;
  let backSince: string | null = null;
  for (const { act, on } of history) {
    const before = place;
    place = afterAct(place, act);
    if (act.act === 'goBack') backSince ??= on;
    // The pause ends when the step that was asked for again is done again.
    if (backSince !== null && before.backAt !== null && place.backAt === null) {
      pausedDays += Math.max(0, daysFrom(backSince, on));
      backSince = null;
    }
    if (place.done !== before.done || act.act === 'goBack') since = on;
  }
  const step = place.ended === null ? stepAfter(procedure, place.done) : null;
  if (step === null) return { step: null, stepDueOn: null, decisionDueOn: null, pausedDays, standing: 'inTime' };
  if (backSince !== null) pausedDays += Math.max(0, daysFrom(backSince, today));
  const clock = clocks.steps[step];
  const stepDueOn = clock === null ? null : clock.working ? workdaysAfter(since, clock.days, years) : daysAfter(since, clock.days);
  const order = PROCEDURES[procedure];
  const decided = place.done !== null && order.indexOf(place.done) >= order.indexOf('countyApproved');
  const decisionDueOn = decided ? null : daysAfter(signalOn, clocks.decisionDays + pausedDays);
  const nearest = [stepDueOn, decisionDueOn].filter((day) => day !== null).sort()[0] ?? null;
  return { step, stepDueOn, decisionDueOn, pausedDays, standing: standingOf(nearest, today, clocks.soonDays) };
}

/** Whether an act completes a step, for the places where only steps are shown. */
export const takesStep = (act: CaseEntry['act']): boolean => ACTS[act.act].takes !== undefined;
