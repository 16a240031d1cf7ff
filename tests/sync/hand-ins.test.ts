// What the ledger does with what phones hand in: each record judged alone, once, with its trace and its receipt.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Policy } from '../../src/domain/policy.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policy-defaults.ts';
import { acceptHandIns } from '../../src/server/ledger/accept-hand-ins.ts';
import { judgeChecks } from '../../src/server/ledger/judge-checks.ts';
import type { Receipt } from '../../src/wire/sync.ts';
import { asker, COUNTY, MOLI_VILLAGE, PEOPLE, SUNWANG, smallCounty, uuid } from '../support/county.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { notIncluded } from './support/people.ts';
import { dispatchTasks, HASHES, handIn, moveTask } from './support/visits.ts';

let db: FreshDatabase;
const NOW = new Date('2026-11-21T04:00:00.000Z');
const policy = DEFAULT_POLICIES[0] as Policy;

beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
});
afterAll(() => db.drop());

const send = (handIns: readonly unknown[], who: keyof typeof PEOPLE = 'sunwang', now = NOW): Promise<Receipt[]> =>
  acceptHandIns(db.ledger, { asker: asker(who), name: PEOPLE[who].name, deviceId: uuid('d', 1), policy }, handIns, now);

const taskRow = async (id: string) => (await db.sql('SELECT * FROM task WHERE id = $1', [id]))[0];
const count = async (what: string, ...values: unknown[]): Promise<number> =>
  Number((await db.sql(`SELECT count(*) AS n FROM ${what}`, values))[0]?.n);
const outcomes = (receipts: readonly Receipt[]): string[] => receipts.map((one) => (one.outcome === 'accepted' ? 'accepted' : one.problem));

