// The phone in the hands of a stranger: what lies in its storage says nothing of anybody, and the PIN can't be guessed through.
import { createHash } from 'node:crypto';
import { Dexie } from 'dexie';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/visit.ts';
import type { Shelter } from '../../src/phone/store/database.ts';
import { destroyStore } from '../../src/phone/store/destroy.ts';
import { lookBehind, replaceLock, sitOut, tryPin } from '../../src/phone/store/door.ts';
import { faultOfPin, fits, type Lock, newStoreKey, storeKeyOf } from '../../src/phone/store/lock.ts';
import { finishSealing, lockStore, setPin } from '../../src/phone/store/lock-store.ts';
import { openPhoneStore } from '../../src/phone/store/open-phone-store.ts';
import { sealWith } from '../../src/phone/store/seal.ts';
import { databaseName, EVIDENCE, FORMS, TABLES } from '../../src/phone/store/tables.ts';
import { everybodyHere, lastSignedIn, rememberSignedIn } from '../../src/phone/store/who-was-here.ts';
import type { Session } from '../../src/wire/session.ts';
import type { Change } from '../../src/wire/sync.ts';
import { draft, household, idNumber, newShelter, notIncluded, page, task, uuid, VILLAGE } from '../sync/support/people.ts';
import { rawStorage, rowsWith } from '../sync/support/raw-storage.ts';
import { keyOf, openStore, PIN } from '../sync/support/sealed-phone.ts';

const ACCOUNT = uuid(1, 9);
const NOW = new Date('2026-11-21T02:00:00.000Z');
const SUMMARY = '女儿每月寄六百元';
const PHOTO = Buffer.from('一张写着王银环家门牌的照片');

const SESSION = {
  account: { id: ACCOUNT, login: 'village-140826101201', name: '李采集', role: 'collector', scope: [VILLAGE], department: null },
  csrfToken: 'token-of-the-session',
  county: { code: '140826', name: '绛县' },
  divisions: [{ code: VILLAGE, parentCode: '140826101000', level: 'village', name: '孙王村村民委员会' }],
  demonstration: false,
  mustChangePassword: false,
  serverTime: NOW.toISOString(),
} as unknown as Session;

/** What a stranger must not read. */
const SECRETS = [
  '王银环',
  '李采集',
  '赵组长',
  '孙王村',
  '绛县',
  SUMMARY,
  '13800000000',
  idNumber(1),
  idNumber(2),
  'wang yin huan',
  '张组长代填',
  '门牌',
  '1组',
  'token-of-the-session',
  PIN,
];

const evidence = (n: number): Evidence => ({
  id: uuid(n, 6),
  purpose: 'visitorSignature',
  about: '王银环',
  type: 'image/jpeg',
  bytes: PHOTO.length,
  sha256: createHash('sha256').update(PHOTO).update(String(n)).digest('hex'),
  madeAt: NOW.toISOString(),
});

const changes: Change[] = [1, 2, 3].flatMap((n): Change[] => [
  { kind: 'task', villageCode: VILLAGE, task: { ...task(n), leads: [] } },
  { kind: 'household', villageCode: VILLAGE, household: household(n) },
]);

/** A phone at work: everything that it ever keeps is on it. */
async function atWork(shelter: Shelter): Promise<void> {
  const store = await openStore(ACCOUNT, shelter);
  await rememberSignedIn(SESSION.account, NOW, shelter);
  await store.keepSession(SESSION);
  const pass = await store.beginPass();
  await store.applyPage(pass.id, page({ changes, cursors: { [VILLAGE]: 6 } }), NOW);
  for (let n = 1; n <= 26; n++) {
    const content = { ...notIncluded(SUMMARY), evidence: n === 1 ? [evidence(1)] : [] };
    if (n === 1) await store.evidence.keep(task(1).id, evidence(1), new Uint8Array(PHOTO));
    await store.handIn(draft(n, content), content, { handInId: uuid(n, 4), now: NOW });
  }
  await expect.poll(async () => (await store.letters(100)).length).toBe(2);
  await store.applyPage(
    pass.id,
    page({ receipts: [{ id: uuid(26, 4), outcome: 'refused', problem: 'conflict', message: '王银环家已由张组长代填' }] }),
    NOW,
  );
  await store.keepDraft(draft(3, notIncluded(SUMMARY)));
  await store.evidence.keep(task(3).id, evidence(3), new Uint8Array(PHOTO));
  await store.keepOrder([task(1).id]);
  store.close();
}

