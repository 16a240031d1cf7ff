// The desk's routes as the office's pages call them: who may come where, and what each is told.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUSEHOLDS, PEOPLE, SUNWANG } from '../support/county.ts';
import { gridOf } from '../support/grid-of.ts';
import { type Client, startServer, type TestServer } from '../support/server.ts';
import { aLead, handedIn, importLeads, NOT_INCLUDED } from './support/office.ts';

let server: TestServer;
const at: Partial<Record<keyof typeof PEOPLE, Client>> = {};
const desk = async (who: keyof typeof PEOPLE): Promise<Client> => {
  at[who] ??= await server.client(who);
  return at[who];
};
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const [first, second] = HOUSEHOLDS;
const TASK = '00000000-0000-4000-8000-000000000001';

/** The end of a job. */
async function ended(who: Client, id: string): Promise<{ state: string; result: unknown; done: number; total: number; message: string }> {
  for (;;) {
    const { body } = await who.get<{ state: string; result: unknown; done: number; total: number; message: string }>(`/api/jobs/${id}`);
    if (body.state === 'done' || body.state === 'failed') return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('who may come where', () => {
  const OFFICE = ['county', 'anyu'] as const;
  it.each([
    ['GET', '/api/leads', [...OFFICE, 'yibao']],
    ['GET', '/api/tasks', OFFICE],
    ['GET', '/api/reviews', OFFICE],
    ['GET', '/api/reviews/all', OFFICE],
    ['GET', `/api/checks/${TASK}`, OFFICE],
    ['GET', `/api/collectors?division=${SUNWANG}`, OFFICE],
    ['GET', '/api/overview', OFFICE],
    ['GET', '/api/conflicts', OFFICE],
    ['GET', `/api/households/${TASK}/fields`, OFFICE],
    ['GET', '/api/quality', OFFICE],
    ['GET', '/api/quality/findings', OFFICE],
    ['GET', '/api/quality/findings.xlsx', OFFICE],
    ['POST', '/api/quality', ['county']],
    ['GET', '/api/audit', ['county', 'admin']],
    ['GET', '/api/accounts', ['admin']],
    ['GET', '/api/policy', [...OFFICE, 'yibao', 'admin']],
    ['GET', '/api/cases', OFFICE],
    ['GET', `/api/cases/${TASK}`, OFFICE],
    ['POST', `/api/cases/${TASK}/acts`, OFFICE],
    ['POST', `/api/households/${TASK}/elimination`, OFFICE],
    ['GET', '/api/comparisons', ['yibao']],
    ['PUT', '/api/comparisons', ['yibao']],
    ['PUT', `/api/comparisons/${TASK}/explanation`, ['county']],
    ['POST', '/api/dispatch', ['county']],
    ['POST', '/api/leads/acknowledge', ['yibao']],
    ['POST', '/api/sweeps', OFFICE],
    ['POST', '/api/households/search', OFFICE],
    ['POST', `/api/tasks/${TASK}/household`, OFFICE],
    ['POST', '/api/tasks/withdraw', ['county']],
    ['POST', '/api/reviews', OFFICE],
    ['POST', '/api/unmask', OFFICE],
    ['POST', '/api/conflicts/settle', ['county']],
    ['POST', '/api/conflicts/unmask', OFFICE],
    ['POST', `/api/households/${TASK}/corrections`, OFFICE],
    ['POST', '/api/accounts', ['admin']],
    ['PUT', '/api/collectors/groups', OFFICE],
  ] as const)('%s %s is for %s only', async (method, path, allowed) => {
    for (const who of ['county', 'anyu', 'yibao', 'admin', 'sunwang'] as const) {
      const { status } = await (await desk(who)).send(method, path, method === 'GET' ? undefined : {});
      expect([who, status === 403]).toEqual([who, !(allowed as readonly string[]).includes(who)]);
    }
    expect((await server.browser().send(method, path)).status).toBe(401);
  });
});

describe('from dispatch to the answer', () => {
  it('runs over the desk routes', async () => {
    await importLeads(server.db.ledger, [aLead('王建国', { householdId: first?.id }), aLead('李秀英', { householdId: second?.id })]);
    const county = await desk('county');
    const dispatched = await county.post<{ tasksCreated: number }>('/api/dispatch', { division: SUNWANG, to: { kind: 'village' } });
    expect(dispatched).toMatchObject({ status: 200, body: { tasksCreated: 2 } });
    const { body } = await county.get<{ tasks: { id: string; headName: string; dueOn: string }[] }>('/api/tasks?search=王建国');
    // Seven days by the policy in force.
    expect(body.tasks).toMatchObject([{ headName: '王建国', dueOn: '2026-11-29' }]);
    const taskId = body.tasks[0]?.id ?? '';
    const handInId = await handedIn(server.db, taskId, NOT_INCLUDED);
    for (const who of ['anyu', 'county'] as const) {
      const queue = await (await desk(who)).get<{ tasks: { id: string }[] }>('/api/reviews');
      expect(queue.body.tasks.map((task) => task.id)).toEqual([taskId]);
      expect(await (await desk(who)).get(`/api/checks/${taskId}`)).toMatchObject({
        status: 200,
        body: { villageName: '孙王村', handIn: { revision: 1 } },
      });
      const decided = await (await desk(who)).post('/api/reviews', { checks: [{ taskId, handInId }], decision: { kind: 'pass' } });
      expect(decided.body).toEqual({ decided: 1, notDecided: [] });
    }
    const yibao = await desk('yibao');
    const answered = await yibao.get<{ leads: { lead: { id: string } }[] }>('/api/leads?state=answered');
    expect(answered.body).toMatchObject({
      total: 1,
      leads: [{ lead: { personName: '王建国' }, taskState: 'audited', result: { include: false, reason: 'reimbursed' } }],
    });
    const noted = await yibao.post('/api/leads/acknowledge', { leadIds: answered.body.leads.map(({ lead }) => lead.id) });
    expect(noted.body).toEqual({ acknowledged: 1 });
    expect((await county.get<{ tasks: object[] }>('/api/tasks?state=closed')).body.tasks).toHaveLength(1);
    const trail = await county.get<{ entries: { action: string; accountName: string }[] }>(`/api/audit?entityId=${taskId}`);
    expect(trail.body.entries.map((entry) => entry.action)).toEqual(['task.close', 'check.pass', 'check.pass', 'task.dispatch']);
  });

  it('exports the list as it is filtered, masked, and writes the export down', async () => {
    const response = await (await desk('yibao')).fetch('GET', '/api/leads.xlsx?state=answered');
    const [header, ...rows] = gridOf(Buffer.from(await response.arrayBuffer()));
    expect(rows).toHaveLength(1);
    const cell = (name: string) => rows[0]?.[header?.indexOf(name) ?? -1];
    expect([cell('姓名'), cell('金额（元）'), cell('是否纳入'), cell('不纳入原因')]).toEqual(['王建国', 23480.5, '不纳入', '费用已报销救助']);
    expect(await server.db.sql("SELECT detail FROM audit WHERE action = 'lead.export'")).toEqual([{ detail: { state: 'answered', rows: 1 } }]);
  });

  it('refuses a due date in the past and a dispatch of nothing', async () => {
    const county = await desk('county');
    expect(await county.post('/api/dispatch', { division: SUNWANG, dueOn: '2026-11-21', to: { kind: 'village' } })).toMatchObject({
      status: 400,
      body: { problem: 'invalidInput', message: '期限不能早于今天' },
    });
    expect((await county.post('/api/dispatch', { to: { kind: 'village' } })).status).toBe(400);
  });
});

describe('a sweep', () => {
  it('makes one task for every household of a township, but not for those with an open one, and not twice', async () => {
    const reviewer = await desk('anyu');
    const order = { division: '140826106000', title: '冬季集中排查', dueOn: '2026-12-31' };
    const { status, body } = await reviewer.post<{ id: string }>('/api/sweeps', order);
    expect(status).toBe(202);
    expect(await ended(reviewer, body.id)).toMatchObject({ state: 'done', done: 3, total: 3, result: { created: 2, alreadyOpen: 1 } });
    const again = await reviewer.post<{ id: string }>('/api/sweeps', order);
    expect(await ended(reviewer, again.body.id)).toMatchObject({ result: { created: 0, alreadyOpen: 3 } });
    const { body: tasks } = await reviewer.get('/api/tasks?origin=sweep');
    expect(tasks).toMatchObject({ total: 2, tasks: [{ title: '冬季集中排查' }, {}] });
  });

  it('stays in the township of who orders it', async () => {
    const reply = await (await desk('anyu')).post('/api/sweeps', { division: '140826104000', title: '排查', dueOn: '2026-12-31' });
    expect(reply.status).toBe(403);
  });
});

describe('the county at a glance', () => {
  it('counts for each office what lies in its divisions', async () => {
    const county = await (await desk('county')).get<{ byTownship: { townshipName: string; open: number }[] }>('/api/overview');
    expect(county.body.byTownship.map((row) => row.townshipName)).toEqual(expect.arrayContaining(['安峪镇', '磨里镇', '古绛镇']));
    const anyu = await (await desk('anyu')).get<{ byTownship: { townshipName: string; open: number; done: number }[] }>('/api/overview');
    expect(anyu.body.byTownship).toMatchObject([{ townshipName: '安峪镇', open: 3, done: 1 }]);
  });

  it('names the collectors of a village and takes an order for a group', async () => {
    const reviewer = await desk('anyu');
    const order = { villageCode: SUNWANG, groupName: '东组', accountId: PEOPLE.sunwang.id };
    expect((await reviewer.send('PUT', '/api/collectors/groups', order)).status).toBe(204);
    expect((await reviewer.get(`/api/collectors?division=${SUNWANG}`)).body).toMatchObject({
      collectors: [{ name: '周采集', villages: [SUNWANG], groups: ['东组'] }],
      groups: [
        { groupName: '东组', households: 2, accountId: PEOPLE.sunwang.id },
        { groupName: '西组', households: 1, accountId: null },
      ],
    });
    const stranger = { ...order, accountId: PEOPLE.moliVillage.id };
    expect((await reviewer.send('PUT', '/api/collectors/groups', stranger)).status).toBe(400);
    expect((await (await desk('moli')).send('PUT', '/api/collectors/groups', order)).status).toBe(404);
  });

  it('shows a masked number for a purpose, and writes it down without the number', async () => {
    const member = first?.members[0];
    const request = { householdId: first?.id, memberId: member?.id, field: 'idNumber', purpose: '核对身份' };
    expect((await (await desk('anyu')).post('/api/unmask', request)).body).toEqual({ value: member?.idNumber });
    expect((await (await desk('moli')).post('/api/unmask', request)).status).toBe(404);
    const [entry] = await server.db.sql("SELECT * FROM audit WHERE action = 'household.unmask'");
    expect(entry).toMatchObject({ account_id: PEOPLE.anyu.id, entity_id: member?.id, detail: { field: 'idNumber', purpose: '核对身份' } });
    expect(JSON.stringify(entry)).not.toContain(member?.idNumber);
  });
});

describe('accounts', () => {
  const NEW = { login: 'village-140826106203', name: '新采集员', role: 'collector', scope: [SUNWANG], department: null };

  it('are opened with a password shown once, locked out, and given a new one', async () => {
    const admin = await desk('admin');
    const opened = await admin.post<{ id: string; firstPassword: string }>('/api/accounts', NEW);
    expect(opened.status).toBe(201);
    const { id, firstPassword } = opened.body;
    const browser = server.browser();
    expect(await browser.signIn(NEW.login, firstPassword)).toMatchObject({ status: 200, body: { mustChangePassword: true } });
    expect((await admin.post(`/api/accounts/${id}/disable`, { disabled: true })).status).toBe(204);
    expect((await browser.get('/api/session')).status).toBe(401);
    expect((await server.browser().signIn(NEW.login, firstPassword)).status).toBe(401);
    await admin.post(`/api/accounts/${id}/disable`, { disabled: false });
    const reset = await admin.post<{ firstPassword: string }>(`/api/accounts/${id}/password`, {});
    expect((await server.browser().signIn(NEW.login, firstPassword)).status).toBe(401);
    expect((await server.browser().signIn(NEW.login, reset.body.firstPassword)).status).toBe(200);
    const list = await admin.get('/api/accounts?search=新采集');
    expect(list.body).toMatchObject({ total: 1, accounts: [{ login: NEW.login, scopeNames: ['孙王村'], disabled: false }] });
  });

  it('are refused in words: a login that is taken, a place that is not in the county, a department that is missing, oneself', async () => {
    const admin = await desk('admin');
    const field = async (part: object) =>
      (await admin.post<{ fields: { path: string }[] }>('/api/accounts', { ...NEW, login: 'new-one', ...part })).body.fields[0]?.path;
    expect(await field({ login: PEOPLE.sunwang.login })).toBe('login');
    expect(await field({ scope: ['140102001000'] })).toBe('scope');
    expect(await field({ role: 'department' })).toBe('department');
    expect((await admin.post(`/api/accounts/${PEOPLE.admin.id}/disable`, { disabled: true })).status).toBe(400);
  });
});
