// Opens what the phone keeps for one account: one database an account, so that two people on one phone never touch each other's work.
import type { Task } from '../../domain/task.ts';
import type { Session } from '../../wire/session.ts';
import { type Arriving, applyPage } from './apply-page.ts';
import { type Bell, hangBell } from './bell.ts';
import { onDatabase, openDatabase, type Shelter } from './database.ts';
import { dropDraft, openDrafts, writeDraft } from './drafts.ts';
import { countEvidence, dropEvidence, evidenceOf, fileBytes, keepEvidence, markReceived, markUpload, waitingEvidence } from './evidence.ts';
import {
  countHandIns,
  everyHandIn,
  highestNumber,
  keepHandIn,
  lettersWaiting,
  type OpenedHandIns,
  putHandInAside,
  waitingHandIns,
} from './hand-ins.ts';
import { householdsOf, readHousehold } from './household-packs.ts';
import { newId } from './new-id.ts';
import { openOpening, readOpeningRows } from './opening.ts';
import { type Opened, openShelf } from './packs.ts';
import { packParcel } from './parcels.ts';
import type { Contact, HouseholdLine, Kept, PhoneStore } from './phone-store.ts';
import { sealWith } from './seal.ts';
import { publishedForm, readSettings, readSettingsRows, settingsHeld } from './settings.ts';
import { databaseName } from './tables.ts';
import { boxValue, readVault } from './vault.ts';

interface Lease {
  holder: string;
  until: number;
}

/** `bell`: of a store opened at the start; `seen`: what its first look has opened already. */
export interface Before {
  bell?: Bell;
  seen?: { tasks: Opened<Task> | null; lines: Opened<HouseholdLine> | null };
}

