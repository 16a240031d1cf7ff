// Behind the walls the indexes still work: at 60,000 households no list reads the whole county.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asker } from '../../src/server/ledger/asker.ts';
import { ANYU, asker, COUNTY, SUNWANG, smallCounty } from '../support/county.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
  // Spread evenly over the county's 146 villages, one task and one member a household.
  await db.sql(`INSERT INTO household (county, id, village_code, group_name, head_name, kind, size, body)
    SELECT '${COUNTY}', gen_random_uuid(), v.code, 'g' || n % 8, '户主' || n, 'general', 1, '{}'
    FROM generate_series(1, 60000) n JOIN (SELECT code, row_number() OVER (ORDER BY code) - 1 AS i FROM village) v ON v.i = n % 146`);
  await db.sql(`INSERT INTO member (county, id, household_id, village_code, position, name, id_number, body)
    SELECT county, gen_random_uuid(), id, village_code, 0, head_name, lpad((row_number() OVER ())::text, 18, '0'), '{}' FROM household WHERE body = '{}'`);
  await db.sql(`INSERT INTO task (county, id, village_code, household_id, person_name, origin, due_on, state, submitted_at)
    SELECT county, gen_random_uuid(), village_code, id, head_name, 'sweep', '2026-12-01',
      CASE WHEN row_number() OVER () % 50 = 0 THEN 'submitted' ELSE 'dispatched' END, now() FROM household WHERE body = '{}'`);
  await db.sql(`INSERT INTO lead (county, id, department, indicator, indicator_text, person_name, lead_key, state, task_id, village_code)
    SELECT county, gen_random_uuid(), CASE WHEN row_number() OVER () % 2 = 0 THEN 'yibao' ELSE 'minzheng' END, 'x', 'x', person_name, id::text, 'dispatched', id, village_code FROM task`);
  await db.sql('ANALYZE');
});
afterAll(() => db.drop());

const plan = (who: Asker, query: string): Promise<string> =>
  db.ledger.within(who, async (tx) => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`EXPLAIN ${sql.raw(query)}`.execute(tx);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });

const township = `village_code BETWEEN '${ANYU}' AND '${ANYU.slice(0, 9)}999'`;

test.each([
  ['a collector’s households', 'sunwang', `SELECT * FROM household WHERE county = '${COUNTY}' AND village_code = '${SUNWANG}'`, 'household_village'],
  [
    'a collector’s tasks by due date',
    'sunwang',
    `SELECT * FROM task WHERE county = '${COUNTY}' AND village_code = '${SUNWANG}' AND state = 'dispatched'`,
    'task_',
  ],
  [
    'a township’s queue',
    'anyu',
    `SELECT * FROM task WHERE county = '${COUNTY}' AND state = 'submitted' AND ${township} ORDER BY submitted_at LIMIT 50`,
    'task_',
  ],
  [
    'the county’s queue',
    'county',
    `SELECT * FROM task WHERE county = '${COUNTY}' AND state = 'submitted' ORDER BY submitted_at LIMIT 50`,
    'task_queue',
  ],
  [
    'a person by ID number',
    'county',
    `SELECT * FROM member WHERE county = '${COUNTY}' AND person_id = '000000000000012345' AND id_number <> ''`,
    'member_person',
  ],
  [
    'a department’s leads',
    'yibao',
    `SELECT * FROM lead WHERE county = '${COUNTY}' AND department = 'yibao' ORDER BY received_at DESC LIMIT 50`,
    'lead_department',
  ],
] as const)('%s', async (_name, who, query, index) => {
  const how = await plan(asker(who), query);
  expect(how).toMatch(new RegExp(`Index (Only )?Scan.* (using|on) ${index}`));
  expect(how).not.toMatch(/Seq Scan on (household|member|task|lead)\b/);
});

test('what the policies ask is asked once a query, not once a row', async () => {
  const how = await plan(asker('county'), `SELECT count(*) FROM household WHERE county = '${COUNTY}'`);
  expect(how).toMatch(/InitPlan/);
  expect(how).not.toMatch(/current_setting/);
});
