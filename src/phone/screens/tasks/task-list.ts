// The task list put together from what the phone holds: tasks, drafts, unsent hand-ins and the lines of their households.
import { computed, effect } from '@preact/signals';
import { draftByTask, lineById, lines, order, store, tasks, unsentByTask } from '../state/archive.ts';
import { today } from '../state/clock.ts';
import { asItStood, inOrder, phoneState, sectionOf, type TaskLine } from './task-state.ts';

export const taskLines = computed<readonly TaskLine[] | null>(() => {
  if (tasks.value === null) return null;
  return tasks.value
    .filter((task) => task.state !== 'withdrawn' || draftByTask.value.has(task.id) || unsentByTask.value.has(task.id))
    .map((task) => {
      const state = phoneState(task, { draft: draftByTask.value.has(task.id), unsent: unsentByTask.value.has(task.id) });
      const line = task.householdId ? lineById.value.get(task.householdId) : undefined;
      return { task, state, section: sectionOf(task, state, today.value), groupName: line?.groupName ?? '' };
    })
    .sort(lines.value === null && order.value.length > 0 ? asItStood(order.value) : inOrder);
});

const KEEP_AFTER_MS = 1000;

/** Keeps how the list stands once it has come to rest, for the next cold start. It is no work of anybody's: where it cannot be kept, the list orders itself. */
export function keepTheOrder(): void {
  let kept = '';
  effect(() => {
    const into = store.value;
    if (!into || !lines.value || !taskLines.value) return;
    const ids = taskLines.value.map((line) => line.task.id);
    const timer = setTimeout(() => {
      if (ids.join() === kept) return;
      kept = ids.join();
      into.keepOrder(ids).catch(() => undefined);
    }, KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  });
}

/** What to suggest after a check is handed in: the first that is to do, in the same natural village where there is one of the same heading. */
export function nextAfter(taskId: string): TaskLine | null {
  const all = taskLines.value ?? [];
  const groupName = all.find((line) => line.task.id === taskId)?.groupName ?? '';
  const toDo = all.filter((line) => line.section !== 'done' && line.task.id !== taskId);
  const first = toDo[0];
  if (!first) return null;
  return toDo.find((line) => line.section === first.section && line.groupName === groupName) ?? first;
}
