// Judges hand-ins against what the ledger knows of their tasks, one after the other and each alone; says what shall happen, changes nothing.
import { createHash } from 'node:crypto';
import { withinScope } from '../../domain/division.ts';
import type { Submission } from '../../domain/survey/answers.ts';
import { HAND_IN_STATES, type TaskOrigin, type TaskState } from '../../domain/task.ts';
import type { ProblemName } from '../../wire/problem.ts';
import { canonicalJson, type HandIn, type Receipt } from '../../wire/sync.ts';
import type { Asker } from './asker.ts';
import { handInOf } from './well-formed.ts';

/** `raw` is the record as it came, so that nothing that a newer phone adds is lost and the hash stays true; `content` its content as JSON text. */
export interface Arrival {
  handIn: HandIn;
  raw: HandIn;
  content: string;
}

export interface KnownTask {
  id: string;
  villageCode: string;
  householdId: string | null;
  state: TaskState;
  revision: number;
  assignedTo: string | null;
  lastHandInId: string | null;
}

/** What the ledger holds about the tasks, households and ids of a batch. Judging moves `tasks` on as if the effects were already there. */
export interface Standing {
  received: Map<string, { hash: string; receivedAt: string }>;
  tasks: Map<string, KnownTask>;
  /** The open task of a household, in whatever village. */
  openOf: Map<string, KnownTask>;
  /** Village of each household named. */
  households: Map<string, string>;
  /** Forms ever published here, as `formName` writes them, of those that the batch names. */
  forms: ReadonlySet<string>;
}

/** The forms that a check was filled on; the core survey is none. */
export const formsNamed = ({ handIn: { content } }: Arrival): Submission[] => [content.survey, ...content.supplements];

export const formName = (form: string, version: string): string => JSON.stringify([form, version]);

export interface Effect {
  arrival: Arrival;
  task: KnownTask;
  /** A check without a task brings its own. */
  newTask: { origin: TaskOrigin } | null;
  revision: number;
  /** The hand-in that it came second to: the task stays as it is, and the county's pass brings both together. */
  beside: string | null;
}

export interface Verdicts {
  receipts: Receipt[];
  effects: Effect[];
  /** Refused, and kept for a person to look at. */
  disputes: Arrival[];
}

/** Sound, and of a village that the sender does not look after: refused, unless it was received while they did. */
export interface Outside {
  outside: Receipt;
  hash: string;
}

const refused = (id: string, problem: ProblemName, message: string): Receipt => ({ outcome: 'refused', id, problem, message });

/** What can be said of a record without looking anywhere: its shape, its hash, its village. A receipt means refused. */
export function readArrival(raw: unknown, asker: Asker): Arrival | Outside | Receipt {
  try {
    return readRecord(raw, asker);
  } catch (error) {
    // Nested deeper than the stack reaches: no record of ours, and it must not end the request that brings it.
    if (!(error instanceof RangeError)) throw error;
    return unreadable(raw, '');
  }
}

const unreadable = (raw: unknown, path: string): Receipt => {
  const id = typeof (raw as { id?: unknown } | null)?.id === 'string' ? String((raw as { id: string }).id).slice(0, 100) : '';
  return refused(id, 'malformed', `这条记录的格式不对（${path || '整条'}），请更新应用后重新填写；内容还在手机上`);
};

