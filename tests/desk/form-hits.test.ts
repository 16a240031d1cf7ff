// How often a form was filled: counted over everything that was handed in, of which a server reads each check once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { systemOf } from '../../src/server/ledger/asker.ts';
import { hitCounter } from '../../src/server/ledger/form-hits.ts';
import { publishForm } from '../../src/server/ledger/forms.ts';
import type { FormHits } from '../../src/wire/desk-forms.ts';
import { WIRE_VERSION } from '../../src/wire/sync.ts';
import { asker, COUNTY, uuid } from '../support/county.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { filledOn, form } from '../sync/support/form.ts';
import { dispatchTasks, handIn, pagesOf } from '../sync/support/visits.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await dispatchTasks(server.db.ledger, [1, 2, 3]);
  const office = asker('county');
  for (const definition of [form('1'), form('2'), form('1', { id: 'well' })]) {
    await server.db.ledger.within(office, (tx) => publishForm(tx, office, { definition, use: 'supplement', sourceName: '' }, server.clock.now()));
  }
});
afterAll(() => server.close());

async function handsIn(n: number, version: string): Promise<void> {
  const client = await server.client('sunwang');
  const one = await handIn(n, {}, { ...filledOn(version), supplements: [{ ...filledOn('1', 'well').survey }] });
  const device = { id: crypto.randomUUID(), label: '', appVersion: '', highestNumber: n, holding: 0, oldestAt: null };
  const reply = await client.post<string>('/api/v1/sync', { wireVersion: WIRE_VERSION, device, cursors: {}, handIns: [one] });
  expect(pagesOf(String(reply.body).trim().split('\n'))[0]?.receipts).toMatchObject([{ outcome: 'accepted' }]);
}

const shown = async (): Promise<Record<string, number>> => {
  const { body } = await (await server.client('county')).get<z.infer<typeof FormHits>>('/api/forms/hits');
  return Object.fromEntries(body.hits.map(({ formId, version, count }) => [`${formId} ${version}`, count]));
};

test('checks and supplements count by form and version, again and again the same, and new ones at once', async () => {
  expect(await shown()).toEqual({});
  await handsIn(1, '1');
  expect(await shown()).toEqual({ 'water 1': 1, 'well 1': 1 });
  server.clock.forward(3_600_000);
  expect(await shown()).toEqual({ 'water 1': 1, 'well 1': 1 });
  await handsIn(2, '2');
  await handsIn(3, '2');
  expect(await shown()).toEqual({ 'water 1': 1, 'water 2': 2, 'well 1': 3 });
  expect(await shown()).toEqual({ 'water 1': 1, 'water 2': 2, 'well 1': 3 });
});

test('what was counted long ago is not read again', async () => {
  server.clock.forward(3_600_000);
  const count = hitCounter();
  const ask = () => server.db.ledger.within(systemOf(COUNTY), (tx) => count(tx, COUNTY, server.clock.now()));
  const before = await ask();
  await server.db.sql(`UPDATE hand_in SET content = jsonb_set(content, '{survey,version}', '"9"') WHERE id = $1`, [uuid('i', 1)]);
  expect(await ask()).toEqual(before);
  expect((await server.db.ledger.within(systemOf(COUNTY), (tx) => hitCounter()(tx, COUNTY, server.clock.now()))).hits).toContainEqual({
    formId: 'water',
    version: '9',
    count: 1,
  });
});