describe('a check that arrives', () => {
  test('is received, moves its task on, keeps what was known, and is traced without saying what it said', async () => {
    await dispatchTasks(db.ledger, [1]);
    const sent = await handIn(1);
    expect(await send([sent])).toEqual([{ outcome: 'accepted', id: sent.id, hash: sent.hash, receivedAt: NOW.toISOString() }]);
    expect(await taskRow(uuid('t', 1))).toMatchObject({ state: 'submitted', revision: 1, last_hand_in_id: sent.id, result: sent.content.result });
    const [row] = await db.sql('SELECT * FROM hand_in WHERE id = $1', [sent.id]);
    expect(row).toMatchObject({ content: sent.content, device_number: 1, known: { id: uuid('h', 1), headName: '王建国' } });
    expect(row?.known.members).toHaveLength(2);
    const [entry] = await db.sql("SELECT * FROM audit WHERE entity_id = $1 AND action = 'handIn.accept'", [sent.id]);
    expect(JSON.stringify(entry)).not.toContain('费用已报销');
    expect(await count("village_log WHERE entity = 'task' AND entity_id = $1", uuid('t', 1))).toBe(1);
  });

  test('twice, and many times at once, has one effect and the same receipt', async () => {
    await dispatchTasks(db.ledger, [2]);
    const sent = await handIn(2);
    const replies = await Promise.all(Array.from({ length: 8 }, (_, n) => send([sent, sent], 'sunwang', new Date(NOW.getTime() + n))));
    const receipts = new Set(replies.flat().map((receipt) => JSON.stringify(receipt)));
    expect(receipts.size).toBe(1);
    expect(await count('hand_in WHERE id = $1', sent.id)).toBe(1);
    expect(await count('audit WHERE entity_id = $1', sent.id)).toBe(1);
    expect((await taskRow(uuid('t', 2)))?.steps).toHaveLength(1);
  });

  test('again after its village was taken away gives the receipt that was lost on the way, and nobody else gets it', async () => {
    const sent = await handIn(2);
    const elsewhere = { ...asker('sunwang'), scope: [MOLI_VILLAGE] };
    const again = (who: typeof elsewhere) =>
      acceptHandIns(db.ledger, { asker: who, name: '', deviceId: uuid('d', 1), policy }, [sent], new Date(NOW.getTime() + 60_000));
    const [first] = await send([sent]);
    expect(await again(elsewhere)).toEqual([first]);
    expect(outcomes(await again({ ...elsewhere, accountId: PEOPLE.moliVillage.id }))).toEqual(['forbidden']);
    const altered = { ...(await handIn(2, {}, notIncluded('别的说法'))) };
    expect(outcomes(await acceptHandIns(db.ledger, { asker: elsewhere, name: '', deviceId: uuid('d', 1), policy }, [altered], NOW))).toEqual([
      'forbidden',
    ]);
  });

  test('with an id that was used for other content is refused, and both are kept', async () => {
    const other = await handIn(2, {}, notIncluded('别的说法'));
    expect(outcomes(await send([other]))).toEqual(['conflict']);
    expect(await count('hand_in_dispute WHERE hand_in_id = $1', other.id)).toBe(1);
    expect(await count('hand_in WHERE id = $1', other.id)).toBe(1);
  });

  test('from a second phone after the first is received beside it: the task stays as the first left it', async () => {
    const before = await taskRow(uuid('t', 2));
    const second = await handIn(102, { taskId: uuid('t', 2), householdId: uuid('h', 2), number: 1 });
    expect(outcomes(await send([second]))).toEqual(['accepted']);
    expect(await count('hand_in WHERE id = $1 AND beside = $2', second.id, uuid('i', 2))).toBe(1);
    const after = await taskRow(uuid('t', 2));
    expect(after).toMatchObject({
      state: 'submitted',
      revision: 1,
      steps: [{}, { state: 'submitted', note: '另一份核查也收到了，县里审核时逐项合并' }],
    });
    expect([after?.last_hand_in_id, after?.result]).toEqual([before?.last_hand_in_id, before?.result]);
  });

  test('from a second phone after the county has decided is refused and kept', async () => {
    await dispatchTasks(db.ledger, [9]);
    await moveTask(db.ledger, 9, 'audited');
    const late = await handIn(9);
    expect(outcomes(await send([late]))).toEqual(['alreadyDecided']);
    expect(await count('hand_in_dispute WHERE hand_in_id = $1', late.id)).toBe(1);
  });

  test('once returned takes the next revision, but not one that was begun before the return', async () => {
    await moveTask(db.ledger, 1, 'returned');
    expect(outcomes(await send([await handIn(103, { taskId: uuid('t', 1), householdId: uuid('h', 1), revision: 1 })]))).toEqual(['conflict']);
    expect(outcomes(await send([await handIn(104, { taskId: uuid('t', 1), householdId: uuid('h', 1), revision: 2 })]))).toEqual(['accepted']);
    expect(await taskRow(uuid('t', 1))).toMatchObject({ state: 'submitted', revision: 2, returned: null });
  });
});

