// 导出未上报数据: what a phone could not send travels as a file that only the server opens, is handed in by somebody else, and is there exactly once.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Task } from '../../src/domain/task.ts';
import type { Evidence } from '../../src/domain/visit.ts';
import { makeUnsentFile, unsentFileName } from '../../src/phone/store/unsent-file.ts';
import type { DeviceItem } from '../../src/wire/devices.ts';
import { beginSeal } from '../../src/wire/sealing.ts';
import type { BroughtWork } from '../../src/wire/unsent-work.ts';
import { PEOPLE, uuid } from '../support/county.ts';
import { type Client, startServer, type TestServer } from '../support/server.ts';
import { draft, notIncluded } from './support/people.ts';
import { type Phone, pickUpPhone } from './support/phone-in-hand.ts';
import { dispatchTasks } from './support/visits.ts';

let server: TestServer;
let next = 100;
beforeAll(async () => {
  server = await startServer();
  await dispatchTasks(
    server.db.ledger,
    Array.from({ length: 60 }, (_, n) => 100 + n),
  );
});
afterAll(() => server.close());

/** A phone out of signal with so many checks unsent. */
async function phoneWith(checks: number): Promise<{ phone: Phone; ids: string[] }> {
  const phone = await pickUpPhone(server, 'sunwang');
  await phone.sync.now();
  const ids: string[] = [];
  for (let n = 0; n < checks; n++) {
    const task = await phone.store.task(uuid('t', next++));
    if (!task) throw new Error('no task left');
    ids.push((await phone.visit(task)).id);
  }
  return { phone, ids };
}

async function fileOf(phone: Phone): Promise<Buffer> {
  const made = await makeUnsentFile(phone.store, new Date('2026-11-22T01:30:00Z'), () => undefined);
  if (!made) throw new Error('no key yet');
  return Buffer.concat(made.parts);
}

/** A check that names a photo. */
async function visitWith(phone: Phone, task: Task, photo: Evidence): Promise<string> {
  const content = { ...notIncluded(), evidence: [photo] };
  const { id: taskId, householdId, villageCode, personName } = task;
  const written = draft(0, content, { taskId, householdId, villageCode, personName, revision: task.revision + 1 });
  return (await phone.store.handIn(written, content, { handInId: crypto.randomUUID(), now: new Date('2026-11-21T02:00:00Z') })).id;
}

function aPhoto(bytes: Uint8Array): Evidence {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    id: crypto.randomUUID(),
    purpose: 'house',
    about: '',
    type: 'image/jpeg',
    bytes: bytes.length,
    sha256,
    madeAt: '2026-11-21T01:00:00.000Z',
  };
}

const bring = (who: Client, file: Uint8Array) => {
  // Time goes on between two bringings.
  server.clock.forward(1000);
  return who.send<BroughtWork & { problem: string; message: string }>('POST', '/api/v1/unsent-work', new Uint8Array(file), {
    'content-type': 'application/octet-stream',
  });
};

const kept = (ids: readonly string[]) =>
  server.db.sql<{ id: string; device_id: string; account_id: string; device_number: number }>(
    'SELECT id, device_id, account_id, device_number FROM hand_in WHERE id = ANY ($1::uuid[]) ORDER BY device_number',
    [ids],
  );

