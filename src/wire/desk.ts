// The shapes between the office's pages and the server: import, dispatch, review, and what the lists show.
import * as z from 'zod/mini';
import { Role } from '../domain/account.ts';
import { Difference } from '../domain/comparison.ts';
import { DepartmentCode } from '../domain/department.ts';
import { DivisionCode } from '../domain/division.ts';
import { Household } from '../domain/household.ts';
import { Lead, LeadState } from '../domain/lead.ts';
import { Candidate } from '../domain/matching/place-match.ts';
import { ColumnRole, RosterColumn } from '../domain/roster/column.ts';
import { Return, Task, TaskOrigin, TaskState } from '../domain/task.ts';
import { CheckContent, CheckResult } from '../domain/visit.ts';
import { DeviceItem, DeviceSums } from './devices.ts';

const Count = z.number().check(z.int(), z.nonnegative());
const Page = {
  offset: z.optional(z.coerce.number().check(z.int(), z.nonnegative())),
  limit: z.optional(z.coerce.number().check(z.int(), z.positive(), z.maximum(500))),
};

// --- Import 导入线索 -------------------------------------------------------

/** Rows are in exactly one of these: ready (matched), ask (a person decides), outside (not this county, or no place at all), faulty (ID number or no name), known (already imported). */
export const RowState = z.enum(['ready', 'ask', 'outside', 'faulty', 'known']);
export type RowState = z.infer<typeof RowState>;

export const ImportRow = z.object({
  /** Row number as Excel shows it, with the sheet's name. */
  row: Count,
  sheet: z.string(),
  state: RowState,
  personName: z.string(),
  /** Masked. */
  idNumber: z.string(),
  headName: z.string(),
  placeText: z.string(),
  indicator: z.string(),
  amount: z.nullable(z.number()),
  /** The policy's threshold that the amount stays under; the lead may be imported all the same. */
  belowThreshold: z.nullable(z.number()),
  period: z.string(),
  villageCode: z.nullable(DivisionCode),
  villageName: z.string(),
  townshipName: z.string(),
  /** found; notFound or several: then the lead is made for the person and the village finds the door. */
  household: z.enum(['found', 'notFound', 'several']),
  confidence: z.number(),
  reason: z.string(),
  candidates: z.array(Candidate),
  /** What is wrong with the row, in words; e.g. 末位被 Excel 改成 0. */
  faults: z.array(z.string()),
  /** How many rows of the file write the place in the same way, this one included: so many one choice can settle. */
  alike: Count,
});
export type ImportRow = z.infer<typeof ImportRow>;

/** One import, from the dropped file to the confirmed batch. `reading` and `confirming` run in the background with `done` of `total`. */
export const Import = z.object({
  id: z.uuid(),
  state: z.enum(['reading', 'preview', 'confirming', 'imported', 'failed', 'discarded']),
  fileName: z.string(),
  department: DepartmentCode,
  indicator: z.string(),
  period: z.string(),
  done: Count,
  total: Count,
  /** In words, when failed. */
  failure: z.string(),
  /** What is worth knowing about the file as a whole, in words: no name column found, the same file was imported before, … */
  notes: z.array(z.string()),
  sheets: z.array(z.object({ name: z.string(), rows: Count, headerRow: z.nullable(Count), used: z.boolean() })),
  columns: z.array(RosterColumn),
  counts: z.object({ ready: Count, ask: Count, outside: Count, faulty: Count, known: Count }),
  /** After confirming: leads made, merged into known ones, rejected rows. */
  result: z.nullable(z.object({ created: Count, merged: Count, rejected: Count })),
  authorName: z.string(),
  createdAt: z.iso.datetime(),
});
export type Import = z.infer<typeof Import>;

/** GET /api/imports: newest first; the auditor's are the county's, a department's its own. POST, GET, PATCH and confirm of one import reply with the Import itself. */
export const Imports = z.object({ imports: z.array(Import), total: Count });