describe('one bad record blocks nobody', () => {
  test('nonsense, a broken seal, another village, an unknown task and a NUL character are refused; their neighbours are received', async () => {
    await dispatchTasks(db.ledger, [11, 12, 13, 14]);
    const good = await Promise.all([11, 12].map((n) => handIn(n)));
    const batch = [
      good[0],
      'nonsense',
      { id: uuid('i', 900) },
      { ...(await handIn(13)), hash: HASHES.none },
      await handIn(901, { villageCode: MOLI_VILLAGE }),
      await handIn(902),
      await handIn(14, {}, notIncluded('坏\u0000字')),
      good[1],
    ];
    expect(outcomes(await send(batch))).toEqual([
      'accepted',
      'malformed',
      'malformed',
      'malformed',
      'forbidden',
      'notFound',
      'malformed',
      'accepted',
    ]);
    expect(
      await count(
        'hand_in WHERE id = ANY ($1)',
        good.map((one) => one?.id),
      ),
    ).toBe(2);
    expect((await taskRow(uuid('t', 14)))?.state).toBe('dispatched');
  });

  test('an id that a record of another village has is refused for good and kept; its neighbour is received', async () => {
    await dispatchTasks(db.ledger, [801], { villageCode: MOLI_VILLAGE });
    await dispatchTasks(db.ledger, [15, 16]);
    const there = await handIn(801, { villageCode: MOLI_VILLAGE });
    expect(outcomes(await send([there], 'moliVillage'))).toEqual(['accepted']);
    const sameId = await handIn(15, { id: there.id });
    const sameTask = await handIn(17, { origin: 'self', taskId: uuid('t', 801) });
    expect(outcomes(await send([sameId, await handIn(16), sameTask]))).toEqual(['conflict', 'accepted', 'conflict']);
    expect(outcomes(await send([sameId]))).toEqual(['conflict']);
    expect(await count('hand_in_dispute WHERE hash = ANY ($1)', [sameId.hash, sameTask.hash])).toBe(2);
    expect(await count('hand_in WHERE id = $1', there.id)).toBe(1);
    expect((await taskRow(uuid('t', 15)))?.state).toBe('dispatched');
  });

  test('what parses is never refused for its quality: remarks go with it', async () => {
    await dispatchTasks(db.ledger, [3]);
    const content = notIncluded();
    content.result = { ...content.result, include: true, category: null, reason: null };
    const sent = await handIn(3, {}, content);
    expect(outcomes(await send([sent]))).toEqual(['accepted']);
    const office = asker('county');
    await db.ledger.within(office, (tx) => judgeChecks(tx, office, [sent.id], policy, NOW));
    const [row] = await db.sql('SELECT remarks FROM judgement WHERE hand_in_id = $1', [sent.id]);
    expect(row?.remarks.map((remark: { code: string }) => remark.code)).toEqual(expect.arrayContaining(['identity.nobody', 'risk.none']));
  });

  test('a database that is out of reach gives no receipt at all', async () => {
    const away = { ...db.ledger, within: () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })) };
    await expect(acceptHandIns(away, { asker: asker('sunwang'), name: '', deviceId: uuid('d', 1), policy }, [await handIn(77)], NOW)).rejects.toThrow(
      'gone',
    );
  });
});

describe('a check that the collector began', () => {
  test('makes its own task, and the second one about the same household comes second', async () => {
    await db.sql("UPDATE task SET state = 'closed' WHERE household_id = $1", [uuid('h', 2)]);
    const sent = await handIn(201, { origin: 'self', householdId: uuid('h', 2), taskId: uuid('t', 201) });
    expect(outcomes(await send([sent]))).toEqual(['accepted']);
    expect(await taskRow(uuid('t', 201))).toMatchObject({ origin: 'self', state: 'submitted', person_name: '李秀英', village_code: SUNWANG });
    const late = await handIn(202, { origin: 'round', householdId: uuid('h', 2), taskId: uuid('t', 202) });
    expect(outcomes(await send([late]))).toEqual(['accepted']);
    expect(await count('hand_in WHERE id = $1 AND task_id = $2 AND beside = $3', late.id, uuid('t', 201), sent.id)).toBe(1);
  });

  test("joins the household's open task where there is one", async () => {
    await db.sql("UPDATE task SET state = 'dispatched', revision = 0 WHERE id = $1", [uuid('t', 3)]);
    const sent = await handIn(203, { origin: 'self', householdId: uuid('h', 3), taskId: uuid('t', 203) });
    expect(outcomes(await send([sent]))).toEqual(['accepted']);
    expect(await taskRow(uuid('t', 203))).toBeUndefined();
    expect(await taskRow(uuid('t', 3))).toMatchObject({ state: 'submitted', last_hand_in_id: sent.id });
  });

  test('about a household of another village is refused and kept', async () => {
    const sent = await handIn(204, { origin: 'self', householdId: uuid('h', 5), taskId: uuid('t', 204) });
    expect(outcomes(await send([sent]))).toEqual(['notFound']);
    expect(await count('hand_in_dispute WHERE hand_in_id = $1 AND county = $2', sent.id, COUNTY)).toBe(1);
  });
});

test('a task given to one collector is not answered by another', async () => {
  await dispatchTasks(db.ledger, [21], { assignedTo: PEOPLE.xunwang.id });
  expect(outcomes(await send([await handIn(21)]))).toEqual(['conflict']);
});