describe('a file of unsent work', () => {
  test('goes in at the desk with its ids, numbers and author, and the phone then gets its receipts: exactly once', async () => {
    const { phone, ids } = await phoneWith(3);
    const file = await fileOf(phone);
    expect(file.includes('王银环') || file.includes(ids[0] as string)).toBe(false);
    const county = await server.client('county');
    const first = await bring(county, file);
    expect(first.body).toMatchObject({
      authorName: '周采集',
      deviceLabel: 'Redmi 9A',
      received: 3,
      already: 0,
      refused: [],
      whole: true,
      stopped: false,
    });
    const id = await phone.store.deviceId();
    expect(await kept(ids)).toEqual(ids.map((one, n) => ({ id: one, device_id: id, account_id: PEOPLE.sunwang.id, device_number: n + 1 })));
    expect(await phone.store.counts()).toMatchObject({ unsent: 3 });
    // The same file again, then the phone itself.
    expect((await bring(county, file)).body).toMatchObject({ received: 0, already: 3 });
    expect(await phone.sync.now()).toMatchObject({ kind: 'idle', unsent: 0 });
    expect(await kept(ids)).toHaveLength(3);
    expect((await phone.store.handIns()).every((one) => one.state === 'received')).toBe(true);
    phone.putDown();
  });

  test('says in the trace who brought it, in the transaction of each effect', async () => {
    const { phone, ids } = await phoneWith(1);
    await bring(await server.client('anyu'), await fileOf(phone));
    expect(
      await server.db.sql(`SELECT account_id, detail ->> 'broughtBy' AS by FROM audit WHERE action = 'handIn.accept' AND entity_id = $1`, [ids[0]]),
    ).toEqual([{ account_id: PEOPLE.sunwang.id, by: PEOPLE.anyu.id }]);
    expect(
      await server.db.sql(`SELECT account_id, detail ->> 'received' AS n FROM audit WHERE action = 'work.bring' AND entity_id = $1`, [
        await phone.store.deviceId(),
      ]),
    ).toEqual([{ account_id: PEOPLE.anyu.id, n: '1' }]);
    phone.putDown();
  });

  test('brings the photos along, and a second bringing has them already', async () => {
    const { phone } = await phoneWith(0);
    const task = await phone.store.task(uuid('t', next++));
    if (!task) throw new Error('no task');
    const bytes = crypto.getRandomValues(new Uint8Array(50_000));
    const photo = aPhoto(bytes);
    await phone.store.evidence.keep(task.id, photo, bytes);
    await visitWith(phone, task, photo);
    const file = await fileOf(phone);
    const county = await server.client('county');
    expect((await bring(county, file)).body).toMatchObject({ received: 1, files: { received: 1, already: 0, missing: 0 } });
    expect((await bring(county, file)).body.files).toEqual({ received: 0, already: 1, missing: 0 });
    expect(await server.db.sql('SELECT bytes FROM evidence_file WHERE sha256 = $1', [photo.sha256])).toEqual([{ bytes: 50_000 }]);
    await phone.sync.now();
    expect(await phone.store.evidence.counts()).toMatchObject({ waiting: 0 });
    phone.putDown();
  });

  test('cut on the way gives what came before the cut, and the rest with the whole file', async () => {
    const { phone, ids } = await phoneWith(1);
    const task = await phone.store.task(uuid('t', next++));
    if (!task) throw new Error('no task');
    const bytes = crypto.getRandomValues(new Uint8Array(40_000));
    const photo = aPhoto(bytes);
    await phone.store.evidence.keep(task.id, photo, bytes);
    ids.push(await visitWith(phone, task, photo));
    const file = await fileOf(phone);
    const county = await server.client('county');
    const cut = await bring(county, file.subarray(0, file.length - 10_000));
    expect(cut.body).toMatchObject({ received: 2, whole: false, files: { received: 0, missing: 1 } });
    expect((await bring(county, file)).body).toMatchObject({ received: 0, already: 2, whole: true, files: { received: 1 } });
    expect(await kept(ids)).toHaveLength(2);
    phone.putDown();
  });

  test('killed in the middle of the upload: what was received is received, and the same file brings the rest', async () => {
    const { phone, ids } = await phoneWith(2);
    const file = await fileOf(phone);
    const county = await server.client('county');
    const half = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(new Uint8Array(file.subarray(0, Math.floor(file.length / 2))));
        await new Promise((resolve) => setTimeout(resolve, 50));
        controller.error(new Error('the tab was closed'));
      },
    });
    const headers = { cookie: county.cookie, 'x-csrf-token': county.csrfToken, 'content-type': 'application/octet-stream' };
    await expect(fetch(`${server.url}/api/v1/unsent-work`, { method: 'POST', headers, body: half, duplex: 'half' } as RequestInit)).rejects.toThrow();
    expect(await kept(ids)).toHaveLength(0);
    expect((await bring(county, file)).body).toMatchObject({ received: 2, whole: true });
    phone.putDown();
  });
});

