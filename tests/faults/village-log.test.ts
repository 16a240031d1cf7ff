// The village log on several servers: what number a change has and when others see it agree, so that a reader with cursors never misses one.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemOf } from '../../src/server/ledger/asker.ts';
import { pull } from '../../src/server/ledger/pull.ts';
import type { SyncPage } from '../../src/wire/sync.ts';
import { COUNTY, smallCounty } from '../support/county.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { CLASSIC_BUGS } from './classic-bugs.ts';
import { type Fleet, openFleet, type Server } from './support/fleet.ts';
import { foundPlace, type Place } from './support/place.ts';
import type { Act } from './support/writer.ts';

const SERVERS = 4;
const WRITERS = 32;

let db: FreshDatabase;
let fleet: Fleet;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
  for (const sql of CLASSIC_BUGS[process.env.RUHU_CLASSIC_BUG ?? '']?.sql ?? []) await db.sql(sql);
  fleet = await openFleet(db.address, SERVERS);
});
afterAll(async () => {
  await fleet.close();
  await db.drop();
});

/** What one writer does: which of the six tasks each time, and how long it thinks before it draws its numbers and before it ends. */
const writer = fc.array(
  fc.record({
    tasks: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 3 }),
    beforeMs: fc.constantFrom(0, 0, 1, 4),
    afterMs: fc.constantFrom(0, 0, 2, 8),
  }),
  { minLength: 1, maxLength: 3 },
);
const plan = fc.array(writer, { minLength: WRITERS, maxLength: WRITERS });

let places = 5000;

test(`${WRITERS} writers on ${SERVERS} servers at once: no cursor ever passes a change that was not delivered, and no number is left out`, {
  timeout: 180_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (writers) => {
      const place = await foundPlace(db.ledger, places++);
      const tasks = await db.sql<{ id: string; villageCode: string }>(
        'SELECT id, village_code AS "villageCode" FROM task WHERE village_code = ANY ($1) ORDER BY id',
        [place.villages],
      );
      const before = await numbersOf(place);
      const acts = writers.map((turns, n) =>
        turns.map(({ tasks: which, beforeMs, afterMs }, turn): Act => {
          const chosen = which.sort().flatMap((at) => tasks[at] ?? []);
          return { tasks: chosen, title: `${n}-${turn}`, beforeMs, afterMs };
        }),
      );
      const servers: Server[] = [];
      for (let n = 0; n < SERVERS; n++) servers.push(await fleet.pick());
      expect(new Set(servers).size).toBe(SERVERS);
      let writing = true;
      const reading = read(place, () => writing);
      reading.catch(() => undefined);
      const written = await Promise.all(
        servers.map((server, n) => server.write({ county: COUNTY, writers: acts.filter((_, at) => at % SERVERS === n) })),
      ).finally(() => {
        writing = false;
      });
      const held = await reading;
      expect(written.reduce((sum, count) => sum + count, 0)).toBe(acts.flat().length);
      const rows = await db.sql<{ id: string; title: string }>('SELECT id, title FROM task WHERE village_code = ANY ($1)', [place.villages]);
      expect(held).toEqual(new Map(rows.map((row) => [row.id, row.title])));
      const after = await numbersOf(place);
      const drawn = (code: string): number => acts.flat().flatMap((act) => act.tasks.filter((task) => task.villageCode === code)).length;
      if (process.env.RUHU_CLASSIC_BUG === undefined)
        for (const code of place.villages) expect((after.get(code) ?? 0) - (before.get(code) ?? 0)).toBe(drawn(code));
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

const numbersOf = async ({ villages }: Place): Promise<Map<string, number>> => {
  const rows = await db.sql<{ code: string; seq: string }>('SELECT code, seq FROM village WHERE code = ANY ($1)', [villages]);
  return new Map(rows.map((row) => [row.code, Number(row.seq)]));
};

/** Asks again and again for what is above its cursors, looking each time whether anything at or below them is other than what it was told; returns titles by task. */
async function read(place: Place, goingOn: () => boolean): Promise<Map<string, string>> {
  const held = new Map<string, string>();
  let cursors: Record<string, number> = {};
  // The collector whom one of the tasks is for: nothing of these villages is hidden.
  const asker = { ...systemOf(COUNTY), scope: place.villages, accountId: place.collectors[1]?.account.id ?? null };
  for (let last = false; ; ) {
    const lines = await pull(db.ledger, asker, cursors, [], () => new Date());
    const pages = lines.map((line) => JSON.parse(line) as SyncPage);
    for (const change of pages.flatMap((page) => page.changes)) if (change.kind === 'task') held.set(change.task.id, change.task.title);
    cursors = Object.assign({}, cursors, ...pages.map((page) => page.cursors));
    // In one statement, hence of one moment: a number at or below the cursor is this task's newest.
    const passed = await db.sql<{ id: string; title: string; seq: string; code: string }>(
      `SELECT t.id, t.title, l.seq, l.village_code AS code FROM village_log l JOIN task t ON t.county = l.county AND t.id = l.entity_id
       JOIN unnest($1::text[], $2::bigint[]) AS c(code, cursor) ON c.code = l.village_code AND l.seq <= c.cursor WHERE l.entity = 'task'`,
      [Object.keys(cursors), Object.values(cursors)],
    );
    for (const { id, title, seq, code } of passed)
      if (held.get(id) !== title)
        throw new Error(`the cursor ${cursors[code]} has passed number ${seq}, which says ${title} and not ${held.get(id)}`);
    if (last) return held;
    last = !goingOn();
  }
}
