// The network at its worst, from a printed seed: after healing every hand-in is on the server exactly once and the phone equals the server's view of its scope.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pull } from '../../src/server/ledger/pull.ts';
import { asker, SUNWANG, uuid } from '../support/county.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Fault, pickUpPhone } from './support/phone-in-hand.ts';
import { changesOf, dispatchTasks, moveTask, pagesOf } from './support/visits.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 5, arbitrary: fc.double({ min: 0, max: 0.999, noNaN: true }).map((at): Fault => ({ kind: 'cut', at })) },
  { weight: 1, arbitrary: fc.nat(25).map((afterMs): Fault => ({ kind: 'restart', afterMs })) },
  {
    weight: 8,
    arbitrary: fc.constantFrom<Fault>(
      { kind: 'none' },
      { kind: 'dropRequest' },
      { kind: 'dropReply' },
      { kind: 'duplicate' },
      { kind: 'portal' },
      { kind: 'badGateway' },
      { kind: 'serverError' },
      { kind: 'signedOut' },
      { kind: 'tooLarge' },
    ),
  },
);
/** What happens next: a visit, a pass over a bad network, the office moving a task on, somebody setting the phone's clock up to a year back or forth. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ do: 'visit' as const }) },
  { weight: 5, arbitrary: fc.array(fault, { minLength: 1, maxLength: 3 }).map((faults) => ({ do: 'pass' as const, faults })) },
  { weight: 1, arbitrary: fc.constant({ do: 'office' as const }) },
  { weight: 1, arbitrary: fc.integer({ min: -365, max: 365 }).map((days) => ({ do: 'clock' as const, days })) },
);

const sorted = <T extends { id: string }>(list: readonly T[]): T[] => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
let next = 1000;

/** RUHU_SCHEDULES=10000 for a night's run. */
const SCHEDULES = Number(process.env.RUHU_SCHEDULES ?? 120);

test(`${SCHEDULES} schedules of drops, lost replies, duplicates, cuts at any byte, strangers, restarts and clocks that are set`, {
  timeout: 60_000 + SCHEDULES * 2000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const numbers = Array.from({ length: 4 }, () => next++);
      await dispatchTasks(server.db.ledger, numbers);
      const phone = await pickUpPhone(server, 'sunwang');
      try {
        await phone.sync.now();
        const made: string[] = [];
        const toVisit = [...numbers];
        for (const one of steps) {
          if (one.do === 'visit') {
            const task = toVisit.length > 0 ? await phone.store.task(uuid('t', toVisit.shift() ?? 0)) : undefined;
            if (task) made.push((await phone.visit(task)).id);
          } else if (one.do === 'pass') {
            phone.faults.push(...one.faults);
            await phone.sync.now();
          } else if (one.do === 'clock') phone.clock.offMs = one.days * 86_400_000;
          else await moveTask(server.db.ledger, numbers[3] ?? 0, 'withdrawn');
        }
        phone.faults.length = 0;
        await phone.sync.now();
        const kept = await phone.store.handIns();
        expect(kept.map((one) => one.handIn.id).sort()).toEqual([...made].sort());
        // Refused is only what the office withdrew in between; all the rest is there once.
        const received = kept.filter((one) => one.state === 'received').map((one) => one.handIn.id);
        const refused = kept.filter((one) => one.state === 'refused').map((one) => one.handIn.taskId);
        expect(refused.filter((taskId) => taskId !== uuid('t', numbers[3] ?? 0))).toEqual([]);
        expect(received.length + refused.length).toBe(made.length);
        const rows = await server.db.sql<{ id: string; n: string }>(
          `SELECT h.id, (SELECT count(*) FROM audit a WHERE a.entity_id = h.id::text AND a.action = 'handIn.accept') AS n FROM hand_in h WHERE h.task_id = ANY ($1)`,
          [numbers.map((n) => uuid('t', n))],
        );
        expect(rows.map((row) => row.id).sort()).toEqual([...received].sort());
        expect(rows.every((row) => Number(row.n) === 1)).toBe(true);
        const truth = changesOf(pagesOf(await pull(server.db.ledger, asker('sunwang'), {}, [], server.clock.now)));
        expect(sorted(await phone.store.tasks())).toEqual(sorted(truth.flatMap((change) => (change.kind === 'task' ? [change.task] : []))));
        expect((await phone.store.householdLines()).map((line) => line.id).sort()).toEqual(
          truth.flatMap((change) => (change.kind === 'household' ? [change.household.id] : [])).sort(),
        );
      } finally {
        phone.putDown();
        await server.db.sql("UPDATE task SET state = 'closed', updated_at = '2026-01-01' WHERE village_code = $1", [SUNWANG]);
      }
    }),
    { numRuns: SCHEDULES },
  );
});