export const ImportRowsQuery = z.object({ state: z.optional(RowState), ...Page });
export const ImportRows = z.object({ rows: z.array(ImportRow), total: Count });
/** Correct what a column means, which sheets count and where their header stands (row as Excel counts it, null: none), or the indicator and period of the whole file; the preview is made anew. */
export const ImportCorrection = z.object({
  columns: z.optional(z.array(z.object({ sheet: z.string(), index: Count, role: ColumnRole }))),
  sheets: z.optional(z.array(z.object({ name: z.string(), used: z.boolean(), headerRow: z.nullable(Count) }))),
  indicator: z.optional(z.string()),
  period: z.optional(z.string()),
});
/** A person settles a row; `alike` also settles every row of this file with the same place text, and it is learned as an alias. Null village: leave it out. */
export const ImportSettle = z.object({ row: Count, sheet: z.string(), villageCode: z.nullable(DivisionCode), alike: z.boolean() });
/** How many rows the choice settled, and the import with its counts made anew. */
export const ImportSettled = z.object({ settled: Count, import: Import });

// --- Leads and dispatch 下发任务 ------------------------------------------

export const LeadQuery = z.object({
  state: z.optional(LeadState),
  department: z.optional(DepartmentCode),
  division: z.optional(DivisionCode),
  batchId: z.optional(z.uuid()),
  search: z.optional(z.string()),
  ...Page,
});
/** A lead in a list: ID number masked, with what became of it. */
export const LeadItem = z.object({
  lead: Lead,
  townshipName: z.string(),
  villageName: z.string(),
  taskState: z.nullable(TaskState),
  dueOn: z.nullable(z.iso.date()),
  result: z.nullable(CheckResult),
  /** When the department said 已知晓. */
  acknowledgedAt: z.nullable(z.iso.datetime()),
});
export type LeadItem = z.infer<typeof LeadItem>;
/** `counts` are of the whole scope, so that every tab shows its number whatever is filtered. */
export const Leads = z.object({ leads: z.array(LeadItem), total: Count, counts: z.partialRecord(LeadState, Count) });
export const Acknowledge = z.object({ leadIds: z.array(z.uuid()).check(z.minLength(1), z.maxLength(5000)) });
export const Acknowledged = z.object({ acknowledged: Count });

/** Dispatch the matched leads of a selection: named ones, or all of a batch, department or division (at least one of these; several narrow it down). `to`: the village, one collector, or by group (the collector named for the household's group, else the village). */
export const Dispatch = z.object({
  leadIds: z.optional(z.array(z.uuid()).check(z.maxLength(50000))),
  batchId: z.optional(z.uuid()),
  department: z.optional(DepartmentCode),
  division: z.optional(DivisionCode),
  dueOn: z.optional(z.iso.date()),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('village') }),
    z.object({ kind: z.literal('collector'), accountId: z.uuid() }),
    z.object({ kind: z.literal('group') }),
  ]),
});
export const DispatchResult = z.object({
  tasksCreated: Count,
  tasksJoined: Count,
  /** Of the joined: checks that were already handed in; the reviewer sees the new lead and may return the check for it. */
  joinedAfterHandIn: Count,
  leads: Count,
  skipped: z.array(z.object({ leadId: z.uuid(), reason: z.string() })),
});

/** 集中排查: one task for every household of a division. Runs as a job. */
export const Sweep = z.object({ division: DivisionCode, title: z.string().check(z.minLength(1), z.maxLength(60)), dueOn: z.iso.date() });

/** 撤回: named tasks, or a whole sweep by its title (in one division or everywhere). Their leads wait for 下发 again, or end. */
export const Withdraw = z.object({
  taskIds: z.optional(z.array(z.uuid()).check(z.minLength(1), z.maxLength(5000))),
  sweepTitle: z.optional(z.string().check(z.minLength(1), z.maxLength(60))),
  division: z.optional(DivisionCode),
  reason: z.string().check(z.minLength(2), z.maxLength(200)),
  leads: z.enum(['again', 'end']),
});
/** `kept`: already handed in, decided or withdrawn; these are left as they are. */
export const WithdrawResult = z.object({ withdrawn: Count, leads: Count, kept: Count });

/** Long work at the server; polled while it runs. */
export const Job = z.object({
  id: z.uuid(),
  kind: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  done: Count,
  total: Count,
  message: z.string(),
  result: z.unknown(),
});
export type Job = z.infer<typeof Job>;

