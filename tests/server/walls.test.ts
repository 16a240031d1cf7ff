// Two villages cannot see each other: the database itself refuses, whatever the query says.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asker, doorkeeper, systemOf } from '../../src/server/ledger/asker.ts';
import { householdsById } from '../../src/server/ledger/households.ts';
import type { Tx } from '../../src/server/ledger/open-ledger.ts';
import { asker, COUNTY, HOUSEHOLDS, MOLI_VILLAGE, PEOPLE, SUNWANG, smallCounty, uuid } from '../support/county.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
});
afterAll(() => db.drop());

const read = (who: Asker, table: string) =>
  db.ledger.within(who, async (tx: Tx) => (await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(table)}`.execute(tx)).rows);

describe('households', () => {
  test('a collector sees the village, the township its villages, the county all of them, even with SELECT *', async () => {
    const villages = async (who: Asker) => [...new Set((await read(who, 'household')).map((row) => row.village_code))].sort();
    expect(await villages(asker('sunwang'))).toEqual([SUNWANG]);
    expect(await villages(asker('xunwang'))).toEqual([]);
    expect(await villages(asker('anyu'))).toEqual([SUNWANG]);
    expect(await villages(asker('moli'))).toEqual([MOLI_VILLAGE]);
    expect(await villages(asker('county'))).toEqual([MOLI_VILLAGE, SUNWANG]);
    expect(await read(asker('moliVillage'), 'member')).toHaveLength(6);
  });

  test('departments, the system administrator, another county and nobody see none', async () => {
    for (const who of [asker('yibao'), asker('admin'), systemOf('140825'), doorkeeper()]) expect(await read(who, 'household')).toEqual([]);
    const { rows } = await db.ledger.within({ county: '', role: 'door', scope: [], department: null, accountId: null }, (tx) =>
      sql`SELECT * FROM member`.execute(tx),
    );
    expect(rows).toEqual([]);
  });

  test('what is kept comes back as it was', async () => {
    const ids = HOUSEHOLDS.map((household) => household.id);
    const found = await db.ledger.within(systemOf(COUNTY), (tx) => householdsById(tx, COUNTY, ids));
    expect(found.sort((a, b) => a.id.localeCompare(b.id))).toEqual(HOUSEHOLDS);
    const own = await db.ledger.within(asker('sunwang'), (tx) => householdsById(tx, COUNTY, ids));
    expect(own).toHaveLength(3);
  });

  test('nobody writes into another village', async () => {
    const moved = db.ledger.within(asker('sunwang'), (tx) =>
      tx.updateTable('household').set({ village_code: MOLI_VILLAGE }).where('id', '=', uuid('h', 1)).execute(),
    );
    await expect(moved).rejects.toThrow(/row-level security/);
    const [update] = await db.ledger.within(asker('sunwang'), (tx) =>
      tx.updateTable('household').set({ phone: '' }).where('id', '=', uuid('h', 4)).execute(),
    );
    expect(update?.numUpdatedRows).toBe(0n);
  });
});

test('what is smuggled into a query finds no way to more rights, whatever role it asks for', async () => {
  // The embedded server: the connection itself is ruhu_app's. With TEST_DATABASE_URL the way back to the operator's account stays open (docs/operations.md).
  if (typeof db.address === 'string') return;
  const smuggled = (text: string) =>
    db.ledger.within(asker('sunwang'), async (tx) => {
      await sql.raw(text).execute(tx);
      return sql<{ village_code: string }>`SELECT DISTINCT village_code FROM household`.execute(tx);
    });
  for (const text of ['SET ROLE NONE', 'RESET ROLE', 'RESET SESSION AUTHORIZATION', 'SET SESSION AUTHORIZATION DEFAULT']) {
    expect((await smuggled(text)).rows).toEqual([{ village_code: SUNWANG }]);
  }
  await expect(smuggled('SET ROLE ruhu_owner')).rejects.toThrow(/permission denied/);
  await expect(smuggled('SET SESSION AUTHORIZATION ruhu_owner')).rejects.toThrow(/permission denied/);
  await expect(smuggled('ALTER ROLE ruhu_app BYPASSRLS')).rejects.toThrow(/permission denied/);
});

test('the role can neither switch the walls off nor touch what was traced', async () => {
  const asCollector = (text: string) => db.ledger.within(asker('sunwang'), (tx) => sql.raw(text).execute(tx));
  await expect(asCollector('ALTER TABLE household DISABLE ROW LEVEL SECURITY')).rejects.toThrow(/must be owner/);
  await expect(asCollector('DELETE FROM audit')).rejects.toThrow(/permission denied/);
  await expect(asCollector("UPDATE hand_in SET hash = ''")).rejects.toThrow(/permission denied/);
  await expect(asCollector('SELECT * FROM migration')).rejects.toThrow(/permission denied/);
  await expect(asCollector('DROP TABLE household')).rejects.toThrow(/must be owner/);
});

test('every table stands behind the walls and says who may pass', async () => {
  const open = await db.sql(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'migration'
    AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid))`);
  expect(open).toEqual([]);
  const [role] = await db.sql(`SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'ruhu_app'`);
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
});

