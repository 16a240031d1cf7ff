// What a newcomer finds in examples/ and drops on 线索导入 is about people who are there, and every row ends where a careful clerk would have put it.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawCounty, SMALL_COUNTY } from '../../src/demo/county.ts';
import { type DepartmentFile, departmentFiles } from '../../src/demo/department-files.ts';
import { DEMONSTRATION_SEED, DRAWN_ON, loadDemonstration } from '../../src/demo/load.ts';
import { SHANXI_POLICY_2026 } from '../../src/domain/policy-defaults.ts';
import { readDivisions } from '../../src/server/ledger/divisions.ts';
import type { Import, ImportRow } from '../../src/wire/desk.ts';
import { quiet } from '../support/database.ts';
import { type Client, startServer, type TestServer } from '../support/server.ts';
import { writeDepartmentFile } from '../support/write-department-file.ts';

const divisionsFile = 'data/divisions-jiangxian.csv';
const divisions = readDivisions(divisionsFile);
const villages = [
  ...drawCounty({ divisions, size: SMALL_COUNTY, seed: DEMONSTRATION_SEED, today: DRAWN_ON, line: SHANXI_POLICY_2026.monitoringLine }),
];
const files = departmentFiles(villages, new Map(divisions.map(({ code, name }) => [code, name])), 'examples');

let server: TestServer;
let county: Client;
beforeAll(async () => {
  server = await startServer({ founded: false });
  // Whatever day it is: the lists were written once.
  const clock = () => new Date('2027-02-03T02:00:00Z');
  await loadDemonstration(server.db.ledger, { full: false, password: 'ruhu-demo', divisionsFile, onProgress: () => undefined, log: quiet, clock });
  county = await server.client({ login: 'county', password: 'ruhu-demo' });
});
afterAll(() => server.close());

async function until(id: string, state: Import['state']): Promise<Import> {
  for (let tries = 0; tries < 1000; tries++) {
    const { body } = await county.get<Import>(`/api/imports/${id}`);
    if (body.state === state) return body;
    if (body.state === 'failed') throw new Error(body.failure);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`import ${id} never came to ${state}`);
}

async function drop(file: DepartmentFile): Promise<{ one: Import; rows: ImportRow[] }> {
  const form = new FormData();
  form.append('department', file.department);
  form.append('file', new Blob([readFileSync(`examples/${file.name}`)]), file.name);
  const { status, body } = await county.send<Import>('POST', '/api/imports', form);
  expect(status).toBe(201);
  const one = await until(body.id, 'preview');
  return { one, rows: (await county.get<{ rows: ImportRow[] }>(`/api/imports/${one.id}/rows?limit=500`)).body.rows };
}

it.each(files)('examples/$name is the list that the county was drawn with', (file) => {
  expect(readFileSync(`examples/${file.name}`).equals(writeDepartmentFile(file)) || file.kind === 'xlsx' || file.kind === 'xls').toBe(true);
});

it.each(files)('$name: every row that can be decided is, none wrongly, and the rest is left to a person', async (file) => {
  const { one, rows } = await drop(file);
  expect(one.indicator).toBe(file.indicator);
  expect(rows).toHaveLength(file.truth.length + file.doubts.length);
  for (const truth of file.truth) {
    const row = rows.find((candidate) => candidate.row === truth.row);
    expect(row).toMatchObject({ personName: truth.personName, villageCode: truth.villageCode });
    if (truth.idReadable) expect(['ready', 'known']).toContain(row?.state);
    else expect(row).toMatchObject({ state: 'faulty', faults: [expect.stringContaining('身份证号')] });
    if (row?.state === 'ready') expect(row.household).toBe('found');
  }
  for (const doubt of file.doubts)
    expect(rows.find((row) => row.row === doubt.row)).toMatchObject({ personName: doubt.personName, state: doubt.about });
});

it('confirmed, each lead belongs to the household that was meant, under words that read well on a task', async () => {
  for (const file of files) {
    const { one } = await drop(file);
    await county.post(`/api/imports/${one.id}/confirm`, {});
    await until(one.id, 'imported');
    const stored = await server.db.sql<{ person_name: string; household_id: string; indicator_text: string }>(
      `SELECT person_name, household_id, indicator_text FROM lead WHERE batch_id = '${one.id}'`,
    );
    expect(stored.length).toBeGreaterThan(10);
    for (const lead of stored) {
      expect(file.truth.filter((row) => row.personName === lead.person_name).map((row) => row.householdId)).toContain(lead.household_id);
      expect(lead.indicator_text).not.toMatch(/元|^$/);
    }
  }
});
