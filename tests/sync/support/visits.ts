// Visits for the stories on the server's side: tasks dispatched as the county would, hand-ins as a phone would seal them.
import type { Task } from '../../../src/domain/task.ts';
import type { CheckContent } from '../../../src/domain/visit.ts';
import { systemOf } from '../../../src/server/ledger/asker.ts';
import type { Ledger } from '../../../src/server/ledger/open-ledger.ts';
import { logChanges } from '../../../src/server/ledger/village-log.ts';
import { type Change, type HandIn, handInHash, SyncPage } from '../../../src/wire/sync.ts';
import { COUNTY, SUNWANG, uuid } from '../../support/county.ts';
import { notIncluded } from './people.ts';

export const HASHES = { none: '0'.repeat(64) };

/** Dispatches tasks `numbers` of a village: task n is about household n where there is one (n ≤ 6), else about a person only. */
export async function dispatchTasks(
  ledger: Ledger,
  numbers: readonly number[],
  more: { villageCode?: string; assignedTo?: string | null; dueOn?: string } = {},
): Promise<void> {
  const villageCode = more.villageCode ?? SUNWANG;
  await ledger.within(systemOf(COUNTY), async (tx) => {
    await tx
      .insertInto('task')
      .values(
        numbers.map((n) => ({
          county: COUNTY,
          id: uuid('t', n),
          village_code: villageCode,
          household_id: n <= 6 ? uuid('h', n) : null,
          person_name: `王银环${n}`,
          origin: 'lead' as const,
          due_on: more.dueOn ?? '2026-12-01',
          assigned_to: more.assignedTo ?? null,
          state: 'dispatched' as const,
        })),
      )
      .execute();
    await logChanges(
      tx,
      COUNTY,
      numbers.map((n) => ({ villageCode, entity: 'task', id: uuid('t', n) })),
    );
  });
}

/** Moves a task as an office would. */
export async function moveTask(ledger: Ledger, n: number, to: Task['state'], villageCode = SUNWANG): Promise<void> {
  await ledger.within(systemOf(COUNTY), async (tx) => {
    const returned = { reason: '缺少说明', text: '请写清楚', fields: [], level: 'township', byName: '孙乡办', at: '2026-11-21T03:00:00.000Z' };
    await tx
      .updateTable('task')
      .set({ state: to, returned: to === 'returned' ? JSON.stringify(returned) : null })
      .where('county', '=', COUNTY)
      .where('id', '=', uuid('t', n))
      .execute();
    await logChanges(tx, COUNTY, [{ villageCode, entity: 'task', id: uuid('t', n) }]);
  });
}

/** A sealed hand-in number `n` for task `n`. */
export async function handIn(n: number, more: Partial<HandIn> = {}, content: CheckContent = notIncluded()): Promise<HandIn> {
  const unsealed: Omit<HandIn, 'hash'> = {
    id: uuid('i', n),
    kind: 'check',
    number: n,
    villageCode: SUNWANG,
    householdId: n <= 6 ? uuid('h', n) : null,
    taskId: uuid('t', n),
    origin: 'lead',
    revision: 1,
    seenVersion: 1,
    madeAt: '2026-11-21T01:00:00.000Z',
    clockOffsetMs: null,
    content,
    ...more,
  };
  return { ...unsealed, hash: await handInHash(unsealed) };
}

/** The pages of a pull, held against the wire's own schema. */
export const pagesOf = (lines: readonly string[]): SyncPage[] => lines.map((line) => SyncPage.parse(JSON.parse(line)));

export const changesOf = (pages: readonly SyncPage[]): Change[] => pages.flatMap((page) => page.changes);
