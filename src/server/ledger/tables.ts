// The ledger's tables as the compiler knows them; column for column what the migrations make.
import type { ColumnType, Generated } from 'kysely';
import type { Role } from '../../domain/account.ts';
import type { CaseAct } from '../../domain/case/act.ts';
import type { ComparisonSubject } from '../../domain/case/comparison.ts';
import type { CaseEnd, CaseProcedure, CaseStep } from '../../domain/case/step.ts';
import type { Side } from '../../domain/conflict.ts';
import type { DepartmentCode } from '../../domain/department.ts';
import type { DivisionLevel } from '../../domain/division.ts';
import type { Household, HouseholdKind, Member, MonitorCategory, MonitorState } from '../../domain/household.ts';
import type { JudgedRemark } from '../../domain/judge-check.ts';
import type { LeadState } from '../../domain/lead.ts';
import type { Policy } from '../../domain/policy.ts';
import type { FormUse } from '../../domain/published-form.ts';
import type { Severity } from '../../domain/rules/rule.ts';
import type { Definition } from '../../domain/survey/definition.ts';
import type { Return, ReviewLevel, TaskOrigin, TaskState, TaskStep } from '../../domain/task.ts';
import type { CheckContent, CheckResult } from '../../domain/visit.ts';

/** Read as a value; written as JSON text (JSON.stringify), because the driver would send an array as a PostgreSQL array. */
export type Json<T> = ColumnType<T, string, string>;
type JsonWithDefault<T> = ColumnType<T, string | undefined, string>;
/** Written as null, the column stays SQL null. */
export type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
/** timestamptz, read as Date. */
type Instant = ColumnType<Date, Date | string, Date | string>;
type InstantWithDefault = ColumnType<Date, Date | string | undefined, Date | string>;
type MaybeInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** date, read and written as YYYY-MM-DD. */
type Day = string;

interface CountyTable {
  county: string;
  name: string;
  demonstration: Generated<boolean>;
  created_at: InstantWithDefault;
}
interface DivisionTable {
  county: string;
  code: string;
  parent_code: string | null;
  level: DivisionLevel;
  name: string;
}
interface VillageTable {
  county: string;
  code: string;
  seq: Generated<number>;
}
interface DivisionAliasTable {
  county: string;
  alias: string;
  township_code: Generated<string>;
  division_code: string;
  author_id: string | null;
  created_at: InstantWithDefault;
}
interface JudgementTable {
  county: string;
  hand_in_id: string;
  village_code: string;
  remarks: Json<JudgedRemark[]>;
  judged_at: Instant;
}
interface RemarkSettledTable {
  county: string;
  hand_in_id: string;
  village_code: string;
  code: string;
  path: string;
  note: string;
  author_id: string;
  settled_at: Instant;
}
interface EvidenceTable {
  county: string;
  hand_in_id: string;
  id: string;
  task_id: string;
  village_code: string;
  purpose: string;
  about: Generated<string>;
  type: string;
  bytes: number;
  sha256: string;
  made_at: Instant;
}
interface EvidenceFileTable {
  county: string;
  sha256: string;
  bytes: number;
  received_at: Instant;
  received_from: string;
}
interface PolicyTable {
  county: string;
  division: string;
  effective_from: Day;
  body: Json<Policy>;
  author_id: string | null;
  created_at: InstantWithDefault;
}
interface AccountTable {
  county: string;
  id: string;
  login: string;
  name: string;
  role: Role;
  scope: string[];
  department: DepartmentCode | null;
  password_hash: string;
  must_change_password: Generated<boolean>;
  disabled_at: MaybeInstant;
  created_at: InstantWithDefault;
  last_seen_at: MaybeInstant;
}
interface SessionTable {
  token_hash: Buffer;
  county: string;
  account_id: string;
  csrf_token: string;
  device_id: ColumnType<string | null, string | undefined, string | null>;
  created_at: InstantWithDefault;
  last_seen_at: InstantWithDefault;
  expires_at: Instant;
}
interface SetupLinkTable {
  token_hash: Buffer;
  created_at: InstantWithDefault;
  used_at: MaybeInstant;
}
interface DeviceTable {
  county: string;
  id: string;
  account_id: string;
  label: string;
  app_version: string;
  highest_number: Generated<number>;
  holding: Generated<number>;
  oldest_at: MaybeInstant;
  last_contact_at: InstantWithDefault;
  revoked_at: MaybeInstant;
  store_version: number | null;
  wire_version: number | null;
  refused: Generated<number>;
  aside: Generated<number>;
  drafts: Generated<number>;
  files_waiting: Generated<number>;
  file_bytes: Generated<number>;
  room_used: number | null;
  room_allowed: number | null;
  failing_times: Generated<number>;
  failing_since: MaybeInstant;
  failing_why: string | null;
  first_contact_at: InstantWithDefault;
  /** As PostgreSQL writes a multirange. */
  received: ColumnType<string, string | undefined, string>;
  revoked_by: string | null | undefined;
  revoked_reason: string | null | undefined;
  told_at: MaybeInstant;
}
interface SealingKeyTable {
  county: string;
  id: string;
  public_key: string;
  created_at: InstantWithDefault;
  retired_at: MaybeInstant;
}
interface SealingSecretTable {
  county: string;
  id: string;
  private_key: Buffer;
}
interface DeviceKeyTable {
  county: string;
  account_id: string;
  device_id: string;
  sealed: Buffer;
  kept_at: Instant;
}
interface HouseholdTable {
  county: string;
  id: string;
  village_code: string;
  group_name: Generated<string>;
  house_no: Generated<string>;
  address: Generated<string>;
  head_name: string;
  phone: Generated<string>;
  kind: HouseholdKind;
  category: ColumnType<MonitorCategory, MonitorCategory | undefined, MonitorCategory>;
  monitor_state: ColumnType<MonitorState, MonitorState | undefined, MonitorState>;
  size: number;
  /** The parts of the noun that have no column of their own. */
  body: Json<HouseholdBody>;
  version: Generated<number>;
  told_of: number | null | undefined;
  changed_at: MaybeInstant;
  changed_by: string | null | undefined;
  source: 'check' | 'desk' | 'settlement' | 'other' | null | undefined;
  hand_in_id: string | null | undefined;
}
export type HouseholdBody = Pick<
  Household,
  'dwelling' | 'landMu' | 'woodMu' | 'guarantees' | 'income' | 'helper' | 'noLabour' | 'details' | 'pastChecks' | 'disputed'
