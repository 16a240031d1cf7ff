// What the server makes of a full survey: found again by the same rules, kept beside the check, and in the way of a pass until it is settled.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import type { CheckContent, Explanation } from '../../src/domain/visit.ts';
import { publishForm } from '../../src/server/ledger/forms.ts';
import type { CheckDossier, DecideResult } from '../../src/wire/desk.ts';
import { WIRE_VERSION } from '../../src/wire/sync.ts';
import { asker } from '../support/county.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { filledOn, form } from '../sync/support/form.ts';
import { dispatchTasks, handIn, pagesOf } from '../sync/support/visits.ts';

type Decided = z.infer<typeof DecideResult>;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await dispatchTasks(server.db.ledger, [1, 2, 3]);
  const office = asker('county');
  await server.db.ledger.within(office, (tx) =>
    publishForm(tx, office, { definition: form('1'), use: 'supplement', sourceName: '' }, server.clock.now()),
  );
});
afterAll(() => server.close());

const explanation = (code: string, instanceId: string, key: string, kind: Explanation['kind'], text: string): Explanation => ({
  code,
  instanceId,
  key,
  kind,
  text,
});

/** A check in which 王银环's ID number has a wrong check digit and the household's phone is none of a mobile's. */
function content(explanations: Explanation[]): CheckContent {
  const base = filledOn('1');
  const member = {
    id: 'm1',
    values: {
      name: '王银环',
      idKind: 'resident',
      idNumber: '149926196001010011',
      relation: '02',
      ethnic: '01',
      health: ['healthy'],
      labour: 'ordinary',
    },
    repeats: {},
    unconfirmed: [],
  };
  const root = { ...base.survey.root, values: { ...base.survey.root.values, phone: '0359-6522222' }, repeats: { members: [member] } };
  return { ...base, survey: { ...base.survey, root }, explanations };
}

const CHECKSUM = 'identity.idCheckDigit';

async function handedIn(n: number, explanations: Explanation[]): Promise<{ taskId: string; handInId: string }> {
  const client = await server.client('sunwang');
  const one = await handIn(n, {}, content(explanations));
  const device = { id: crypto.randomUUID(), label: '', appVersion: '', highestNumber: n, holding: 0, oldestAt: null };
  const reply = await client.post<string>('/api/v1/sync', { wireVersion: WIRE_VERSION, device, cursors: {}, handIns: [one] });
  const [page] = pagesOf(String(reply.body).trim().split('\n'));
  expect(page?.receipts).toMatchObject([{ outcome: 'accepted' }]);
  return { taskId: one.taskId, handInId: one.id };
}

const dossier = async (taskId: string): Promise<CheckDossier> =>
  (await (await server.client('anyu')).get<CheckDossier>(`/api/checks/${taskId}`)).body;
const pass = async (check: { taskId: string; handInId: string }): Promise<Decided> =>
  (await (await server.client('anyu')).post<Decided>('/api/reviews', { checks: [check], decision: { kind: 'pass' } })).body;

test('the reviewer sees what the rules find, with the person’s name and what was said to it at the door', async () => {
  const said = explanation('identity.phoneForm', 'root', 'phone', 'explained', '家里只有座机');
  const { taskId } = await handedIn(1, [said]);
  const { remarks } = await dossier(taskId);
  expect(remarks.find((one) => one.code === 'identity.phoneForm')).toMatchObject({ standing: 'explained', said: '家里只有座机', path: 'root/phone' });
  const wrong = remarks.find((one) => one.path === 'm1/idNumber' && one.severity === 'E');
  expect(wrong).toMatchObject({ standing: 'open', settled: null });
  expect(wrong?.message).toContain('王银环');
  expect(JSON.stringify(remarks)).not.toContain('149926196001010011');
});

test('it is judged without anybody looking, a moment after the receipt', async () => {
  const { handInId } = await handedIn(2, []);
  await expect
    .poll(async () => (await server.db.sql('SELECT 1 FROM judgement WHERE hand_in_id = $1', [handInId])).length, { timeout: 10_000 })
    .toBe(1);
});

test('暂无法核实 lets it be handed in; it passes only when the office has settled it, and who and how is kept', async () => {
  const [open] = (await dossier((await handedIn(3, [])).taskId)).remarks.filter((one) => one.severity === 'E' && one.path === 'm1/idNumber');
  const {
    task,
    handIn: latest,
    remarks,
  } = await dossier((await server.db.sql('SELECT id FROM task ORDER BY submitted_at DESC LIMIT 1', []))[0]?.id as string);
  const check = { taskId: task.id, handInId: latest?.id ?? '' };
  expect((await pass(check)).notDecided[0]?.reason).toContain('还有没解决的错误');
  const reviewer = await server.client('anyu');
  for (const remark of remarks.filter((one) => one.severity === 'E')) {
    const body = { handInId: check.handInId, code: remark.code, path: remark.path, note: '已与派出所核对，号码登记有误，正在更正' };
    expect((await reviewer.post(`/api/tasks/${check.taskId}/settle`, body)).status).toBe(200);
  }
  const after = (await dossier(check.taskId)).remarks.find((one) => one.code === open?.code && one.path === open?.path);
  expect(after?.settled).toMatchObject({ byName: '孙乡办', note: '已与派出所核对，号码登记有误，正在更正' });
  expect(await pass(check)).toMatchObject({ decided: 1 });
  const [entry] = await server.db.sql(`SELECT detail FROM audit WHERE action = 'remark.settle' LIMIT 1`, []);
  expect(entry?.detail).toMatchObject({ handInId: check.handInId });
});

test('another township settles nothing of it', async () => {
  const stranger = await server.client('moli');
  const [row] = await server.db.sql('SELECT task_id, id FROM hand_in LIMIT 1', []);
  const body = { handInId: row?.id, code: CHECKSUM, path: 'm1/idNumber', note: '核对过' };
  expect((await stranger.post(`/api/tasks/${row?.task_id}/settle`, body)).status).toBe(404);
});

test('only what the rules found as an error of this very check can be settled, once, and by name', async () => {
  const reviewer = await server.client('anyu');
  const [row] = await server.db.sql('SELECT task_id, id FROM hand_in ORDER BY received_at DESC LIMIT 1', []);
  const settle = async (body: object, taskId = row?.task_id): Promise<number> =>
    (await reviewer.post(`/api/tasks/${taskId}/settle`, { handInId: row?.id, code: CHECKSUM, path: 'm1/idNumber', note: '核对过', ...body })).status;
  const [warning] = (await dossier(row?.task_id as string)).remarks.filter((one) => one.severity === 'W');
  expect(warning).toBeDefined();
  expect(await settle({ code: warning?.code, path: warning?.path })).toBe(404);
  expect(await settle({ code: 'identity.neverFound' })).toBe(404);
  expect(await settle({ path: 'm2/idNumber' })).toBe(404);
  expect(await settle({ handInId: crypto.randomUUID() })).toBe(404);
  expect(await settle({ note: '' })).toBe(400);
});
