// Which checks of the queue are chosen: one by one, or every one of the filter, also those that were not scrolled to.
import { useRef } from 'preact/hooks';
import { type QueuedCheck, QueuedChecks, type TaskItem } from '../../wire/desk.ts';
import { call, type Failure } from '../call.ts';
import { type Selection, useSelection } from '../selection.ts';

export type { QueuedCheck };

export interface Choice {
  selection: Selection;
  /** What is chosen, each with the hand-in that stood in the queue when it was chosen. */
  checks: () => QueuedCheck[];
  toggle: (row: TaskItem) => void;
  /** Chooses all of the filter; says how many there are and how many of them were taken. */
  all: (filter: Readonly<Record<string, string>>) => Promise<{ taken: number; total: number } | Failure>;
}

export const queued = (row: TaskItem): QueuedCheck[] =>
  row.handInId
    ? [
        {
          taskId: row.id,
          handInId: row.handInId,
          headName: row.headName,
          include: row.result?.include ?? false,
          remarkCount: row.remarkCount,
        },
      ]
    : [];

export function useChoice(): Choice {
  const selection = useSelection();
  const known = useRef(new Map<string, QueuedCheck>());
  return {
    selection,
    checks: () => selection.ids.flatMap((id) => known.current.get(id) ?? []),
    toggle: (row) => {
      for (const check of queued(row)) known.current.set(row.id, check);
      selection.toggle(row.id);
    },
    all: async (filter) => {
      const reply = await call('/api/reviews/all', QueuedChecks, { query: filter });
      if (!reply.ok) return reply.failure;
      const { checks, total } = reply.value;
      for (const check of checks) known.current.set(check.taskId, check);
      selection.put(
        checks.map((check) => check.taskId),
        true,
      );
      return { taken: checks.length, total };
    },
  };
}
