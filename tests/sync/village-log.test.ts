// The village log under many hands: a cursor never passes a change that was not delivered.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemOf } from '../../src/server/ledger/asker.ts';
import type { Ledger } from '../../src/server/ledger/open-ledger.ts';
import { pull } from '../../src/server/ledger/pull.ts';
import { logChanges } from '../../src/server/ledger/village-log.ts';
import { asker, COUNTY, MOLI_VILLAGE, SUNWANG, smallCounty, uuid, XUNWANG } from '../support/county.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { changesOf, dispatchTasks, pagesOf } from './support/visits.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
});
afterAll(() => db.drop());

const collector = asker('sunwang');
const clock = (): Date => new Date('2026-11-21T04:00:00.000Z');
const hear = async (cursors: Record<string, number>, ledger: Ledger = db.ledger) => {
  const pages = pagesOf(await pull(ledger, collector, cursors, [], clock));
  return { pages, changes: changesOf(pages), cursors: Object.assign({}, cursors, ...pages.map((page) => page.cursors)) as Record<string, number> };
};

test('bulk acts over the same villages in any order wait for each other instead of dead-locking', async () => {
  const codes = [SUNWANG, XUNWANG, MOLI_VILLAGE];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.shuffledSubarray(codes, { minLength: 1 }), { minLength: 4, maxLength: 8 }), async (acts) => {
      const before = await seqs();
      await Promise.all(
        acts.map((order, act) =>
          db.ledger.within(systemOf(COUNTY), (tx) =>
            logChanges(
              tx,
              COUNTY,
              order.flatMap((villageCode) => [1, 2].map((n) => ({ villageCode, entity: 'household' as const, id: uuid('h', 100 + act * 10 + n) }))),
            ),
          ),
        ),
      );
      const after = await seqs();
      for (const code of codes) {
        const drawn = acts.filter((order) => order.includes(code)).length * 2;
        expect((after.get(code) ?? 0) - (before.get(code) ?? 0)).toBe(drawn);
      }
    }),
    { numRuns: 15 },
  );
});

const seqs = async (): Promise<Map<string, number>> => {
  const rows = await db.sql<{ code: string; seq: string }>('SELECT code, seq FROM village');
  return new Map(rows.map((row) => [row.code, Number(row.seq)]));
};

test('within a snapshot the tasks come first, by due date, each with its household, and the cursor stands on the last page only', async () => {
  await db.sql("UPDATE task SET state = 'withdrawn' WHERE village_code = $1", [SUNWANG]);
  await dispatchTasks(db.ledger, [2], { dueOn: '2026-11-30' });
  await dispatchTasks(db.ledger, [1], { dueOn: '2026-11-25' });
  await dispatchTasks(
    db.ledger,
    Array.from({ length: 200 }, (_, n) => 700 + n),
    { dueOn: '2026-12-24' },
  );
  const { pages, changes } = await hear({});
  expect(
    changes.slice(0, 4).map((change) => (change.kind === 'task' ? change.task.id : change.kind === 'household' ? change.household.id : '')),
  ).toEqual([uuid('t', 1), uuid('h', 1), uuid('t', 2), uuid('h', 2)]);
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.map((page) => Object.keys(page.cursors).length)).toEqual([...pages.slice(1).map(() => 0), 1]);
  expect(pages.map((page) => page.end)).toEqual([...pages.slice(1).map(() => false), true]);
});

test('a cursor from before a restored backup asks for everything again', async () => {
  const { pages } = await hear({ [SUNWANG]: 999_999_999 });
  expect(pages[0]?.villages?.[0]?.reply).toBe('snapshot');
});

test('nothing new is one small page', async () => {
  const { cursors } = await hear({});
  const lines = await pull(db.ledger, collector, cursors, [], clock);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.length).toBeLessThan(300);
});

/** The ledger, with something that is committed right after the households were read and before their members are. */
function whileReading(act: () => Promise<unknown>): Ledger {
  let acted = false;
  return {
    ...db.ledger,
    within: (who, work, options) =>
      db.ledger.within(
        who,
        (tx) =>
          work(
            tx.withPlugin({
              transformQuery: ({ node }) => node,
              async transformResult({ result }) {
                if (!acted && result.rows.some((row) => 'head' in row)) {
                  acted = true;
                  await act();
                }
                return result;
              },
            }) as typeof tx,
          ),
        options,
      ),
  };
}

test('a household that changes while it is read comes whole as it was, and whole as it is with the next pass', async () => {
  const rename = (): Promise<unknown> =>
    db.ledger.within(systemOf(COUNTY), async (tx) => {
      await tx
        .updateTable('household')
        .set({ version: 2, head_name: '王新国' })
        .where('county', '=', COUNTY)
        .where('id', '=', uuid('h', 1))
        .execute();
      await tx
        .updateTable('member')
        .set({ name: '王新国' })
        .where('county', '=', COUNTY)
        .where('household_id', '=', uuid('h', 1))
        .where('position', '=', 0)
        .execute();
      await logChanges(tx, COUNTY, [{ villageCode: SUNWANG, entity: 'household', id: uuid('h', 1) }]);
    });
  const namesIn = (changes: Awaited<ReturnType<typeof hear>>['changes']): string[] =>
    changes.flatMap((change) =>
      change.kind === 'household' && change.household.id === uuid('h', 1) ? [change.household.headName, change.household.members[0]?.name ?? ''] : [],
    );
  const meanwhile = await hear({}, whileReading(rename));
  expect(namesIn(meanwhile.changes)).toEqual(['王建国', '王建国']);
  const next = await hear(meanwhile.cursors);
  expect(namesIn(next.changes)).toEqual(['王新国', '王新国']);
});
