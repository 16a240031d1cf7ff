// The shapes between the office's pages and the server about cases: lists with their clocks, one case with its whole history, comparisons to answer.
import * as z from 'zod/mini';
import { CaseAct, CaseEntry } from '../domain/case/act.ts';
import { COMPARISON_SUBJECTS } from '../domain/case/comparison.ts';
import { CaseEnd, CaseProcedure, CaseStep } from '../domain/case/step.ts';
import { DepartmentCode } from '../domain/department.ts';
import { DivisionCode } from '../domain/division.ts';
import { MonitorCategory } from '../domain/household.ts';

const Count = z.number().check(z.int(), z.nonnegative());

export const Standing = z.enum(['inTime', 'soon', 'overdue']);

export const CaseItem = z.object({
  id: z.uuid(),
  procedure: CaseProcedure,
  villageCode: DivisionCode,
  villageName: z.string(),
  townshipName: z.string(),
  householdId: z.nullable(z.uuid()),
  headName: z.string(),
  size: Count,
  category: MonitorCategory,
  /** The last step done, the one that waits (null once it has ended), and the one it was sent back to. */
  done: z.nullable(CaseStep),
  waitsFor: z.nullable(CaseStep),
  backAt: z.nullable(CaseStep),
  ended: z.nullable(CaseEnd),
  greenChannel: z.boolean(),
  signalOn: z.iso.date(),
  stepDueOn: z.nullable(z.iso.date()),
  decisionDueOn: z.nullable(z.iso.date()),
  standing: Standing,
});
export type CaseItem = z.infer<typeof CaseItem>;

/** GET /api/cases: open ones by urgency, ended ones the newest first. */
export const CaseQuery = z.object({
  procedure: z.optional(CaseProcedure),
  /** `open`, `ended`, or one step that waits. */
  state: z.optional(z.union([z.enum(['open', 'ended']), CaseStep])),
  standing: z.optional(Standing),
  division: z.optional(DivisionCode),
  search: z.optional(z.string().check(z.maxLength(50))),
  offset: z.optional(z.coerce.number().check(z.int(), z.nonnegative())),
  limit: z.optional(z.coerce.number().check(z.int(), z.positive(), z.maximum(500))),
});

export const Cases = z.object({
  cases: z.array(CaseItem),
  total: Count,
  /** People of the households listed. */
  people: Count,
  /** Open cases of the whole scope by the step that waits. */
  waiting: z.partialRecord(CaseStep, Count),
  overdue: Count,
});

/** One question to one department about one person. The ID number is masked for the office and whole for the department that must look it up. */
export const Comparison = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  department: DepartmentCode,
  subject: z.enum(COMPARISON_SUBJECTS),
  personName: z.string(),
  idNumber: z.string(),
  villageName: z.string(),
  askedAt: z.iso.datetime(),
  hit: z.nullable(z.boolean()),
  detail: z.string(),
  answeredAt: z.nullable(z.iso.datetime()),
  explanation: z.string(),
});
export type Comparison = z.infer<typeof Comparison>;

export const Condition = z.object({
  condition: z.enum(['identifiedLongEnough', 'stableIncome', 'aboveLine', 'guaranteesSafe', 'measureMatched', 'hasLabour']),
  standing: z.enum(['met', 'unmet', 'unknown']),
  because: z.string(),
});

export const CaseDetail = z.object({
  item: CaseItem,
  taskId: z.nullable(z.uuid()),
  nationalNo: z.string(),
  pausedDays: Count,
  postedOn: z.nullable(z.iso.date()),
  /** Every act, in its order. */
  entries: z.array(CaseEntry),
  comparisons: z.array(Comparison),
  /** Of an elimination; empty for an identification. */
  conditions: z.array(Condition),
  /** Other cases of the household, the newest first. */
  others: z.array(z.object({ id: z.uuid(), procedure: CaseProcedure, ended: z.nullable(CaseEnd), openedAt: z.iso.datetime() })),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

/** POST /api/cases/:id/acts. */
export const DoAct = z.object({ act: CaseAct });

/** GET /api/comparisons: a department's own. PUT answers one; the auditor PUTs the explanation of a hit. */
export const ComparisonQuery = z.object({
  waiting: z.optional(z.stringbool()),
  search: z.optional(z.string().check(z.maxLength(50))),
  offset: z.optional(z.coerce.number().check(z.int(), z.nonnegative())),
  limit: z.optional(z.coerce.number().check(z.int(), z.positive(), z.maximum(500))),
});
export const Comparisons = z.object({ comparisons: z.array(Comparison), total: Count, waiting: Count });
export const AnswerComparisons = z.object({
  answers: z.array(z.object({ id: z.uuid(), hit: z.boolean(), detail: z.string().check(z.maxLength(500)) })).check(z.minLength(1), z.maxLength(2000)),
});
export const AnswerResult = z.object({ answered: Count, notAnswered: z.array(z.object({ id: z.uuid(), reason: z.string() })) });
export const ExplainHit = z.object({ explanation: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)) });

/** POST /api/households/:id/elimination opens the procedure; refused while a case of the household is open. */
export const OpenedCase = z.object({ id: z.uuid() });