function readRecord(raw: unknown, asker: Asker): Arrival | Outside | Receipt {
  const read = handInOf(raw);
  if ('wrongAt' in read) return unreadable(raw, read.wrongAt);
  const { handIn } = read;
  const { hash, ...rest } = raw as HandIn;
  const content = JSON.stringify(rest.content);
  if (!isSealedBy(hash, rest, content)) {
    return refused(handIn.id, 'malformed', '这条记录在手机上损坏了，请重新核对后再提交');
  }
  if (!withinScope(handIn.villageCode, asker.scope)) {
    return { outside: refused(handIn.id, 'forbidden', '这条记录所在的村不归您负责，请联系县级管理员'), hash };
  }
  return { handIn, raw: raw as HandIn, content };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Phones send the fields in the order of the hash: then the plain text of what was parsed is the canonical one, and nothing has to be sorted. */
function isSealedBy(hash: string, rest: object, content: string): boolean {
  const fields = Object.entries(rest).map(([name, value]) => `${JSON.stringify(name)}:${name === 'content' ? content : JSON.stringify(value)}`);
  return sha256(`{${fields.join(',')}}`) === hash || sha256(canonicalJson(rest)) === hash;
}

/** Receipts come in the order of the arrivals. */
export function judge(arrivals: readonly Arrival[], standing: Standing, asker: Asker, receivedAt: string): Verdicts {
  const verdicts: Verdicts = { receipts: [], effects: [], disputes: [] };
  for (const arrival of arrivals) verdicts.receipts.push(judgeOne(arrival, standing, asker, receivedAt, verdicts));
  return verdicts;
}

function judgeOne(arrival: Arrival, standing: Standing, asker: Asker, receivedAt: string, verdicts: Verdicts): Receipt {
  const { handIn } = arrival;
  const { id, hash } = handIn;
  const before = standing.received.get(id);
  if (before?.hash === hash) return { outcome: 'accepted', id, hash, receivedAt: before.receivedAt };
  const keep = (problem: ProblemName, message: string): Receipt => {
    verdicts.disputes.push(arrival);
    return refused(id, problem, message);
  };
  if (before) return keep('conflict', '同一编号已上报过不同的内容，两份都已保留，请联系乡镇核对');
  const stranger = formsNamed(arrival).find((one) => !standing.forms.has(formName(one.form, one.version)));
  if (stranger) {
    const named = `${stranger.form.slice(0, 60)} ${stranger.version.slice(0, 30)}`.trim();
    return keep('notFound', `填写用的表（${named}）不是本县发布的，没有收下；内容已保留，请联系县级管理员发布这张表`);
  }
  const found = findTask(arrival, standing, asker, keep);
  if ('outcome' in found) return found;
  const { task } = found;
  if (found.as === 'second') {
    verdicts.effects.push({ arrival, task, newTask: null, revision: task.revision, beside: task.lastHandInId });
  } else {
    const revision = task.revision + 1;
    verdicts.effects.push({ arrival, task, newTask: found.as === 'new' ? { origin: handIn.origin } : null, revision, beside: null });
    Object.assign(task, { state: 'submitted', revision, lastHandInId: id } satisfies Partial<KnownTask>);
  }
  standing.received.set(id, { hash, receivedAt });
  return { outcome: 'accepted', id, hash, receivedAt };
}

/** Somebody has handed in and the county has not decided: who was at the same door is heard too. A task about a person whom the archive doesn't know has nothing to bring together. */
const isWithOffice = ({ state, householdId, lastHandInId }: KnownTask): boolean =>
  (state === 'submitted' || state === 'reviewed') && householdId !== null && lastHandInId !== null;

type Keep = (problem: ProblemName, message: string) => Receipt;

/** The task that a hand-in answers: its own, the household's open one that a self-started check joins, or a new one. */
function findTask({ handIn }: Arrival, standing: Standing, asker: Asker, keep: Keep): { task: KnownTask; as: 'own' | 'new' | 'second' } | Receipt {
  const own = standing.tasks.get(handIn.taskId);
  const selfStarted = handIn.origin === 'self' || handIn.origin === 'round';
  const joined = own ?? (selfStarted && handIn.householdId ? standing.openOf.get(handIn.householdId) : undefined);
  if (joined) {
    if (joined.villageCode !== handIn.villageCode) return keep('conflict', '这户已转到别的村，请联系乡镇');
    if (joined.assignedTo !== null && joined.assignedTo !== asker.accountId) return keep('conflict', '这个任务已交给别的采集员，请与乡镇核对');
    if (joined.state === 'withdrawn') return keep('conflict', '这个任务已被县里撤回，内容已保留');
    if (isWithOffice(joined)) return { task: joined, as: 'second' };
    if (!HAND_IN_STATES.includes(joined.state)) return keep('alreadyDecided', '这户已有人上报核查结果，两份都已保留，请与乡镇核对');
    // A check begun before somebody else's was handed in and returned has not seen that return.
    if (own && handIn.revision !== own.revision + 1)
      return keep('conflict', '您填写期间这户已上报过并被退回，两份都已保留，请打开任务按退回原因重新提交');
    return { task: joined, as: 'own' };
  }
  if (!selfStarted) return keep('notFound', '没有找到这个任务，可能已移走；内容已保留，请联系乡镇');
  if (handIn.householdId !== null && standing.households.get(handIn.householdId) !== handIn.villageCode) {
    return keep('notFound', '本村没有这一户，可能已移走；内容已保留，请联系乡镇');
  }
  const task: KnownTask = {
    id: handIn.taskId,
    villageCode: handIn.villageCode,
    householdId: handIn.householdId,
    state: 'dispatched',
    revision: 0,
    assignedTo: null,
    lastHandInId: null,
  };
  standing.tasks.set(task.id, task);
  if (task.householdId) standing.openOf.set(task.householdId, task);
  return { task, as: 'new' };
}

export const isReceipt = (read: Arrival | Outside | Receipt): read is Receipt => 'outcome' in read;
export const isOutside = (read: Arrival | Outside | Receipt): read is Outside => 'outside' in read;

/** Its id, or that of the task it brings, belongs to a record of another village: nothing is said of that one. */
export const takenReceipt = (id: string): Receipt =>
  refused(id, 'conflict', '这条记录的编号与别处的记录重复，没有收下；内容已保留，请联系乡镇核对，或重新填写后再提交');

/** The most that a person may be told of a database that failed on one record. */
export const failedReceipt = (id: string, unstorable: boolean): Receipt =>
  unstorable
    ? refused(id, 'malformed', '这条记录里有存不下的字符，请重新核对文字后再提交；内容还在手机上')
    : refused(id, 'internal', '服务器处理这一条时出错，会自动再试；内容还在手机上');
