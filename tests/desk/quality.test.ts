// 全县核验 and 数据质量: every household through every rule, what was found where one may look, and a server that stops or dies in the middle.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createJobs, type Jobs } from '../../src/server/jobs/job-runner.ts';
import { registerQualityRun } from '../../src/server/jobs/quality-run.ts';
import type { Ledger } from '../../src/server/ledger/open-ledger.ts';
import type { Job } from '../../src/wire/desk.ts';
import type { FindingItem, Quality } from '../../src/wire/quality.ts';
import { ANYU, asker, COUNTY, HOUSEHOLDS, MOLI, MOLI_VILLAGE, PEOPLE, SUNWANG, uuid } from '../support/county.ts';
import { quiet } from '../support/database.ts';
import { gridOf } from '../support/grid-of.ts';
import { type Client, startServer, type TestServer } from '../support/server.ts';
import { handedIn, NOT_INCLUDED } from './support/office.ts';

let server: TestServer;
let county: Client;
let anyu: Client;
let moli: Client;
beforeAll(async () => {
  server = await startServer();
  county = await server.client('county');
  anyu = await server.client('anyu');
  moli = await server.client('moli');
});
afterAll(() => server.close());

const sql: TestServer['db']['sql'] = (text, values) => server.db.sql(text, values);

/** The archive as it was founded, but for what a story changes; no run yet. */
beforeEach(async () => {
  await sql('TRUNCATE quality_run CASCADE');
  await sql(`DELETE FROM job WHERE kind = 'quality'`);
  for (const { members, id, phone, body } of HOUSEHOLDS.map((one) => ({ ...one, body: { dwelling: one.dwelling } }))) {
    await sql(`UPDATE household SET phone = $2, body = body || $3::jsonb WHERE id = $1`, [id, phone, JSON.stringify(body)]);
    for (const member of members) {
      await sql('UPDATE member SET id_number = $2, body = body || $3::jsonb WHERE id = $1', [
        member.id,
        member.idNumber,
        JSON.stringify({
          presence: 'present',
          ethnic: '01',
          labour: 'weak',
          health: ['chronic'],
          relation: member.relation,
          details: { majorInsurance: true },
        }),
      ]);
    }
  }
});

const quality = async (who: Client, query = ''): Promise<Quality> => (await who.get<Quality>(`/api/quality${query}`)).body;
const findings = async (who: Client, query = ''): Promise<FindingItem[]> =>
  (await who.get<{ findings: FindingItem[] }>(`/api/quality/findings${query}`)).body.findings;
const said = (list: readonly FindingItem[]): string[] => list.map(({ code, message }) => `${code} ${message}`);