/** Who may be given a task in a village, and the groups each looks after. */
export const Collectors = z.object({
  collectors: z.array(z.object({ id: z.uuid(), name: z.string(), villages: z.array(DivisionCode), groups: z.array(z.string()) })),
  /** Every group of the division's villages, with its households and who looks after it (null: nobody in particular). */
  groups: z.array(
    z.object({ villageCode: DivisionCode, villageName: z.string(), groupName: z.string(), households: Count, accountId: z.nullable(z.uuid()) }),
  ),
});
export type Collectors = z.infer<typeof Collectors>;
export const AssignGroup = z.object({ villageCode: DivisionCode, groupName: z.string(), accountId: z.nullable(z.uuid()) });

export const TaskQuery = z.object({
  state: z.optional(TaskState),
  origin: z.optional(TaskOrigin),
  division: z.optional(DivisionCode),
  overdue: z.optional(z.stringbool()),
  search: z.optional(z.string()),
  ...Page,
});
export const TaskItem = z.object({
  id: z.uuid(),
  state: TaskState,
  origin: TaskOrigin,
  title: z.string(),
  headName: z.string(),
  villageCode: DivisionCode,
  villageName: z.string(),
  townshipName: z.string(),
  groupName: z.string(),
  dueOn: z.iso.date(),
  overdueDays: z.number(),
  assigneeName: z.string(),
  leadTexts: z.array(z.string()),
  submittedAt: z.nullable(z.iso.datetime()),
  result: z.nullable(CheckResult),
  remarkCount: Count,
  /** The hand-in that a decision on this task would name; null before the first. */
  handInId: z.nullable(z.uuid()),
});
export type TaskItem = z.infer<typeof TaskItem>;
/** GET /api/tasks, and GET /api/reviews: there only what waits for this person's decision, the longest waiting first. */
export const Tasks = z.object({ tasks: z.array(TaskItem), total: Count, counts: z.partialRecord(TaskState, Count) });

// --- Review 初审 / 审核 ---------------------------------------------------

/**
 * A quality remark on a hand-in: E must be settled before it can pass, W is explained. `path` names the answer (`instanceId/key`). What was said to it at the door
 * stands beside it; `settled`: the office has cleared up what could not be verified there, and how.
 */
export const Remark = z.object({
  code: z.string(),
  severity: z.enum(['E', 'W']),
  path: z.string(),
  message: z.string(),
  standing: z.enum(['open', 'explained', 'unverifiable']),
  said: z.string(),
  settled: z.nullable(z.object({ byName: z.string(), note: z.string(), at: z.iso.datetime() })),
});
export type Remark = z.infer<typeof Remark>;

/** 已核实: POST /api/tasks/:id/settle. */
export const SettleRemark = z.object({
  handInId: z.uuid(),
  code: z.string().check(z.minLength(1), z.maxLength(60)),
  path: z.string().check(z.minLength(1), z.maxLength(220)),
  note: z.string().check(z.minLength(2), z.maxLength(500)),
});

/** Everything a reviewer needs on one page. ID numbers and phones are masked unless unmasked by a logged action. */
export const CheckDossier = z.object({
  task: Task,
  townshipName: z.string(),
  villageName: z.string(),
  /** What was known before this check (as the hand-in saw it), null when the household is not in the archive. */
  known: z.nullable(Household),
  handIn: z.nullable(
    z.object({
      id: z.uuid(),
      revision: Count,
      authorName: z.string(),
      madeAt: z.iso.datetime(),
      receivedAt: z.iso.datetime(),
      content: CheckContent,
    }),
  ),
  /** What the hand-in says otherwise than `known` (domain/comparison), computed before masking; its ID numbers and phones masked like the rest. */
  differences: z.array(Difference),
  /** Earlier revisions, newest first. */
  earlier: z.array(z.object({ revision: Count, receivedAt: z.iso.datetime(), content: CheckContent })),
  /** Checks of the same visit from other phones: brought together with the first when the county passes it. */
  beside: z.array(z.object({ id: z.uuid(), authorName: z.string(), madeAt: z.iso.datetime(), receivedAt: z.iso.datetime(), content: CheckContent })),
  remarks: z.array(Remark),
  returns: z.array(Return),
  /** Fields of this household on which reports differ, still to be settled. */
  conflicts: Count,
});
export type CheckDossier = z.infer<typeof CheckDossier>;

