// The county's policy and forms on their way to the phones: with the next sync, once, checked on arrival; what was begun keeps its version.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Policy } from '../../src/domain/policy.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policy-defaults.ts';
import type { FormUse } from '../../src/domain/published-form.ts';
import type { Definition } from '../../src/domain/survey/definition.ts';
import { formOf, formsOf, publishForm, retireForm, useForm } from '../../src/server/ledger/forms.ts';
import { loadedForm } from '../../src/server/ledger/loaded-forms.ts';
import { setPolicy } from '../../src/server/ledger/policies.ts';
import { formHash } from '../../src/wire/form-hash.ts';
import { WIRE_VERSION } from '../../src/wire/sync.ts';
import { asker, COUNTY, PEOPLE, SUNWANG, uuid } from '../support/county.ts';
import { DAY, startServer, type TestServer } from '../support/server.ts';
import { filledOn, form } from './support/form.ts';
import { draft } from './support/people.ts';
import { type Phone, pickUpPhone } from './support/phone-in-hand.ts';
import { dispatchTasks, handIn, moveTask, pagesOf } from './support/visits.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await dispatchTasks(server.db.ledger, [1, 2, 3]);
});
afterAll(() => server.close());

const publish = (definition: Definition, use: FormUse = 'check') => {
  server.clock.forward(1000);
  return server.db.ledger.within(asker('county'), (tx) => publishForm(tx, asker('county'), { definition, use, sourceName: '' }, server.clock.now()));
};
const inUse = () => server.db.ledger.within(asker('county'), async (tx) => (await formsOf(tx, COUNTY)).filter((one) => one.use !== null));

async function withPhone(work: (phone: Phone) => Promise<void>): Promise<void> {
  const phone = await pickUpPhone(server, 'sunwang');
  try {
    await phone.sync.now();
    await work(phone);
  } finally {
    phone.putDown();
  }
}

/** What a reply carries of settings, as a plain client hears it. */
async function hear(held: { settings?: string; forms?: string[] } = {}, handIns: unknown[] = []) {
  const client = await server.client('sunwang');
  const device = { id: uuid('d', 1), label: '', appVersion: '', highestNumber: 0, holding: 0, oldestAt: null };
  const reply = await client.post<string>('/api/v1/sync', { wireVersion: WIRE_VERSION, device, cursors: {}, handIns, ...held });
  const [first, ...others] = pagesOf(String(reply.body).trim().split('\n'));
  expect(others.every((page) => page.settings === undefined)).toBe(true);
  return { settings: first?.settings, receipts: first?.receipts ?? [] };
}