describe('who may bring it', () => {
  test('the township and the county, a colleague of the same township; not another township, not a department', async () => {
    const { phone } = await phoneWith(1);
    const file = await fileOf(phone);
    for (const who of ['moli', 'moliVillage', 'yibao'] as const) {
      const reply = await bring(await server.client(who), file);
      expect(reply.status, who).toBe(403);
    }
    expect((await bring(await server.client('moli'), file)).body.message).toContain('别的乡镇');
    expect((await bring(await server.client('xunwang'), file)).body).toMatchObject({ received: 1 });
    for (const who of ['anyu', 'county', 'admin'] as const) expect((await bring(await server.client(who), file)).body).toMatchObject({ already: 1 });
    phone.putDown();
  });

  test('what a stopped phone had exported is rescued by the office, with a note, and its lost numbers are fewer', async () => {
    const { phone, ids } = await phoneWith(2);
    const file = await fileOf(phone);
    const id = await phone.store.deviceId();
    const county = await server.client('county');
    await county.post(`/api/devices/${id}/stop`, { reason: 'broken', note: '' });
    await phone.sync.now();
    expect((await bring(await server.client('xunwang'), file)).status).toBe(403);
    expect((await bring(county, file)).body).toMatchObject({ received: 2, stopped: true });
    expect(await kept(ids)).toHaveLength(2);
    const found = (await county.get<{ devices: DeviceItem[] }>('/api/devices?state=stopped')).body.devices.find((device) => device.id === id);
    expect(found).toMatchObject({ highestNumber: 2, notHereCount: 0 });
    phone.putDown();
  });
});

describe('a file that is not what it should be', () => {
  test('is refused in plain Chinese: a photo album, a damaged one, another county’s, a forged one', async () => {
    const { phone } = await phoneWith(1);
    const file = await fileOf(phone);
    const county = await server.client('county');
    expect(await bring(county, Buffer.from('PK\u0003\u0004 相册'))).toMatchObject({
      status: 400,
      body: { problem: 'badFile', message: expect.stringContaining('导出未上报数据') },
    });
    const damaged = Buffer.from(file);
    damaged[damaged.length - 5] = (damaged[damaged.length - 5] as number) ^ 1;
    expect((await bring(county, damaged)).body.message).toContain('已损坏');
    expect((await bring(county, file.subarray(0, 200))).body.message).toContain('已损坏');
    const key = (await phone.store.settings())?.sealing?.key;
    if (!key) throw new Error('no key');
    const stranger = await beginSeal({ ...key, id: '0'.repeat(16) });
    expect((await bring(county, Buffer.concat([stranger.head, await stranger.frame(new Uint8Array(9), 'last')]))).body.message).toContain('不是本县');
    const forged = await beginSeal(key);
    const claim = {
      kind: 'ruhu-unsent',
      version: 1,
      accountId: PEOPLE.sunwang.id,
      deviceId: await phone.store.deviceId(),
      proof: 'A'.repeat(43),
      madeAt: '2026-11-22T01:00:00.000Z',
      highestNumber: 1,
      handIns: [],
      files: [],
    };
    const sealed = Buffer.concat([forged.head, await forged.frame(new TextEncoder().encode(JSON.stringify(claim)), 'last')]);
    expect((await bring(county, sealed)).body.message).toContain('不能确认');
    expect(unsentFileName(new Date(2026, 10, 22, 9, 30, 5))).toBe('ruhu-unsent-20261122-093005.ruhu');
    phone.putDown();
  });
});