>;
interface HouseholdVersionTable {
  county: string;
  household_id: string;
  version: number;
  body: Json<Household>;
  changed_at: MaybeInstant;
  changed_by: string | null;
  source: string | null;
  hand_in_id: string | null;
}
interface HouseholdConflictTable {
  county: string;
  id: string;
  household_id: string;
  path: string;
  sides: Json<Side[]>;
  opened_at: Instant;
  settled_at: MaybeInstant;
  settled_by: string | null;
  settled_value: MaybeJson<unknown>;
  reason: Generated<string>;
}
interface MemberTable {
  county: string;
  id: string;
  household_id: string;
  village_code: string;
  position: number;
  name: string;
  id_number: Generated<string>;
  person_id: ColumnType<string, never, never>;
  body: Json<MemberBody>;
}
export type MemberBody = Omit<Member, 'id' | 'name' | 'idNumber'>;
interface GroupCollectorTable {
  county: string;
  village_code: string;
  group_name: string;
  account_id: string;
}
interface ImportBatchTable {
  county: string;
  id: string;
  file_name: string;
  file_hash: string;
  department: DepartmentCode;
  indicator: string;
  period: string;
  author_id: string;
  created_count: number;
  merged_count: number;
  rejected_count: number;
  created_at: InstantWithDefault;
}
interface TaskTable {
  county: string;
  id: string;
  village_code: string;
  household_id: string | null;
  person_name: string;
  place_text: Generated<string>;
  origin: TaskOrigin;
  title: Generated<string>;
  due_on: Day;
  assigned_to: string | null;
  state: TaskState;
  returned: MaybeJson<Return>;
  revision: Generated<number>;
  last_hand_in_id: string | null;
  result: MaybeJson<CheckResult>;
  submitted_at: MaybeInstant;
  steps: JsonWithDefault<TaskStep[]>;
  created_at: InstantWithDefault;
  updated_at: InstantWithDefault;
}
interface LeadTable {
  county: string;
  id: string;
  batch_id: string | null;
  department: DepartmentCode;
  indicator: string;
  indicator_text: string;
  amount: number | null;
  period: Generated<string>;
  person_name: string;
  id_number: Generated<string>;
  place_text: Generated<string>;
  lead_key: string;
  village_code: string | null;
  household_id: string | null;
  match_reason: Generated<string>;
  state: LeadState;
  task_id: string | null;
  result: MaybeJson<CheckResult>;
  acknowledged_at: MaybeInstant;
  received_at: InstantWithDefault;
}
interface HandInTable {
  county: string;
  id: string;
  kind: string;
  village_code: string;
  household_id: string | null;
  task_id: string;
  revision: number;
  device_id: string;
  device_number: number;
  account_id: string;
  seen_version: number;
  known: MaybeJson<Household>;
  content: Json<CheckContent>;
  hash: string;
  made_at: Instant;
  clock_offset_ms: number | null;
  received_at: InstantWithDefault;
  /** The hand-in that this one came second to. */
  beside: string | null | undefined;
}
interface HandInDisputeTable {
  county: string;
  hand_in_id: string;
  hash: string;
  account_id: string;
  village_code: string;
  body: Json<unknown>;
  received_at: InstantWithDefault;
}
interface ReviewTable {
  county: string;
  id: string;
  task_id: string;
  hand_in_id: string;
  village_code: string;
  level: ReviewLevel;
  decision: 'pass' | 'return';
  reason: Generated<string>;
  body: Generated<string>;
  fields: Generated<string[]>;
  author_id: string;
  decided_at: InstantWithDefault;
}
interface MonitorCaseTable {
  county: string;
  id: string;
  village_code: string;
  household_id: string | null;
  task_id: string | null;
  category: MonitorCategory;
  opened_at: InstantWithDefault;
  closed_at: MaybeInstant;
  procedure: Generated<CaseProcedure>;
  signal_on: string;
  done: CaseStep | null;
  waits_for: CaseStep | null;
  back_at: CaseStep | null;
  ended: CaseEnd | null;
  green_channel: Generated<boolean>;
  posted_on: string | null;
  step_due_on: string | null;
  decision_due_on: string | null;
  paused_days: Generated<number>;
  acts: Generated<number>;
  national_no: Generated<string>;
  identified_month: Generated<string>;
}
interface CaseEntryTable {
  county: string;
  id: string;
  case_id: string;
  village_code: string;
  place: number;
  act: string;
  body: Json<CaseAct>;
  on_day: string;
  at: Instant;
  account_id: string | null;
  by_name: string;
  hand_in_id: string | null;
}
interface ComparisonTable {
  county: string;
  id: string;
  case_id: string;
  village_code: string;
  department: DepartmentCode;
  subject: ComparisonSubject;
  member_id: string;
  person_name: string;
  id_number: Generated<string>;
  asked_at: Instant;
  hit: boolean | null;
  detail: Generated<string>;
  answered_at: MaybeInstant;
  answered_by: string | null;
  explanation: Generated<string>;
  explained_at: MaybeInstant;
  explained_by: string | null;
  superseded_at: MaybeInstant;
}
interface VillageLogTable {
  county: string;
  village_code: string;
  seq: number;
  entity: 'task' | 'household' | 'case';
  entity_id: string;
  gone: Generated<boolean>;
}
interface AuditTable {
  county: string;
  id: ColumnType<string, never, never>;
  at: InstantWithDefault;
  account_id: string | null;
  action: string;
  entity: string;
  entity_id: string;
  village_code: string | null;
  detail: JsonWithDefault<Record<string, unknown>>;
}
export type JobState = 'waiting' | 'running' | 'done' | 'failed';
interface JobTable {
  county: string;
  id: string;
  kind: string;
  state: ColumnType<JobState, JobState | undefined, JobState>;
  input: Json<unknown>;
  done: Generated<number>;
  total: Generated<number>;
  message: Generated<string>;
  result: MaybeJson<unknown>;
  author_id: string | null;
  attempts: Generated<number>;
  created_at: InstantWithDefault;
  updated_at: InstantWithDefault;
}

