// A task sends one village to one household's door; it gathers every lead about that household and walks from 待核查 to 已办结.
import * as z from 'zod/mini';
import { DepartmentCode } from './department.ts';
import { DivisionCode } from './division.ts';
import { Yuan } from './money.ts';
import { CheckContent } from './visit.ts';

/** States the server knows. 填写中 and 待上报 exist only on the phone, from its drafts and unsent hand-ins. */
export const TaskState = z.enum(['dispatched', 'submitted', 'returned', 'reviewed', 'audited', 'closed', 'withdrawn']);
export type TaskState = z.infer<typeof TaskState>;

/** 线索 · 集中排查 · 自主申报 · 干部走访. */
export const TaskOrigin = z.enum(['lead', 'sweep', 'self', 'round']);
export type TaskOrigin = z.infer<typeof TaskOrigin>;

/** A lead as the collector sees it on its task. */
export const TaskLead = z.object({
  id: z.uuid(),
  department: DepartmentCode,
  indicatorText: z.string(),
  amount: z.nullable(Yuan),
  period: z.string(),
  personName: z.string(),
  receivedOn: z.iso.date(),
});
export type TaskLead = z.infer<typeof TaskLead>;

/** One thing that happened to a task, for the collector's and the desk's timeline. */
export const TaskStep = z.object({ state: TaskState, at: z.iso.datetime(), byName: z.string(), note: z.string() });
export type TaskStep = z.infer<typeof TaskStep>;

/** Why a check came back: chosen reason, text, the fields meant. */
export const Return = z.object({
  reason: z.string(),
  text: z.string(),
  fields: z.array(z.string()),
  level: z.enum(['township', 'county']),
  byName: z.string(),
  at: z.iso.datetime(),
});
export type Return = z.infer<typeof Return>;

export const Task = z.object({
  id: z.uuid(),
  villageCode: DivisionCode,
  /** Null when the household was not found in the archive: then the task is about `personName`. */
  householdId: z.nullable(z.uuid()),
  personName: z.string(),
  placeText: z.string(),
  origin: TaskOrigin,
  /** What a sweep is called; empty otherwise. */
  title: z.string(),
  leads: z.array(TaskLead),
  dueOn: z.iso.date(),
  /** Account of the one collector it is for; null: the whole village. */
  assignedTo: z.nullable(z.uuid()),
  state: TaskState,
  returned: z.nullable(Return),
  /** Revision of the latest hand-in: 0 before the first. */
  revision: z.number(),
  lastHandInId: z.nullable(z.uuid()),
  /** Answers of the latest hand-in while it is returned, so that any phone of the village can go on from them. */
  lastContent: z.nullable(CheckContent),
  steps: z.array(TaskStep),
});
export type Task = z.infer<typeof Task>;

/** Who may decide on a check, and where it goes: the one table that server and desk share. */
export const DECISIONS = {
  township: { from: 'submitted', pass: 'reviewed', role: 'reviewer' },
  county: { from: 'reviewed', pass: 'audited', role: 'auditor' },
} as const;
export type ReviewLevel = keyof typeof DECISIONS;

/** States in which a household counts as having an open task: no second one is made. */
export const OPEN_STATES: readonly TaskState[] = ['dispatched', 'submitted', 'returned', 'reviewed'];

/** Where a phone may still hand in: a check that the township has passed on is no longer the village's. */
export const HAND_IN_STATES: readonly TaskState[] = ['dispatched', 'returned'];
