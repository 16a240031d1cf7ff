// A photo follows its check: after the form, piece by piece, through cuts and restarts, whole or not at all; and only who works there sees it.
import http from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/visit.ts';
import { startSync } from '../../src/phone/sync/start-sync.ts';
import { publishForm } from '../../src/server/ledger/forms.ts';
import { EVIDENCE_UPLOADS, type EvidenceItem } from '../../src/wire/evidence.ts';
import { asker } from '../support/county.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { filledOn, form } from './support/form.ts';
import { draft } from './support/people.ts';
import { type Phone, pickUpPhone } from './support/phone-in-hand.ts';
import { dispatchTasks } from './support/visits.ts';

let server: TestServer;
let phone: Phone;
beforeAll(async () => {
  server = await startServer();
  await dispatchTasks(server.db.ledger, [1, 2, 3, 4, 5]);
  const office = asker('county');
  await server.db.ledger.within(office, (tx) =>
    publishForm(tx, office, { definition: form('1'), use: 'supplement', sourceName: '' }, server.clock.now()),
  );
  phone = await pickUpPhone(server, 'sunwang');
  await phone.sync.now();
});
afterAll(async () => {
  phone.putDown();
  await server.close();
});

const hex = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('hex');

async function photo(seed: number, length = 300_000): Promise<{ evidence: Evidence; bytes: Uint8Array }> {
  const bytes = Uint8Array.from({ length }, (_, index) => (index * seed + (index >> 8)) % 256);
  const evidence: Evidence = {
    id: crypto.randomUUID(),
    purpose: 'house',
    about: '',
    type: 'image/jpeg',
    bytes: length,
    sha256: hex(await crypto.subtle.digest('SHA-256', bytes)),
    madeAt: '2026-11-22T01:00:00.000Z',
  };
  return { evidence, bytes };
}

/** Hands in a check about a task that nobody has answered yet, with photos taken beside it. */
async function handInWith(...photos: { evidence: Evidence; bytes: Uint8Array }[]): Promise<string> {
  const task = (await phone.store.tasks()).find((one) => one.state === 'dispatched');
  if (!task) throw new Error('no task is left');
  for (const { evidence, bytes } of photos) await phone.store.evidence.keep(task.id, evidence, bytes);
  const written = draft(0, undefined, {
    taskId: task.id,
    householdId: task.householdId,
    villageCode: task.villageCode,
    personName: task.personName,
    revision: task.revision + 1,
  });
  const content = { ...filledOn('1'), evidence: photos.map((one) => one.evidence) };
  await phone.store.handIn(written, content, { handInId: crypto.randomUUID(), now: new Date('2026-11-22T01:00:00Z') });
  return task.id;
}

const seenAtDesk = async (taskId: string, who: 'county' | 'moli' = 'county'): Promise<EvidenceItem[]> =>
  (await (await server.client(who)).get<{ items: EvidenceItem[] }>(`/api/tasks/${taskId}/evidence`)).body.items;

test('it is at the server after the pass that carried the form, byte for byte; the office may look, and that is written down', async () => {
  const one = await photo(7);
  const taskId = await handInWith(one);
  expect(await phone.store.evidence.counts()).toEqual({ waiting: 1, waitingBytes: 300_000 });
  await phone.sync.now();
  expect(phone.sync.state()).toMatchObject({ kind: 'idle', reason: null });
  expect(await phone.store.evidence.counts()).toEqual({ waiting: 0, waitingBytes: 0 });
  expect(await seenAtDesk(taskId)).toMatchObject([{ id: one.evidence.id, state: 'received', purpose: 'house' }]);
  const office = await server.client('county');
  const shown = await fetch(`${server.url}/api/evidence/${one.evidence.id}`, { headers: { cookie: office.cookie } });
  expect(shown.headers.get('content-type')).toBe('image/jpeg');
  expect(hex(await crypto.subtle.digest('SHA-256', await shown.arrayBuffer()))).toBe(one.evidence.sha256);
  const looked = await server.db.ledger.within(asker('county'), (tx) =>
    tx.selectFrom('audit').select('detail').where('action', '=', 'evidence.look').where('entity_id', '=', one.evidence.id).execute(),
  );
  expect(looked).toMatchObject([{ detail: { taskId, purpose: 'house' } }]);
});

test('the connection breaks at every piece, before or after it arrived: it goes on where it was and ends', async () => {
  const one = await photo(11, 700_000);
  const taskId = await handInWith(one);
  let passes = 0;
  while ((await phone.store.evidence.counts()).waiting > 0) {
    // The form's pass, the offer and the question where to go on are healthy; then a piece is lost, on its way there or on its way back.
    const healthy = 3;
    phone.faults.push(
      ...Array.from({ length: healthy }, () => ({ kind: 'none' }) as const),
      { kind: passes % 2 === 0 ? 'dropReply' : 'dropRequest' },
      // And the radio stays dead for a while: it cannot be asked how much arrived.
      { kind: 'dropRequest' },
    );
    await phone.sync.now();
    phone.faults.length = 0;
    expect(++passes).toBeLessThan(40);
  }
  expect(passes).toBeGreaterThan(2);
  expect(await seenAtDesk(taskId)).toMatchObject([{ state: 'received' }]);
});

