// Where a task stands for this collector: the server's state, or 填写中 and 待上报, which only this phone knows; and the order of the list.
import type { Task } from '../../../domain/task.ts';
import { daysBetween } from '../../../words/common/say.ts';

export type PhoneTaskState = Task['state'] | 'drafting' | 'waiting';

/** What the phone itself holds about a task. */
export interface OnThisPhone {
  draft: boolean;
  /** A hand-in without receipt. */
  unsent: boolean;
}

export function phoneState(task: Pick<Task, 'state'>, here: OnThisPhone): PhoneTaskState {
  if (here.draft) return 'drafting';
  if (here.unsent) return 'waiting';
  return task.state;
}

/** Whether it is still the village's to do. */
export const isToDo = (state: PhoneTaskState): boolean => state === 'dispatched' || state === 'returned' || state === 'drafting';

export const SECTIONS = ['returned', 'late', 'today', 'week', 'later', 'done'] as const;
export type Section = (typeof SECTIONS)[number];

/** Days from Monday: how many days of this calendar week are left after `today`. */
const daysLeftInWeek = (today: string): number => (7 - new Date(`${today}T12:00:00Z`).getUTCDay()) % 7;

/** The heading under which a task stands. 本周 ends on Sunday. What came back stands first, whatever its date. */
export function sectionOf(task: Pick<Task, 'state' | 'dueOn'>, state: PhoneTaskState, today: string): Section {
  if (!isToDo(state)) return 'done';
  if (task.state === 'returned') return 'returned';
  const days = daysBetween(today, task.dueOn);
  if (days < 0) return 'late';
  if (days === 0) return 'today';
  return days <= daysLeftInWeek(today) ? 'week' : 'later';
}

export interface TaskLine {
  task: Task;
  state: PhoneTaskState;
  section: Section;
  groupName: string;
}

/** Made when first asked: the language's order takes a slow phone tens of milliseconds to load, and a cold start does without. */
let collator: Intl.Collator | null = null;

function byName(a: string, b: string): number {
  if (a === b) return 0;
  collator ??= new Intl.Collator('zh-CN');
  return collator.compare(a, b);
}

const byDay = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** To do before done; by section, then date. */
const byUrgency = (a: TaskLine, b: TaskLine): number =>
  SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section) ||
  (a.section === 'done' ? byDay(b.task.dueOn, a.task.dueOn) : byDay(a.task.dueOn, b.task.dueOn));

/** What is equally urgent stands by natural village and name. */
export const inOrder = (a: TaskLine, b: TaskLine): number =>
  byUrgency(a, b) || byName(a.groupName, b.groupName) || byName(a.task.personName, b.task.personName);

/** The same while the natural villages are not read yet: what is equally urgent stands as it stood last, what is new after it. */
export function asItStood(order: readonly string[]): (a: TaskLine, b: TaskLine) => number {
  const ranks = new Map(order.map((id, rank) => [id, rank]));
  const rank = (line: TaskLine): number => ranks.get(line.task.id) ?? order.length;
  return (a, b) => byUrgency(a, b) || rank(a) - rank(b) || byName(a.task.personName, b.task.personName);
}

export const FILTERS = ['all', 'returned', 'late', 'today', 'drafting', 'waiting', 'done'] as const;
export type TaskFilter = (typeof FILTERS)[number];

export function passes(line: TaskLine, filter: TaskFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'returned':
      return line.section === 'returned';
    case 'late':
    case 'today':
      return line.section === filter;
    case 'drafting':
    case 'waiting':
      return line.state === filter;
    case 'done':
      return line.section === 'done' && line.state !== 'waiting';
  }
}

/** `all` counts what is to do: what is done is no work. */
export function countFilters(lines: readonly TaskLine[]): Record<TaskFilter, number> {
  const counted = Object.fromEntries(FILTERS.map((filter) => [filter, 0])) as Record<TaskFilter, number>;
  for (const line of lines) {
    for (const filter of FILTERS) {
      if (filter === 'all' ? line.section !== 'done' : passes(line, filter)) counted[filter]++;
    }
  }
  return counted;
}
