// At the most talkative level, with everybody doing everything, right and wrong, the log names nobody and gives nothing away.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeLog } from '../../src/server/http/log.ts';
import { COUNTY, HOUSEHOLDS, PASSWORD, PEOPLE, SUNWANG, uuid } from '../support/county.ts';
import { type Client, MINUTE, startServer, type TestServer } from '../support/server.ts';
import { dispatchTasks, handIn } from '../sync/support/visits.ts';

let server: TestServer;
const lines: string[] = [];
beforeAll(async () => {
  server = await startServer({ log: makeLog('trace', { write: (line: string) => void lines.push(line) }) });
});
afterAll(() => server.close());

const head = HOUSEHOLDS[0]?.members[0];
const ID_NUMBER = head?.idNumber ?? '';
const PHONE = '13999912345';
const NAME = '欧阳绝密';

/** Text that must never be read in a log, wherever a request can carry it. */
const loaded = {
  search: `${NAME}${ID_NUMBER}`,
  idNumber: ID_NUMBER,
  phone: PHONE,
  personName: NAME,
  text: `${NAME} ${PHONE}`,
  password: 'hao-mi-mi',
  purpose: ID_NUMBER,
};

interface Description {
  paths: Record<string, Record<string, unknown>>;
}

test('every route, called by everybody with ID numbers, phones, names and passwords in every place, leaves none of them in the log', async () => {
  const { body } = await server.browser().get<Description>('/api/openapi.json');
  const routes = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() })),
  );
  expect(routes.length).toBeGreaterThan(25);
  const secrets = new Set<string>([ID_NUMBER, PHONE, NAME, encodeURIComponent(NAME), 'hao-mi-mi', PASSWORD]);
  const remember = (client: Client): void => {
    secrets.add(client.csrfToken);
    secrets.add(client.cookie.slice(client.cookie.indexOf('=') + 1));
  };
  for (const who of ['county', 'admin', 'anyu', 'sunwang', 'yibao'] as const) {
    for (const { path, method } of routes) {
      // Signing out, and what follows from it, comes last.
      if (method === 'DELETE' && path === '/api/session') continue;
      const client = await server.client(who);
      remember(client);
      const address = path.replaceAll(/\{[^}]+\}/g, encodeURIComponent(ID_NUMBER));
      const query = `?${new URLSearchParams({ search: loaded.search, idNumber: ID_NUMBER })}`;
      await client.send(method, address + query, method === 'GET' || method === 'HEAD' ? undefined : loaded);
      server.clock.forward(MINUTE);
    }
  }
  const collector = await server.client('sunwang');
  remember(collector);
  await dispatchTasks(server.db.ledger, [1, 2]);
  const device = { id: uuid('d', 1), label: NAME, appVersion: '1', highestNumber: 2, holding: 0, oldestAt: null };
  const sent = [await handIn(1), { ...(await handIn(2)), content: { idNumber: ID_NUMBER, name: NAME } }, { idNumber: ID_NUMBER }];
  const synced = await collector.post<string>('/api/v1/sync', { wireVersion: 2, device, cursors: { [SUNWANG]: 0 }, handIns: sent });
  expect(synced.status).toBe(200);
  expect(synced.body).toContain(ID_NUMBER);
  const list = new FormData();
  list.set('file', new Blob([`姓名,身份证号,乡镇,村\n${NAME},${ID_NUMBER},安峪镇,孙王村\n`]), `${NAME}.csv`);
  list.set('department', 'yibao');
  const office = await server.client('county');
  remember(office);
  const begun = await office.post<{ id: string }>('/api/imports', list);
  expect(begun.status).toBeLessThan(300);
  for (let state = 'reading'; state === 'reading'; ) state = (await office.get<{ state: string }>(`/api/imports/${begun.body.id}`)).body.state;
  const unmask = { householdId: HOUSEHOLDS[0]?.id, memberId: head?.id, field: 'idNumber', purpose: `核对 ${NAME}` };
  expect((await office.post('/api/unmask', unmask)).body).toEqual({ value: ID_NUMBER });
  // A broken database says what it refused: the server must not repeat it.
  await server.db.sql(`ALTER TABLE account ADD CONSTRAINT never CHECK (name <> '${NAME}') NOT VALID`);
  const admin = await server.client('admin');
  remember(admin);
  const broken = await admin.post('/api/accounts', { login: 'someone', name: NAME, role: 'collector', scope: [SUNWANG], department: null });
  expect(broken.status).toBe(500);
  await server.browser().signIn(PHONE, 'hao-mi-mi');
  await collector.post('/api/session/password', { current: 'hao-mi-mi', next: PASSWORD });
  await collector.send('DELETE', '/api/session');

  const written = lines.join('');
  expect(written).toContain('request failed');
  expect(written).toContain(PEOPLE.sunwang.id);
  expect(written).not.toContain(COUNTY.padEnd(12, '0') + ID_NUMBER);
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(3);
    expect(lines.find((line) => line.includes(secret))).toBeUndefined();
  }
  expect(written).not.toMatch(/149926\d{8}|\b1[3-9]\d{9}\b/);
}, 120_000);