describe('a form that the county publishes', () => {
  test('is on the phone with the next sync, whole and by its hash, and is not sent again', () =>
    withPhone(async (phone) => {
      const hash = await publish(form('1'));
      expect(hash).toBe(await formHash(form('1')));
      await phone.sync.now();
      const settings = await phone.store.settings();
      expect(settings?.forms).toContainEqual({ hash, use: 'check' });
      expect(await phone.store.form(hash)).toMatchObject({ hash, use: 'check', definition: form('1') });
      expect((await phone.store.opening()).settings).toEqual(settings);
      const { stamp, forms } = await phone.store.beginPass();
      expect((await hear({ settings: stamp, forms })).settings).toBeUndefined();
    }));

  test('takes the place of the one before; a begun draft finds its own version, and so does whoever reads an old check', () =>
    withPhone(async (phone) => {
      const old = await publish(form('2'));
      await phone.sync.now();
      await phone.store.keepDraft(draft(1));
      const fresh = await publish(form('3', { title: '饮水排查（新）' }));
      await phone.sync.now();
      expect((await phone.store.settings())?.forms).toEqual([{ hash: fresh, use: 'check' }]);
      expect((await phone.store.formFor('water', '2'))?.hash).toBe(old);
      expect((await phone.store.formFor('water', '3'))?.hash).toBe(fresh);
      expect(await phone.store.formFor('water', '9')).toBeUndefined();
      const seen = await server.db.ledger.within(asker('anyu'), (tx) => formOf(tx, COUNTY, 'water', '2'));
      expect(seen).toEqual({ hash: old, definition: form('2') });
      const loaded = await server.db.ledger.within(asker('anyu'), (tx) => loadedForm(tx, COUNTY, 'water', '2'));
      expect(loaded?.byName.has('dry')).toBe(true);
    }));

  test('with an id and version that was published before and other content is refused; the same content again changes nothing', async () => {
    const hash = await publish(form('4'));
    await expect(publish(form('4', { title: '改了题目' }))).rejects.toMatchObject({ problem: 'conflict' });
    expect(await publish(form('4'))).toBe(hash);
    expect(await inUse()).toMatchObject([{ hash, use: 'check' }]);
  });

  test('can go back to an older one, and supplements come and go beside it', async () => {
    const first = await publish(form('5'));
    await publish(form('6'));
    const cellar = await publish(form('1', { id: 'cellar' }), 'supplement');
    await server.db.ledger.within(asker('county'), (tx) => useForm(tx, asker('county'), first, 'check', server.clock.now()));
    expect((await inUse()).map((one) => [one.hash, one.use]).sort()).toEqual(
      [
        [first, 'check'],
        [cellar, 'supplement'],
      ].sort(),
    );
    const newer = await publish(form('2', { id: 'cellar' }), 'supplement');
    expect((await inUse()).map((one) => one.hash).sort()).toEqual([first, newer].sort());
    const retire = (hash: string) => server.db.ledger.within(asker('county'), (tx) => retireForm(tx, asker('county'), hash, server.clock.now()));
    await retire(newer);
    await expect(retire(first)).rejects.toMatchObject({ problem: 'conflict' });
    expect((await inUse()).map((one) => one.hash)).toEqual([first]);
    const actions = await server.db.sql("SELECT action FROM audit WHERE entity = 'form' AND entity_id = $1 ORDER BY id", [newer]);
    expect(actions.map((row) => row.action)).toEqual(['form.publish', 'form.use', 'form.retire']);
  });

  test('is published by the county office only, and never changed or taken away, whatever the query says', async () => {
    const attempt = (who: keyof typeof PEOPLE) =>
      server.db.ledger.within(asker(who), (tx) =>
        publishForm(tx, asker(who), { definition: form(`by ${who}`), use: 'check', sourceName: '' }, server.clock.now()),
      );
    for (const who of ['sunwang', 'anyu', 'yibao'] as const) await expect(attempt(who)).rejects.toThrow(/row-level security/);
    const change = (text: string) => server.db.sql(`SET ROLE ruhu_app; ${text}`);
    await expect(change("UPDATE survey_form SET title = ''")).rejects.toThrow(/permission denied/);
    await expect(change('DELETE FROM survey_form')).rejects.toThrow(/permission denied/);
  });
});

describe('what comes to the phone spoilt', () => {
  test('is not believed: a form whose hash is not its own is left out, the old ones stay in use, receipts are stored, and the next sync brings it whole', () =>
    withPhone(async (phone) => {
      const before = await phone.store.settings();
      const hash = await publish(form('7'));
      phone.faults.push({ kind: 'altered', from: '断过水', to: '断过电' });
      const task = await phone.store.task(uuid('t', 3));
      if (task) await phone.visit(task);
      await phone.sync.now();
      expect(await phone.store.counts()).toMatchObject({ unsent: 0 });
      expect(await phone.store.form(hash)).toBeUndefined();
      expect((await phone.store.settings())?.forms).toEqual(before?.forms);
      await phone.sync.now();
      expect((await phone.store.settings())?.forms).toEqual([{ hash, use: 'check' }]);
      expect((await phone.store.form(hash))?.definition).toEqual(form('7'));
    }));
});