test('a line that breaks after every 100 kB: as long as each connection brings something over, one pass ends it', async () => {
  const [first, second] = [await photo(31, 700_000), await photo(37, 350_000)];
  const taskId = await handInWith(first, second);
  let cuts = 0;
  const breaking = startSync({
    store: phone.store,
    device: { label: 'Redmi 9A', appVersion: '0.1.0' },
    locks: null,
    line: {
      now: Date.now,
      async fetch(path, init) {
        const headers = { ...Object.fromEntries(new Headers(init.headers)), cookie: phone.client.cookie };
        const body = init.body as Uint8Array<ArrayBuffer> | undefined;
        if (init.method !== 'PATCH' || !body || body.length <= 100_000) return fetch(server.url + path, { ...init, headers });
        cuts += 1;
        // Only a broken connection leaves a part of a request there: fetch sends all or nothing.
        await new Promise<void>((resolve) => {
          const request = http.request(server.url + path, { method: 'PATCH', headers: { ...headers, 'content-length': body.length } });
          request.on('error', () => resolve());
          request.write(body.subarray(0, 100_000), () => setTimeout(() => request.destroy(new Error('cut')), 50));
        });
        throw new TypeError('fetch failed');
      },
    },
  });
  await breaking.now();
  breaking.stop();
  expect(cuts).toBeGreaterThan(6);
  expect(await phone.store.evidence.counts()).toEqual({ waiting: 0, waitingBytes: 0 });
  expect(await seenAtDesk(taskId)).toMatchObject([{ state: 'received' }, { state: 'received' }]);
});

test('the server is restarted half way: what it has it keeps', async () => {
  const one = await photo(13, 600_000);
  const taskId = await handInWith(one);
  phone.faults.push({ kind: 'none' }, { kind: 'none' }, { kind: 'none' }, { kind: 'none' }, { kind: 'dropReply' }, { kind: 'dropRequest' });
  await phone.sync.now();
  phone.faults.length = 0;
  const [kept] = await phone.store.evidence.waiting();
  expect(kept?.upload).toContain(EVIDENCE_UPLOADS);
  await server.restart();
  const client = phone.client;
  const head = await fetch(server.url + (kept?.upload ?? ''), {
    method: 'HEAD',
    headers: { cookie: client.cookie, 'x-csrf-token': client.session?.csrfToken ?? '', 'tus-resumable': '1.0.0' },
  });
  expect(Number(head.headers.get('upload-offset'))).toBeGreaterThan(0);
  await phone.sync.now();
  expect(await seenAtDesk(taskId)).toMatchObject([{ state: 'received' }]);
});

test('bytes that are not those the check names are never taken for them', async () => {
  const [named, others] = [await photo(17), await photo(19)];
  const taskId = await handInWith({ evidence: named.evidence, bytes: others.bytes });
  await phone.sync.now();
  expect((await phone.store.evidence.counts()).waiting).toBe(1);
  expect(await seenAtDesk(taskId)).toMatchObject([{ state: 'onItsWay' }]);
  // What was written is there all the same.
  expect((await phone.store.counts()).unsent).toBe(0);
  await phone.store.evidence.keep(taskId, named.evidence, named.bytes);
});

test('another village’s collector can neither send what no check of theirs names nor learn that it is here', async () => {
  const one = await photo(7);
  const stranger = await server.client('moliVillage');
  const { body } = await stranger.post('/api/v1/evidence/wanted', { files: [one.evidence.sha256] });
  expect(body).toEqual({ wanted: [], received: [] });
  const begun = await fetch(server.url + EVIDENCE_UPLOADS, {
    method: 'POST',
    headers: {
      cookie: stranger.cookie,
      'x-csrf-token': stranger.session?.csrfToken ?? '',
      'tus-resumable': '1.0.0',
      'upload-length': '300000',
      'upload-metadata': `sha256 ${btoa(one.evidence.sha256)}`,
    },
  });
  expect(begun.status).toBe(404);
});

test('who does not work there sees none of it at the desk, and nobody uploads without a session', async () => {
  const [first] = (await phone.store.handIns()).slice(-1);
  expect(await seenAtDesk(first?.handIn.taskId ?? '', 'moli')).toEqual([]);
  expect((await fetch(server.url + EVIDENCE_UPLOADS, { method: 'POST', headers: { 'tus-resumable': '1.0.0' } })).status).toBe(401);
});

test('a draft that is thrown away takes its photos with it; what was handed in keeps them', async () => {
  const [task] = await phone.store.tasks();
  if (!task) throw new Error('no task');
  const [taken, unsaid] = [await photo(23), await photo(29)];
  await phone.store.evidence.keep(task.id, taken.evidence, taken.bytes);
  await phone.store.evidence.keep(task.id, unsaid.evidence, unsaid.bytes);
  await phone.store.evidence.drop(unsaid.evidence.id);
  expect(await phone.store.evidence.bytes(unsaid.evidence.sha256)).toBeUndefined();
  await phone.store.dropDraft(task.id);
  expect((await phone.store.evidence.of(task.id)).filter((one) => one.state === 'draft')).toEqual([]);
  expect(await phone.store.evidence.bytes(taken.evidence.sha256)).toBeUndefined();
  expect((await phone.store.evidence.bytes((await photo(7)).evidence.sha256))?.length).toBe(300_000);
});