interface SignInSlipTable {
  key: Buffer;
  failures: number;
  since: Instant;
}

interface SurveyFormTable {
  county: string;
  hash: string;
  form_id: string;
  version: string;
  title: string;
  definition: Json<Definition>;
  source_name: Generated<string>;
  author_id: string | null;
  published_at: InstantWithDefault;
}
interface FormUseTable {
  county: string;
  hash: string;
  use: FormUse;
  begun_at: Instant;
  begun_by: string | null;
  ended_at: MaybeInstant;
  ended_by: string | null | undefined;
}

interface QualityRunTable {
  county: string;
  id: string;
  begun_at: Instant;
  finished_at: MaybeInstant;
  author_name: Generated<string>;
}
interface QualityVillageTable {
  county: string;
  run_id: string;
  village_code: string;
  households: number;
  with_findings: number;
}
interface FindingTable {
  county: string;
  id: Generated<number>;
  run_id: string;
  village_code: string;
  household_id: string;
  code: string;
  severity: Severity;
  instance_id: string;
  key: string;
  message: string;
  found_at: Instant;
}

export interface Tables {
  quality_run: QualityRunTable;
  quality_village: QualityVillageTable;
  finding: FindingTable;
  survey_form: SurveyFormTable;
  form_use: FormUseTable;
  county: CountyTable;
  division: DivisionTable;
  village: VillageTable;
  division_alias: DivisionAliasTable;
  judgement: JudgementTable;
  remark_settled: RemarkSettledTable;
  evidence: EvidenceTable;
  evidence_file: EvidenceFileTable;
  policy: PolicyTable;
  account: AccountTable;
  session: SessionTable;
  setup_link: SetupLinkTable;
  sign_in_slip: SignInSlipTable;
  device: DeviceTable;
  sealing_key: SealingKeyTable;
  sealing_secret: SealingSecretTable;
  device_key: DeviceKeyTable;
  household: HouseholdTable;
  household_version: HouseholdVersionTable;
  household_conflict: HouseholdConflictTable;
  member: MemberTable;
  group_collector: GroupCollectorTable;
  import_batch: ImportBatchTable;
  task: TaskTable;
  lead: LeadTable;
  hand_in: HandInTable;
  hand_in_dispute: HandInDisputeTable;
  review: ReviewTable;
  monitor_case: MonitorCaseTable;
  case_entry: CaseEntryTable;
  comparison: ComparisonTable;
  village_log: VillageLogTable;
  audit: AuditTable;
  job: JobTable;
}