describe('a check that was filled on a form', () => {
  test('is taken when the county ever published that version, and refused, kept and explained when it did not', async () => {
    const content = filledOn('1');
    const stray = { ...filledOn('1'), supplements: [filledOn('1', 'nobody-knows').survey] };
    const [good, bad, worse] = await Promise.all([
      handIn(1, { number: 1 }, content),
      handIn(2, { number: 2 }, filledOn('99')),
      handIn(2, { number: 3, id: uuid('i', 22) }, stray),
    ]);
    const { receipts } = await hear({}, [good, bad, worse]);
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['accepted', 'refused', 'refused']);
    expect(receipts[1]).toMatchObject({ problem: 'notFound', message: expect.stringContaining('water 99') });
    expect(receipts[2]).toMatchObject({ message: expect.stringContaining('nobody-knows 1') });
    const county = await server.client('county');
    const { body } = await county.get<{ hits: { formId: string; version: string; count: number }[] }>('/api/forms/hits');
    expect(body.hits.filter((hit) => hit.formId === 'water')).toEqual([{ formId: 'water', version: '1', count: 1 }]);
    const kept = await server.db.sql('SELECT hand_in_id FROM hand_in_dispute ORDER BY hand_in_id');
    expect(kept.map((row) => row.hand_in_id)).toEqual([uuid('i', 2), uuid('i', 22)].sort());
  });

  test('and returned later brings its old form to a phone that never had it', async () => {
    await moveTask(server.db.ledger, 1, 'returned');
    const { settings } = await hear();
    const names = settings?.sent.map((one) => `${one.definition.id} ${one.definition.version}`) ?? [];
    expect(names.sort()).toEqual(['water 1', 'water 7']);
    const forms = settings?.sent.map((one) => one.hash) ?? [];
    expect((await hear({ settings: settings?.stamp ?? '', forms })).settings).toBeUndefined();
  });

  test('nested beyond all measure is refused alone', async () => {
    let deep = '';
    for (let level = 0; level < 20_000; level++) deep += '{"id":"x","values":{},"unconfirmed":[],"repeats":{"r":[';
    const bomb = `${deep}${']}}'.repeat(20_000)}`;
    const good = JSON.stringify(await handIn(2, { number: 4, id: uuid('i', 23) }, filledOn('1')));
    const spoilt = JSON.stringify(await handIn(3, { number: 5 }, filledOn('1'))).replace('"repeats":{}', `"repeats":{"r":[${bomb}]}`);
    const client = await server.client('sunwang');
    const device = JSON.stringify({ id: uuid('d', 1), label: '', appVersion: '', highestNumber: 0, holding: 0, oldestAt: null });
    const body = `{"wireVersion":${WIRE_VERSION},"device":${device},"cursors":{"${SUNWANG}":1},"handIns":[${spoilt},${good}]}`;
    const reply = await client.send('POST', '/api/v1/sync', body, { 'content-type': 'application/json' });
    expect(reply.status).toBe(200);
    const [first] = pagesOf(String(reply.body).trim().split('\n'));
    expect(first?.receipts.map((receipt) => receipt.outcome)).toEqual(['refused', 'accepted']);
    expect(first?.receipts[0]).toMatchObject({ problem: 'malformed' });
  });
});

describe('the policy', () => {
  test('of the county reaches the phone with the next sync, and one that is dated ahead on its day', () =>
    withPhone(async (phone) => {
      const policy = { ...(DEFAULT_POLICIES[0] as Policy), division: COUNTY };
      const set = (record: Policy) => server.db.ledger.within(asker('county'), (tx) => setPolicy(tx, COUNTY, record, PEOPLE.county.id));
      await set({ ...policy, effectiveFrom: '2026-11-01', monitoringLine: 8600, monitoringLineAssumed: false });
      await set({ ...policy, effectiveFrom: '2026-11-25', monitoringLine: 9100, monitoringLineAssumed: false });
      await phone.sync.now();
      expect((await phone.store.settings())?.policy).toMatchObject({ monitoringLine: 8600, monitoringLineAssumed: false });
      server.clock.forward(3 * DAY);
      await phone.sync.now();
      expect((await phone.store.settings())?.policy.monitoringLine).toBe(9100);
    }));
});
