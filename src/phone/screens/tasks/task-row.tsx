// One task in the list: who, how many, where, when it is due, what it is about and where it stands.
import { DEPARTMENT_NAMES } from '../../../domain/department-name.ts';
import type { Task } from '../../../domain/task.ts';
import { Tag, type Tone } from '../../../ui/cell.tsx';
import { daysBetween, sayDay, sayYuan, weekday } from '../../../words/common/say.ts';
import { draftByTask, lineById, unsentByTask } from '../state/archive.ts';
import { today } from '../state/clock.ts';
import { common, language, w } from '../state/look.ts';
import { isToDo, type PhoneTaskState, type TaskLine } from './task-state.ts';

const TONES: Record<PhoneTaskState, Tone> = {
  dispatched: 'plain',
  drafting: 'info',
  waiting: 'warn',
  submitted: 'info',
  returned: 'bad',
  reviewed: 'good',
  audited: 'good',
  closed: 'plain',
  withdrawn: 'plain',
};

export function StateTag({ state }: { state: PhoneTaskState }) {
  return <Tag tone={TONES[state]}>{common().taskStates[state]}</Tag>;
}

/** What the task is about, in one line: the first signal, or what started it. */
export function aboutOf(task: Task): string {
  const lead = task.leads[0];
  if (!lead) return task.title || common().origins[task.origin];
  const who = lead.personName !== task.personName ? `${lead.personName} ` : '';
  const amount = lead.amount === null ? '' : ` ${sayYuan(lead.amount, language.value)}`;
  const more = task.leads.length > 1 ? ` ${w().tasks.more(task.leads.length)}` : '';
  return `${who}${lead.indicatorText}${amount}${more}`;
}

export function Due({ line }: { line: TaskLine }) {
  if (!isToDo(line.state)) return <StateTag state={line.state} />;
  const days = daysBetween(today.value, line.task.dueOn);
  if (days < 0) return <span class="due due-late">{w().tasks.late(-days)}</span>;
  if (days === 0) return <span class="due due-today">{w().common.today}</span>;
  return <span class="due">{days < 7 ? weekday(line.task.dueOn, language.value) : sayDay(line.task.dueOn, language.value, today.value)}</span>;
}

export function TaskRow({ line, edge }: { line: TaskLine; edge: string }) {
  const { task, state } = line;
  const household = task.householdId ? lineById.value.get(task.householdId) : undefined;
  const draft = draftByTask.value.get(task.id);
  const refused = unsentByTask.value.get(task.id)?.refused;
  const where = [household ? w().common.people(household.size) : '', line.groupName].filter(Boolean).join(w().common.dot);
  const lead = task.leads[0];
  return (
    <a class={`task ${edge}`} href={`/tasks/${task.id}`}>
      <span class="task-top">
        <span class="task-name">
          {task.personName} <small>{where}</small>
        </span>
        <Due line={line} />
      </span>
      <span class="task-about">
        {task.state === 'returned' && isToDo(state) ? <StateTag state="returned" /> : null}
        {refused ? <Tag tone="bad">{w().sync.refused(1)}</Tag> : null}
        {draft ? <Tag>{w().tasks.progress(draft.percent)}</Tag> : null}
        {lead ? <Tag tone="plain">{DEPARTMENT_NAMES[lead.department]}</Tag> : null}
        <span>
          {task.state === 'returned' && task.returned && isToDo(state)
            ? [task.returned.reason, task.returned.text].filter(Boolean).join(language.value === 'zh' ? '：' : ': ')
            : aboutOf(task)}
        </span>
      </span>
    </a>
  );
}