async function ended(id: string): Promise<Job> {
  for (;;) {
    const { body } = await county.get<Job>(`/api/jobs/${id}`);
    if (body.state === 'done' || body.state === 'failed') return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function checkCounty(): Promise<Job> {
  const asked = await county.post<Job>('/api/quality', undefined);
  expect(asked.status).toBe(202);
  return ended(asked.body.id);
}

const emptyEthnic = (member: string) => sql(`UPDATE member SET body = body || '{"ethnic": ""}' WHERE id = $1`, [member]);

test('before the first run there is nothing to show, and it says so', async () => {
  expect(await quality(county)).toMatchObject({ run: null, job: null, byRule: [], checked: { households: 0 } });
  expect(await findings(anyu)).toEqual([]);
});

test('every household is held against every rule; who looks sees their own divisions', async () => {
  await emptyEthnic(uuid('m', 2));
  await emptyEthnic(uuid('m', 8));
  expect(await checkCounty()).toMatchObject({ state: 'done', result: { households: 6 }, done: 6, total: 6 });
  expect(said(await findings(county))).toEqual(['identity.ethnicEmpty 王建国没有填民族', 'identity.ethnicEmpty 刘文山没有填民族'].reverse());
  expect(said(await findings(anyu))).toEqual(['identity.ethnicEmpty 王建国没有填民族']);
  expect(said(await findings(moli))).toEqual(['identity.ethnicEmpty 刘文山没有填民族']);
  expect(await findings(anyu, `?division=${MOLI}`)).toEqual([]);
  const whole = await quality(county);
  expect(whole).toMatchObject({
    job: null,
    run: { authorName: PEOPLE.county.name },
    checked: { households: 6, withFindings: 2, errors: 2, warnings: 0 },
  });
  expect(whole.byRule).toEqual([{ code: 'identity.ethnicEmpty', severity: 'E', findings: 2, households: 2 }]);
  expect(whole.byTownship.map(({ townshipCode, townshipName, errors }) => [townshipCode, townshipName, errors])).toEqual([
    [MOLI, '磨里镇', 1],
    [ANYU, '安峪镇', 1],
  ]);
  expect(await quality(anyu)).toMatchObject({ checked: { households: 3, withFindings: 1, errors: 1 }, byTownship: [{ townshipCode: ANYU }] });
  const [row] = await findings(anyu);
  expect(row).toMatchObject({ headName: '王建国', villageName: '孙王村', townshipName: '安峪镇', groupName: '东组', severity: 'E', taskId: null });
});

test('the database itself shows findings to the office of the place only, and takes them from nobody', async () => {
  await emptyEthnic(uuid('m', 2));
  await emptyEthnic(uuid('m', 8));
  await checkCounty();
  const seen = (who: keyof typeof PEOPLE) =>
    server.db.ledger.within(asker(who), async (tx) =>
      (await tx.selectFrom('finding').select('village_code').orderBy('village_code').execute()).map((row) => row.village_code),
    );
  expect(await seen('county')).toEqual([MOLI_VILLAGE, SUNWANG]);
  expect(await seen('anyu')).toEqual([SUNWANG]);
  for (const who of ['sunwang', 'yibao', 'admin'] as const) expect(await seen(who)).toEqual([]);
  const gone = await server.db.ledger.within(asker('county'), (tx) => tx.deleteFrom('finding').executeTakeFirst());
  expect(gone.numDeletedRows).toBe(0n);
});

test('the county is asked once, by the county office; it stands in the trail', async () => {
  expect((await anyu.post('/api/quality', undefined)).status).toBe(403);
  const [one, two] = await Promise.all([county.post<Job>('/api/quality', undefined), county.post<Job>('/api/quality', undefined)]);
  expect(one.body.id).toBe(two.body.id);
  await ended(one.body.id);
  const trail = await sql(`SELECT account_id, entity_id FROM audit WHERE action = 'quality.run' AND entity_id = $1`, [one.body.id]);
  expect(trail).toEqual([{ account_id: PEOPLE.county.id, entity_id: one.body.id }]);
});

test('the same ID number or phone in two households is found in both, named by the village and shown to nobody whole', async () => {
  const number = HOUSEHOLDS[0]?.members[0]?.idNumber ?? '';
  await sql('UPDATE member SET id_number = $2 WHERE id = $1', [uuid('m', 9), number.toLowerCase()]);
  await sql(`UPDATE household SET phone = '13800000001' WHERE id = $1`, [uuid('h', 5)]);
  await checkCounty();
  const all = (await findings(county)).filter(({ code }) => code.endsWith('Elsewhere'));
  expect(said(all).sort()).toEqual([
    'identity.idElsewhere 刘家人的证件号码与安峪镇孙王村的一户的成员相同',
    'identity.idElsewhere 王建国的证件号码与磨里镇磨里村的一户的成员相同',
    'identity.phoneElsewhere 家庭联系电话与安峪镇孙王村的一户相同',
    'identity.phoneElsewhere 家庭联系电话与磨里镇磨里村的一户相同',
  ]);
  const kept = await sql('SELECT message FROM finding');
  for (const { message } of kept) expect(message).not.toMatch(/\d{11}|\d{17}[\dXx]/);
});

test('who has died holds no number that another household shares', async () => {
  await sql(`UPDATE member SET id_number = $2, body = body || '{"presence": "dead"}' WHERE id = $1`, [
    uuid('m', 9),
    HOUSEHOLDS[0]?.members[0]?.idNumber,
  ]);
  await checkCounty();
  expect((await findings(county)).filter(({ code }) => code === 'identity.idElsewhere')).toEqual([]);
});

test('a later run takes the place of the one before', async () => {
  await emptyEthnic(uuid('m', 2));
  await checkCounty();
  const before = await quality(county);
  await sql(`UPDATE member SET body = body || '{"ethnic": "01"}' WHERE id = $1`, [uuid('m', 2)]);
  expect(await findings(county)).toHaveLength(1);
  await checkCounty();
  const after = await quality(county);
  expect(after.run?.id).not.toBe(before.run?.id);
  expect(after.checked).toMatchObject({ households: 6, withFindings: 0, errors: 0 });
  expect(await sql('SELECT 1 FROM finding')).toEqual([]);
  expect(await sql('SELECT 1 FROM quality_run')).toHaveLength(1);
});

test('lists are filtered by rule, severity and place, and each count leaves its own filter out', async () => {
  await emptyEthnic(uuid('m', 2));
  await emptyEthnic(uuid('m', 8));
  await sql(`UPDATE household SET phone = '123' WHERE id = $1`, [uuid('h', 1)]);
  await checkCounty();
  expect(said(await findings(county, '?severity=W'))).toEqual(['identity.phoneForm 家庭联系电话不像手机号，请核对']);
  expect(await findings(county, `?code=identity.ethnicEmpty&division=${SUNWANG}`)).toHaveLength(1);
  expect(await findings(county, '?limit=1&offset=1')).toHaveLength(1);
  const chosen = await quality(county, `?code=identity.phoneForm&division=${ANYU}`);
  expect(chosen.byRule.map(({ code, findings: n }) => [code, n])).toEqual([
    ['identity.ethnicEmpty', 1],
    ['identity.phoneForm', 1],
  ]);
  expect(chosen.byTownship.map(({ townshipCode }) => townshipCode)).toEqual([ANYU]);
  expect((await county.get('/api/quality/findings?code=1%20OR%201')).status).toBe(400);
});

test('what is shown goes into Excel, with the rule in words; the trail knows it', async () => {
  await emptyEthnic(uuid('m', 2));
  await emptyEthnic(uuid('m', 8));
  await checkCounty();
  const reply = await anyu.fetch('GET', '/api/quality/findings.xlsx');
  expect(reply.status).toBe(200);
  const grid = gridOf(Buffer.from(await reply.arrayBuffer()));
  expect(grid).toEqual([
    ['乡镇', '村', '组', '户主', '级别', '问题', '规则', '规则编号'],
    ['安峪镇', '孙王村', '东组', '王建国', '必须改正', '王建国没有填民族', '每位家庭成员都填写民族。', 'identity.ethnicEmpty'],
  ]);
  const [entry] = await sql(`SELECT detail FROM audit WHERE action = 'quality.export' ORDER BY id DESC LIMIT 1`);
  expect(entry).toEqual({ detail: { rows: 1 } });
});

test('a finding leads to the latest check of its household', async () => {
  await emptyEthnic(uuid('m', 2));
  const task = randomUUID();
  await sql(
    `INSERT INTO task (county, id, village_code, household_id, person_name, origin, due_on, state) VALUES ($1, $2, $3, $4, '王建国', 'round', '2026-12-01', 'dispatched')`,
    [COUNTY, task, SUNWANG, uuid('h', 1)],
  );
  await checkCounty();
  expect((await findings(county))[0]?.taskId).toBeNull();
  await handedIn(server.db, task, NOT_INCLUDED);
  expect((await findings(county))[0]?.taskId).toBe(task);
});

describe('broken off', () => {
  const open: Jobs[] = [];
  const runnerOn = (ledger: Ledger): Jobs => {
    const jobs = createJobs({ ledger, address: server.db.address, clock: server.clock.now, log: quiet });
    registerQualityRun(jobs);
    open.push(jobs);
    jobs.start();
    return jobs;
  };
  beforeAll(() => server.jobs.stop());
  afterEach(async () => {
    for (const jobs of open.splice(0)) await jobs.stop();
  });

  /** As a server leaves it that was killed after 磨里村: the job marked as running, that village's findings there, the run unfinished. */
  async function killedAfterMoli(): Promise<string> {
    const id = randomUUID();
    await sql(`INSERT INTO job (county, id, kind, state, input, author_id, attempts) VALUES ($1, $2, 'quality', 'running', '{}', $3, 1)`, [
      COUNTY,
      id,
      PEOPLE.county.id,
    ]);
    await sql('INSERT INTO quality_run (county, id, begun_at) VALUES ($1, $2, now())', [COUNTY, id]);
    await sql('INSERT INTO quality_village (county, run_id, village_code, households, with_findings) VALUES ($1, $2, $3, 3, 1)', [
      COUNTY,
      id,
      MOLI_VILLAGE,
    ]);
    await sql(
      `INSERT INTO finding (county, run_id, village_code, household_id, code, severity, instance_id, key, message, found_at) VALUES ($1, $2, $3, $4, 'identity.ethnicEmpty', 'E', 'x', 'ethnic', '刘文山没有填民族', now())`,
      [COUNTY, id, MOLI_VILLAGE, uuid('h', 4)],
    );
    return id;
  }

  test('nobody is shown half a run; the next server goes on with the villages that are left, and nothing is found twice', async () => {
    await emptyEthnic(uuid('m', 2));
    await emptyEthnic(uuid('m', 8));
    const id = await killedAfterMoli();
    expect(await quality(county)).toMatchObject({ run: null, job: { id, state: 'running' } });
    expect(await findings(county)).toEqual([]);
    // The township is told of results, not of the county's jobs.
    expect((await quality(anyu)).job).toBeNull();
    runnerOn(server.db.ledger);
    expect(await ended(id)).toMatchObject({ state: 'done', done: 6 });
    expect(said(await findings(county))).toEqual(['identity.ethnicEmpty 刘文山没有填民族', 'identity.ethnicEmpty 王建国没有填民族']);
    expect(await quality(county)).toMatchObject({ checked: { households: 6, withFindings: 2 } });
  });

  test('a server that stops in the middle leaves the run to the next', async () => {
    await emptyEthnic(uuid('m', 2));
    const id = randomUUID();
    await sql(`INSERT INTO job (county, id, kind, state, input, author_id) VALUES ($1, $2, 'quality', 'waiting', '{}', $3)`, [
      COUNTY,
      id,
      PEOPLE.county.id,
    ]);
    // The run is begun, the first village's households listed and read, its findings kept.
    let steps = 0;
    let stopped: Promise<void> | undefined;
    const stopping: Ledger = {
      ...server.db.ledger,
      within: async (asker, work, options) => {
        const answer = await server.db.ledger.within(asker, work, options);
        if (asker.role === 'system' && ++steps === 4) stopped = jobs.stop();
        return answer;
      },
    };
    const jobs = runnerOn(stopping);
    for (let tries = 0; tries < 200 && !stopped; tries++) await new Promise((resolve) => setTimeout(resolve, 20));
    await stopped;
    const through = Number((await sql('SELECT count(*)::int AS n FROM quality_village WHERE run_id = $1', [id]))[0]?.n);
    expect(through).toBe(1);
    expect(await quality(county)).toMatchObject({ run: null, job: { state: 'running' } });
    runnerOn(server.db.ledger);
    expect(await ended(id)).toMatchObject({ state: 'done' });
    expect(said(await findings(county))).toEqual(['identity.ethnicEmpty 王建国没有填民族']);
  });

  test('what a run left that was given up is cleared away by the next', async () => {
    const given = await killedAfterMoli();
    await sql(`UPDATE job SET state = 'failed', message = '服务器多次中断' WHERE id = $1`, [given]);
    expect(await quality(county)).toMatchObject({ run: null, job: { state: 'failed', message: '服务器多次中断' } });
    runnerOn(server.db.ledger);
    await checkCounty();
    expect(await quality(county)).toMatchObject({ job: null, checked: { households: 6, withFindings: 0 } });
    expect(await sql('SELECT id FROM quality_run')).toHaveLength(1);
  });
});
