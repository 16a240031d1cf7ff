// The server is stopped while phones are served: replies under way arrive whole, nobody waits for ever, and /readyz says so first.

import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { COUNTY, SUNWANG, uuid } from '../support/county.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Enough that no buffer of the system holds the whole reply. */
const TASKS = 6000;

let server: TestServer;
afterEach(() => server.close());

/** A phone that asks for its village and has read only the head of the reply. */
async function slowPhone(): Promise<IncomingMessage> {
  const client = await server.client('sunwang');
  const body = JSON.stringify({
    wireVersion: 2,
    device: { id: uuid('d', 1), label: 'slow', appVersion: 'test', highestNumber: 0, holding: 0, oldestAt: null },
    cursors: {},
    handIns: [],
  });
  const headers = { 'content-type': 'application/json', cookie: client.cookie, 'x-csrf-token': client.csrfToken, 'accept-encoding': 'identity' };
  return new Promise((resolve, reject) => {
    const asked = request(`${server.url}/api/v1/sync`, { method: 'POST', headers }, (reply) => {
      reply.pause();
      resolve(reply);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const begin = async (): Promise<IncomingMessage> => {
  server = await startServer();
  await server.db.sql(
    `INSERT INTO task (county, id, village_code, person_name, origin, title, due_on, state)
     SELECT $1, gen_random_uuid(), $2, '王银环', 'lead', repeat('核查', 500), '2026-12-01', 'dispatched' FROM generate_series(1, $3)`,
    [COUNTY, SUNWANG, TASKS],
  );
  return slowPhone();
};

const restOf = async (reply: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of reply.setEncoding('utf8')) text += chunk;
  return text;
};

test('a reply that streams to a phone arrives to its last line; strangers are not let in meanwhile', async () => {
  const reply = await begin();
  const watching = server.browser();
  expect((await watching.get('/readyz')).status).toBe(200);
  server.readiness.state = 'stopping';
  expect(await watching.get('/readyz')).toMatchObject({ status: 503, body: { problem: 'unavailable' } });
  // Whoever is at work goes on until the end.
  expect((await watching.get('/healthz')).status).toBe(200);
  let ended = false;
  const ending = server.end(60_000).then(() => {
    ended = true;
  });
  await expect(fetch(`${server.url}/healthz`, { headers: { connection: 'close' } })).rejects.toThrow();
  expect(ended).toBe(false);
  const lines = (await restOf(reply)).trimEnd().split('\n');
  await ending;
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ end: true });
  expect(lines.reduce((sum, line) => sum + JSON.parse(line).changes.length, 0)).toBeGreaterThanOrEqual(TASKS);
});

test('a phone that never reads on does not keep the server from ending', async () => {
  const reply = await begin();
  await server.end(200);
  await expect(restOf(reply)).rejects.toThrow(/aborted/);
});