describe('what lies on the phone', () => {
  test('says no name, ID number, phone, place or answer, in no table and no index', async () => {
    const shelter = newShelter();
    await atWork(shelter);
    const rows = await rawStorage(shelter);
    expect(rows.length).toBeGreaterThan(40);
    expect(rowsWith(rows, SECRETS)).toEqual([]);
    // The same words are all there for whoever has the PIN.
    const store = await openStore(ACCOUNT, shelter);
    const { tasks, drafts, handIns, session } = await store.opening();
    const households = [await store.household(uuid(1, 1)), await store.household(uuid(2, 1))];
    const shown = JSON.stringify([tasks, drafts, handIns, session, households]);
    expect(SECRETS.filter((one) => one !== '门牌' && one !== PIN && !shown.includes(one))).toEqual([]);
    expect(Buffer.from((await store.evidence.bytes(evidence(1).sha256)) ?? []).toString()).toContain('门牌');
    store.close();
  });

  test('opens with no other key, and no box opens in the place of another', async () => {
    const seal = sealWith((await newStoreKey()).key);
    const box = await seal.value({ name: '王银环' }, 'draft/1');
    expect(await seal.open(box, 'draft/1')).toEqual({ name: '王银环' });
    await expect(seal.open(box, 'draft/2')).rejects.toMatchObject({ kind: 'broken' });
    await expect(sealWith((await newStoreKey()).key).open(box, 'draft/1')).rejects.toMatchObject({ kind: 'broken' });
    const altered = new Uint8Array(box);
    altered[20] = (altered[20] ?? 0) ^ 1;
    await expect(seal.open(altered, 'draft/1')).rejects.toMatchObject({ kind: 'broken' });
  });

  test('has a key that cannot be taken out of the browser', async () => {
    const key = await keyOf(ACCOUNT, newShelter());
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  test('a newer answer is never overwritten by an older one that took longer to seal', async () => {
    const store = await openStore(ACCOUNT, newShelter());
    const long = draft(1, notIncluded('很长'.repeat(200_000)));
    await Promise.all([store.keepDraft(long), store.keepDraft(draft(1, notIncluded('短')))]);
    expect((await store.draft(task(1).id))?.answers.summary).toBe('短');
    await Promise.all([store.keepDraft(long), store.handIn(draft(1), notIncluded(), { handInId: uuid(1, 4), now: NOW })]);
    expect(await store.drafts()).toEqual([]);
    store.close();
  });
});

/** As the second version of the store kept it: everything in the clear. */
async function workedInTheClear(shelter: Shelter): Promise<void> {
  const db = new Dexie(databaseName(ACCOUNT), { ...shelter });
  db.version(1).stores(TABLES);
  db.version(2).stores({ ...FORMS, ...EVIDENCE });
  await db.open();
  await db.table('meta').bulkPut([
    { key: 'session', value: SESSION },
    { key: 'settings', value: { stamp: 's', policy: { note: '绛县' }, forms: [] } },
    { key: 'cursors', value: { [VILLAGE]: 9 } },
    { key: 'deviceId', value: uuid(7, 7) },
    { key: 'packs', value: { stamp: 3, next: 2 } },
    { key: 'parcel/1-25', value: { first: 1, last: 25, ids: [], bytes: new Uint8Array(Buffer.from('王银环')) } },
  ]);
  await db.table('tasks').bulkPut([1, 2, 3].map((n) => task(n)));
  await db.table('packs').put({ key: 1, villageCode: VILLAGE, households: [household(1), household(2)] });
  await db.table('lines').put({ key: 1, villageCode: VILLAGE, lines: [{ ...household(1), search: '王银环' }] });
  await db.table('drafts').bulkPut([draft(3, notIncluded(SUMMARY)), draft(4)]);
  for (let n = 1; n <= 30; n++) {
    const text = JSON.stringify({
      id: uuid(n, 4),
      number: n,
      taskId: task(n).id,
      content: { ...notIncluded(SUMMARY), evidence: n === 1 ? [evidence(1)] : [] },
    });
    await db.table('handIns').put({ id: uuid(n, 4), number: n, personName: '王银环', text });
    const refused = n === 30 ? { problem: 'conflict', message: '王银环家已由张组长代填', at: NOW.toISOString() } : null;
    await db
      .table('standings')
      .put({ id: uuid(n, 4), number: n, state: refused ? 'refused' : 'waiting', madeAt: NOW.toISOString(), hash: 'h', receivedAt: null, refused });
  }
  await db.table('evidence').put({ ...evidence(1), taskId: task(1).id, state: 'waiting', upload: '/api/v1/evidence/files/x' });
  await db.table('files').put({ sha256: evidence(1).sha256, bytes: new Uint8Array(PHOTO) });
  db.close();
}

/** An IndexedDB whose every transaction that writes counts down, and that is torn away at none. */
class PulledOut extends Error {}

/** The phone dies at the n-th writing transaction from now on: what was committed stands, nothing more is written. */
function dyingAt(shelter: Shelter, writes: number): Shelter {
  let left = writes;
  const factory = shelter.indexedDB as IDBFactory;
  const wrapped = Object.create(factory) as IDBFactory;
  wrapped.open = (...given: Parameters<IDBFactory['open']>) => {
    const request = factory.open(...given);
    request.addEventListener('success', () => {
      const db = request.result;
      const begin = db.transaction.bind(db);
      db.transaction = ((...how: Parameters<IDBDatabase['transaction']>) => {
        if (how[1] === 'readwrite' && left-- <= 0) throw new PulledOut('the battery is empty');
        return begin(...how);
      }) as IDBDatabase['transaction'];
    });
    return request;
  };
  return { ...shelter, indexedDB: wrapped };
}

describe('an update to sealing', () => {
  const everything = async (shelter: Shelter) => {
    const store = await openStore(ACCOUNT, shelter);
    const seen = {
      session: await store.session(),
      tasks: (await store.tasks()).length,
      drafts: (await store.drafts()).map((one) => one.answers.summary).sort(),
      waiting: (await store.waiting(100)).map((one) => JSON.parse(one.text).number),
      refused: (await store.handIns()).find((one) => one.state === 'refused')?.refused?.message,
      household: (await store.household(uuid(2, 1)))?.headName,
      lines: (await store.householdLines()).length,
      photos: (await store.evidence.waiting()).map((one) => [one.about, one.upload]),
      photo: Buffer.from((await store.evidence.bytes(evidence(1).sha256)) ?? []).toString(),
      device: await store.deviceId(),
      cursors: (await store.beginPass()).cursors,
    };
    store.close();
    return seen;
  };
  const WHOLE = {
    session: SESSION,
    tasks: 3,
    drafts: [SUMMARY, notIncluded().result.summary].sort(),
    waiting: Array.from({ length: 29 }, (_, at) => at + 1),
    refused: '王银环家已由张组长代填',
    household: '王银环2',
    lines: 2,
    photos: [['王银环', '/api/v1/evidence/files/x']],
    photo: PHOTO.toString(),
    device: uuid(7, 7),
    cursors: { [VILLAGE]: 9 },
  };

  test('keeps every draft and every record, and leaves nothing in the clear', async () => {
    const shelter = newShelter();
    await workedInTheClear(shelter);
    expect(rowsWith(await rawStorage(shelter), SECRETS).length).toBeGreaterThan(20);
    expect((await lookBehind(ACCOUNT, shelter)).kind).toBe('clear');
    const left: number[] = [];
    await lockStore(ACCOUNT, PIN, { shelter, iterations: 100, onStep: (count) => left.push(count) });
    expect(left[left.length - 1]).toBe(0);
    expect(await everything(shelter)).toEqual(WHOLE);
    expect(rowsWith(await rawStorage(shelter), SECRETS)).toEqual([]);
  });

  test('that is ended at any moment goes on at the next start: nothing is lost, and in the end nothing is in the clear', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 4 }), async (deaths) => {
        const shelter = newShelter();
        await workedInTheClear(shelter);
        for (const writes of deaths) {
          const behind = await lookBehind(ACCOUNT, shelter);
          const dying = dyingAt(shelter, writes);
          // Dexie wraps what the browser throws; that it died is all that matters.
          if (behind.kind === 'sealed') {
            const tried = await tryPin(ACCOUNT, PIN, shelter);
            if (tried.outcome !== 'open') throw new Error(tried.outcome);
            await finishSealing(ACCOUNT, tried.store.key, { shelter: dying }).catch(() => undefined);
          } else await lockStore(ACCOUNT, PIN, { shelter: dying, iterations: 10 }).catch(() => undefined);
        }
        expect(await everything(shelter)).toEqual(WHOLE);
        expect(rowsWith(await rawStorage(shelter), SECRETS)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  test('masks the names of those who were here', async () => {
    const shelter = newShelter();
    const door = new Dexie('ruhu', { ...shelter });
    door.version(1).stores({ guests: 'id, at' });
    await door.table('guests').put({ id: ACCOUNT, login: 'village', name: '李采集', at: NOW.toISOString() });
    door.close();
    expect(await lastSignedIn(shelter)).toMatchObject({ accountId: ACCOUNT, name: '李**' });
    expect(rowsWith(await rawStorage(shelter), ['李采集'])).toEqual([]);
  });
});

describe('the PIN', () => {
  const locked = async (more: Partial<Lock> = {}): Promise<Shelter> => {
    const shelter = newShelter();
    await keyOf(ACCOUNT, shelter);
    await replaceLock(ACCOUNT, { atServer: 'yes', ...more }, shelter);
    return shelter;
  };
  const lockOf = async (shelter: Shelter): Promise<Lock> => {
    const behind = await lookBehind(ACCOUNT, shelter);
    if (behind.kind !== 'sealed') throw new Error(behind.kind);
    return behind.lock;
  };

  test('is of six digits, and not one that everybody tries first', () => {
    expect(['123456', '654321', '000000', '111111', '12345', '1234567', '12a456', '345678'].map(faultOfPin)).toEqual([
      'row',
      'row',
      'same',
      'same',
      'length',
      'length',
      'length',
      'row',
    ]);
    expect(faultOfPin(PIN)).toBeNull();
  });

  test('wrong ones are forgiven four times, then wait, longer each time; the count and the wait outlive a restart', async () => {
    const shelter = await locked();
    for (let n = 1; n <= 4; n++) expect(await tryPin(ACCOUNT, '111222', shelter)).toEqual({ outcome: 'wrong', left: 10 - n, waitMs: 0 });
    expect(await tryPin(ACCOUNT, '111222', shelter)).toEqual({ outcome: 'wrong', left: 5, waitMs: 30_000 });
    // Whatever is typed now, also the right one, is not even tried.
    expect(await tryPin(ACCOUNT, PIN, shelter)).toEqual({ outcome: 'wait', waitMs: 30_000 });
    expect(await sitOut(ACCOUNT, 20_000, shelter)).toBe(10_000);
    expect(await tryPin(ACCOUNT, PIN, shelter)).toEqual({ outcome: 'wait', waitMs: 10_000 });
    expect(await sitOut(ACCOUNT, 10_000, shelter)).toBe(0);
    expect(await tryPin(ACCOUNT, '111222', shelter)).toEqual({ outcome: 'wrong', left: 4, waitMs: 60_000 });
    await sitOut(ACCOUNT, 60_000, shelter);
    expect((await tryPin(ACCOUNT, PIN, shelter)).outcome).toBe('open');
    expect(await lockOf(shelter)).toMatchObject({ wrong: 0, waitMs: 0 });
  });

  test('a clock that is set forward shortens no wait, one that is set back prolongs none', async () => {
    const shelter = await locked({ wrong: 5, waitMs: 30_000 });
    expect(await sitOut(ACCOUNT, -86_400_000, shelter)).toBe(30_000);
    expect(JSON.stringify(await lockOf(shelter))).not.toMatch(/"\w*At":"?\d/);
    expect(await tryPin(ACCOUNT, PIN, shelter)).toEqual({ outcome: 'wait', waitMs: 30_000 });
  });

  test('a try that was cut off before its outcome was known counts as wrong', async () => {
    const shelter = await locked();
    await expect(tryPin(ACCOUNT, PIN, dyingAt(shelter, 1))).rejects.toThrow('battery');
    expect((await lockOf(shelter)).wrong).toBe(1);
  });

  test('the tenth wrong one closes it: only the account opens, with the same key and a new PIN, and nothing is lost', async () => {
    const shelter = newShelter();
    const made = await lockStore(ACCOUNT, PIN, { shelter, iterations: 100 });
    if (!made) throw new Error('no lock');
    const store = await openPhoneStore(ACCOUNT, made.key, shelter);
    await store.keepDraft(draft(1));
    store.close();
    await replaceLock(ACCOUNT, { atServer: 'yes', wrong: 9 }, shelter);
    expect(await tryPin(ACCOUNT, '111222', shelter)).toEqual({ outcome: 'closed' });
    expect(await tryPin(ACCOUNT, PIN, shelter)).toEqual({ outcome: 'closed' });
    const given = await storeKeyOf(made.raw);
    expect(await fits(await lockOf(shelter), given.key)).toBe(true);
    expect(await fits(await lockOf(shelter), (await newStoreKey()).key)).toBe(false);
    await setPin(ACCOUNT, await lockOf(shelter), given, '907214', { shelter, iterations: 100 });
    expect((await tryPin(ACCOUNT, PIN, shelter)).outcome).toBe('wrong');
    const again = await openStore(ACCOUNT, shelter, '907214');
    expect(await again.drafts()).toEqual([draft(1)]);
    again.close();
  });

  test('a key that never reached the account is never closed, only slowed down: else the work would be lost', async () => {
    const shelter = await locked({ atServer: 'no', wrong: 30 });
    expect(await tryPin(ACCOUNT, '111222', shelter)).toEqual({ outcome: 'wrong', left: null, waitMs: 600_000 });
    await sitOut(ACCOUNT, 600_000, shelter);
    expect((await tryPin(ACCOUNT, PIN, shelter)).outcome).toBe('open');
  });

  test('of one person opens nothing of another on the same phone', async () => {
    const shelter = newShelter();
    const other = uuid(2, 9);
    await keyOf(ACCOUNT, shelter, PIN);
    await keyOf(other, shelter, '907214');
    expect((await tryPin(ACCOUNT, '907214', shelter)).outcome).toBe('wrong');
    expect((await tryPin(other, '907214', shelter)).outcome).toBe('open');
  });
});

describe('a revoked phone', () => {
  test('loses its key and everything of the account, counts what was unsent, and says so after a restart, too', async () => {
    const shelter = newShelter();
    await atWork(shelter);
    const store = await openStore(ACCOUNT, shelter);
    await store.handIn(draft(40), notIncluded(), { handInId: uuid(40, 4), now: NOW });
    store.close();
    const other = await openStore(uuid(2, 9), shelter);
    expect(await destroyStore(ACCOUNT, shelter)).toEqual({ unsent: 27, drafts: 1 });
    expect(((await shelter.indexedDB?.databases()) ?? []).map((one) => one.name).sort()).toEqual(['ruhu', databaseName(uuid(2, 9))].sort());
    expect((await everybodyHere(shelter)).find((one) => one.accountId === ACCOUNT)?.revoked).toEqual({ unsent: 27, drafts: 1 });
    expect((await lookBehind(ACCOUNT, shelter)).kind).toBe('nothing');
    // Once more, after the app was ended on the way: the count stands.
    await destroyStore(ACCOUNT, shelter);
    expect((await everybodyHere(shelter)).find((one) => one.accountId === ACCOUNT)?.revoked).toEqual({ unsent: 27, drafts: 1 });
    expect(await other.drafts()).toEqual([]);
    other.close();
  });

  test('ended in the middle of it opens no more with any PIN', async () => {
    const shelter = newShelter();
    await atWork(shelter);
    const refuses = { ...shelter, indexedDB: Object.create(shelter.indexedDB as IDBFactory) as IDBFactory };
    refuses.indexedDB.deleteDatabase = () => {
      throw new PulledOut('the battery is empty');
    };
    await expect(destroyStore(ACCOUNT, refuses)).rejects.toThrow('battery');
    expect(await tryPin(ACCOUNT, PIN, shelter)).toEqual({ outcome: 'gone' });
  });
});