/** Pass or return one or several checks. Each names the hand-in that was looked at: a newer revision in between is not decided on unseen. */
export const Decide = z.object({
  checks: z.array(z.object({ taskId: z.uuid(), handInId: z.uuid() })).check(z.minLength(1), z.maxLength(500)),
  decision: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('pass') }),
    z.object({
      kind: z.literal('return'),
      reason: z.string().check(z.minLength(1), z.maxLength(60)),
      text: z.string().check(z.maxLength(500)),
      fields: z.array(z.string()).check(z.maxLength(50)),
    }),
  ]),
});
export const DecideResult = z.object({ decided: Count, notDecided: z.array(z.object({ taskId: z.uuid(), reason: z.string() })) });

/** Show one masked value in full; written to the audit log with the purpose. */
export const Unmask = z.object({
  householdId: z.uuid(),
  memberId: z.nullable(z.uuid()),
  field: z.enum(['idNumber', 'phone']),
  purpose: z.string().check(z.minLength(2), z.maxLength(100)),
});
export const Unmasked = z.object({ value: z.string() });

/** 找到这一户: POST /api/households/search looks in one village (a name or number is never put into an address); POST /api/tasks/:id/household gives a task without a household the one that was chosen. */
export const HouseholdQuery = z.object({ village: DivisionCode, text: z.string().check(z.minLength(1), z.maxLength(50)) });
export const FoundHousehold = z.object({
  id: z.uuid(),
  headName: z.string(),
  groupName: z.string(),
  houseNo: z.string(),
  villageName: z.string(),
  /** ID numbers masked. */
  members: z.array(z.object({ name: z.string(), idNumber: z.string() })),
});
export type FoundHousehold = z.infer<typeof FoundHousehold>;
export const FoundHouseholds = z.object({ households: z.array(FoundHousehold) });
export const IdentifyHousehold = z.object({ householdId: z.uuid() });

export const ReviewQuery = z.object({
  division: z.optional(DivisionCode),
  include: z.optional(z.stringbool()),
  search: z.optional(z.string()),
  ...Page,
});

/** GET /api/reviews/all: every check of the filter in the queue's order, for choosing them all; `total` is larger where the list was cut at 5,000. */
export const QueuedCheck = z.object({ taskId: z.uuid(), handInId: z.uuid(), headName: z.string(), include: z.boolean(), remarkCount: Count });
export type QueuedCheck = z.infer<typeof QueuedCheck>;
export const QueuedChecks = z.object({ checks: z.array(QueuedCheck), total: Count });

// --- Where things stand ----------------------------------------------------

export const Overview = z.object({
  leads: z.partialRecord(LeadState, Count),
  tasks: z.partialRecord(TaskState, Count),
  overdue: Count,
  /** 数据冲突 that wait for a decision. */
  conflicts: Count,
  /** What is still on phones, and the phones to look after first: those with the oldest unsent check. */
  phones: DeviceSums,
  onPhones: z.array(DeviceItem),
  byTownship: z.array(
    z.object({ townshipCode: DivisionCode, townshipName: z.string(), open: Count, overdue: Count, submitted: Count, reviewed: Count, done: Count }),
  ),
});
export type Overview = z.infer<typeof Overview>;

export const AuditEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  accountName: z.string(),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  villageName: z.string(),
  detail: z.unknown(),
});
export const AuditQuery = z.object({ entityId: z.optional(z.string()), action: z.optional(z.string()), ...Page });
export const Audit = z.object({ entries: z.array(AuditEntry), total: Count });

export const AccountItem = z.object({
  id: z.uuid(),
  login: z.string(),
  name: z.string(),
  role: Role,
  scope: z.array(DivisionCode),
  scopeNames: z.array(z.string()),
  department: z.nullable(DepartmentCode),
  disabled: z.boolean(),
  lastSeenAt: z.nullable(z.iso.datetime()),
});
export const AccountQuery = z.object({ search: z.optional(z.string()), role: z.optional(Role), ...Page });
export const Accounts = z.object({ accounts: z.array(AccountItem), total: Count });
export const NewAccount = z.object({
  login: z.string().check(z.regex(/^[a-z][a-z0-9-]{2,39}$/)),
  name: z.string().check(z.minLength(1), z.maxLength(50)),
  role: Role,
  scope: z.array(DivisionCode),
  department: z.nullable(DepartmentCode),
});
/** The first password, shown once to whoever made the account. */
export const NewAccountResult = z.object({ id: z.uuid(), firstPassword: z.string() });
/** Lock an account out (its sessions end at once) or let it in again. */
export const DisableAccount = z.object({ disabled: z.boolean() });