describe('accounts and the trail', () => {
  test('collectors see themselves, a reviewer the people of the township, the county everybody', async () => {
    const logins = async (who: Asker) => (await read(who, 'account')).map((row) => row.login).sort();
    expect(await logins(asker('sunwang'))).toEqual([PEOPLE.sunwang.login]);
    expect(await logins(asker('yibao'))).toEqual(['dept-yibao']);
    expect(await logins(asker('anyu'))).toEqual([PEOPLE.anyu.login, PEOPLE.sunwang.login, PEOPLE.xunwang.login].sort());
    expect(await logins(asker('county'))).toHaveLength(9);
    expect(await logins(doorkeeper())).toHaveLength(9);
    expect(await read(asker('county'), 'session')).toEqual([]);
  });

  test('everybody adds to the trail in their own name only; collectors and departments do not read it', async () => {
    const add = (who: Asker, account: string) =>
      db.ledger.within(who, (tx) =>
        sql`INSERT INTO audit (county, account_id, action, entity, entity_id) VALUES (${COUNTY}, ${account}, 'x', 'y', 'z')`.execute(tx),
      );
    const before = (await read(asker('county'), 'audit')).length;
    await add(asker('sunwang'), PEOPLE.sunwang.id);
    await expect(add(asker('sunwang'), PEOPLE.xunwang.id)).rejects.toThrow(/row-level security/);
    expect(await read(asker('sunwang'), 'audit')).toEqual([]);
    expect(await read(asker('yibao'), 'audit')).toEqual([]);
    expect(await read(asker('county'), 'audit')).toHaveLength(before + 1);
  });
});

test('a department sees its own leads and the tasks these became part of', async () => {
  const task = (n: number) => ({
    ...{ county: COUNTY, id: uuid('t', n), village_code: SUNWANG, household_id: uuid('h', n), person_name: '王建国' },
    ...{ origin: 'lead' as const, due_on: '2026-12-01', state: 'dispatched' as const },
  });
  const lead = (n: number, department: 'yibao' | 'minzheng') => ({
    ...{ county: COUNTY, id: uuid('l', n), department, indicator: 'x', indicator_text: 'x', person_name: '王建国', lead_key: `k${n}` },
    ...{ village_code: SUNWANG, state: 'dispatched' as const, task_id: uuid('t', n) },
  });
  await db.ledger.within(asker('county'), async (tx) => {
    await tx
      .insertInto('task')
      .values([task(1), task(2)])
      .execute();
    await tx
      .insertInto('lead')
      .values([lead(1, 'yibao'), lead(2, 'minzheng')])
      .execute();
  });
  const ids = async (who: Asker, table: string) => (await read(who, table)).map((row) => row.id);
  expect(await ids(asker('yibao'), 'lead')).toEqual([uuid('l', 1)]);
  expect(await ids(asker('yibao'), 'task')).toEqual([uuid('t', 1)]);
  expect(await ids(asker('minzheng'), 'task')).toEqual([uuid('t', 2)]);
  expect(await ids(asker('sunwang'), 'task')).toHaveLength(2);
  expect(await ids(asker('moli'), 'lead')).toEqual([]);
  const foreign = db.ledger.within(asker('yibao'), (tx) =>
    tx
      .insertInto('lead')
      .values({ ...lead(3, 'minzheng'), task_id: null })
      .execute(),
  );
  await expect(foreign).rejects.toThrow(/row-level security/);
});