/** `key` is that of the account's lock (lock-store.ts). Rejects with a StoreFailure when the browser has no room, no IndexedDB, or another tab does not let go. */
export async function openPhoneStore(accountId: string, key: CryptoKey, shelter: Shelter = {}, before: Before = {}): Promise<PhoneStore> {
  const name = databaseName(accountId);
  const db = await openDatabase(name, shelter);
  const seal = sealWith(key);
  const bell = before.bell ?? hangBell(name);
  const tasks = openShelf<Task>(db, 'taskPacks', seal, before.seen?.tasks ?? null);
  const lines = openShelf<HouseholdLine>(db, 'linePacks', seal, before.seen?.lines ?? null);
  const opened: OpenedHandIns = new Map();
  let arriving: Arriving = new Map();
  const on = <T>(work: () => PromiseLike<T>): Promise<T> => onDatabase(db, work);
  const then = async <T>(kept: Kept, work: () => PromiseLike<T>): Promise<T> => {
    const result = await on(work);
    bell.ring([kept]);
    return result;
  };
  let turn: Promise<unknown> = Promise.resolve();
  /** Sealing takes a moment: what touches drafts comes one after the other, so that an older answer never lands on a newer one. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    accountId,
    opening: () => on(async () => openOpening(seal, await readOpeningRows(db), Array.from((await tasks.look()).byId.values()), opened)),
    session: () => on(() => readVault<Session>(db, seal, 'session')),
    keepSession: (session) =>
      then('session', async () => {
        const box = await boxValue(seal, 'session', session);
        await db.vault.put({ key: 'session', box });
      }),
    deviceId: () =>
      on(() =>
        db.transaction('rw', db.meta, async () => {
          const known = await db.read<string>('deviceId');
          if (known) return known;
          const id = newId();
          await db.write('deviceId', id);
          return id;
        }),
      ),

    settings: () => on(() => readSettings(db, seal)),
    form: (hash) => on(async () => publishedForm(await db.forms.get(hash))),
    formFor: (formId, version) => on(async () => publishedForm(await db.forms.where({ formId, version }).first())),

    tasks: () => on(async () => Array.from((await tasks.look()).byId.values())),
    task: (id) => on(async () => (await tasks.look()).byId.get(id)),
    householdLines: () => on(async () => Array.from((await lines.look()).byId.values())),
    keepOrder: (taskIds) => on(() => db.write('order', taskIds)),
    household: (id) => on(() => readHousehold(db, seal, lines, id)),
    eachHousehold: async (visit) => {
      for (const pack of await on(() => db.housePacks.toCollection().primaryKeys())) {
        for (const household of await on(() => householdsOf(db, seal, pack))) visit(household);
      }
    },

    draft: (taskId) =>
      on(async () => {
        const row = await db.sealedDrafts.get(taskId);
        return row && (await openDrafts(seal, [row]))[0];
      }),
    drafts: () => on(async () => openDrafts(seal, await db.sealedDrafts.toArray())),
    keepDraft: (draft) => inTurn(() => then('drafts', () => writeDraft(db, seal, draft))),
    dropDraft: (taskId) => inTurn(() => then('drafts', () => dropDraft(db, taskId))),

    handIn: async (draft, content, ids) => {
      const handIn = await inTurn(() => on(() => keepHandIn(db, seal, draft, content, ids)));
      bell.ring(['handIns', 'drafts', 'evidence']);
      packParcel(db, seal, handIn.number).catch(() => undefined);
      return handIn;
    },
    handIns: () => on(() => everyHandIn(db, seal, opened)),
    waiting: (count) => on(() => waitingHandIns(db, seal, count)),
    letters: (count) => on(() => lettersWaiting(db, seal, count)),
    putAside: (handInId) => on(() => putHandInAside(db, handInId)).then(() => bell.ring(['handIns', 'evidence'])),
    counts: () => on(() => countHandIns(db)),
    highestNumber: () => on(() => highestNumber(db)),

    evidence: {
      keep: (taskId, evidence, bytes) => then('evidence', () => keepEvidence(db, seal, taskId, evidence, bytes)),
      of: (taskId) => on(() => evidenceOf(db, seal, taskId)),
      bytes: (sha256) => on(() => fileBytes(db, seal, sha256)),
      drop: (id) => then('evidence', () => dropEvidence(db, id)),
      waiting: () => on(() => waitingEvidence(db, seal)),
      markUpload: (sha256, url) => on(() => markUpload(db, sha256, url)),
      markReceived: (files) => then('evidence', () => markReceived(db, files)),
      counts: () => on(() => countEvidence(db)),
    },

    beginPass: async () => {
      const id = newId();
      const { cursors, rows } = await on(() =>
        db.transaction('rw', db.meta, db.vault, db.forms, async () => {
          await db.write('pass', id);
          return { cursors: (await db.read<Record<string, number>>('cursors')) ?? {}, rows: await readSettingsRows(db) };
        }),
      );
      arriving = new Map();
      return { id, cursors, ...(await settingsHeld(seal, rows)) };
    },
    applyPage: async (passId, page, now) => {
      for (const village of page.villages ?? []) {
        if (village.reply === 'snapshot') arriving.set(village.code, { tasks: new Set(), households: new Set() });
      }
      const changed = await on(() => applyPage(db, seal, { tasks, lines }, passId, page, now, arriving));
      if (!changed) return 'overtaken';
      bell.ring(changed);
      return 'applied';
    },
    contact: () => on(async () => (await db.read<Contact>('contact')) ?? null),
    keepContact: (contact) => then('sync', () => db.write('contact', contact)),
    takeLease: (holder, now, ms) =>
      on(() =>
        db.transaction('rw', db.meta, async () => {
          const lease = await db.read<Lease>('lease');
          // One that would last longer than any is of a clock that was ahead.
          const holds = lease && lease.until > now && lease.until <= now + ms;
          if (holds && lease.holder !== holder) return false;
          await db.write('lease', { holder, until: now + ms } satisfies Lease);
          return true;
        }),
      ),
    dropLease: (holder) =>
      on(() =>
        db.transaction('rw', db.meta, async () => {
          if ((await db.read<Lease>('lease'))?.holder === holder) await db.meta.delete('lease');
        }),
      ),

    watch: (listener) => bell.watch(listener),
    close: () => {
      bell.close();
      db.close();
    },
  };
}
