// Opens what the phone keeps for one account: one database an account, so that two people on one phone never touch each other's work.
import type { Session } from '../../wire/session.ts';
import { type Arriving, applyPage } from './apply-page.ts';
import { type Bell, hangBell } from './bell.ts';
import { onDatabase, openDatabase, type Shelter } from './database.ts';
import { countEvidence, dropEvidence, dropEvidenceOfDraft, evidenceOf, keepEvidence, markReceived, markUpload, waitingEvidence } from './evidence.ts';
import { countHandIns, everyHandIn, highestNumber, keepHandIn, lettersWaiting, putHandInAside, waitingHandIns } from './hand-ins.ts';
import { type Places, placesOf, readLines } from './household-packs.ts';
import { newId } from './new-id.ts';
import { readOpening } from './opening.ts';
import { packParcel } from './parcels.ts';
import type { Contact, Kept, PhoneStore } from './phone-store.ts';
import { publishedForm, readSettings, settingsHeld } from './settings.ts';
import { databaseName } from './tables.ts';

interface Lease {
  holder: string;
  until: number;
}

/** `hung`: the bell of a store opened at the start. Rejects with a StoreFailure when the browser has no room, no IndexedDB, or another tab does not let go. */
export async function openPhoneStore(accountId: string, shelter: Shelter = {}, hung?: Bell): Promise<PhoneStore> {
  const name = databaseName(accountId);
  const db = await openDatabase(name, shelter);
  const bell = hung ?? hangBell(name);
  let places: Places | null = null;
  let arriving: Arriving = new Map();
  const on = <T>(work: () => PromiseLike<T>): Promise<T> => onDatabase(db, work);
  const then = async <T>(kept: Kept, work: () => PromiseLike<T>): Promise<T> => {
    const result = await on(work);
    bell.ring([kept]);
    return result;
  };

  return {
    accountId,
    opening: () => on(() => readOpening(db)),
    session: () => on(async () => (await db.read<Session>('session')) ?? null),
    keepSession: (session) => then('session', () => db.write('session', session)),
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

    settings: () => on(() => readSettings(db)),
    form: (hash) => on(async () => publishedForm(await db.forms.get(hash))),
    formFor: (formId, version) => on(async () => publishedForm(await db.forms.where({ formId, version }).first())),

    tasks: () => on(() => db.tasks.toArray()),
    task: (id) => on(() => db.tasks.get(id)),
    householdLines: () => on(() => readLines(db)),
    keepOrder: (taskIds) => on(() => db.write('order', taskIds)),
    household: (id) =>
      on(() =>
        db.transaction('r', db.meta, db.lines, db.packs, async () => {
          places = await placesOf(db, places);
          const key = places.packOf.get(id);
          const pack = key === undefined ? undefined : await db.packs.get(key);
          return pack?.households.find((household) => household.id === id);
        }),
      ),

    eachHousehold: async (visit) => {
      for (const key of await on(() => db.packs.toCollection().primaryKeys())) {
        const pack = await on(() => db.packs.get(key));
        for (const household of pack?.households ?? []) visit(household);
      }
    },

    draft: (taskId) => on(() => db.drafts.get(taskId)),
    drafts: () => on(() => db.drafts.toArray()),
    keepDraft: (draft) => then('drafts', async () => void (await db.drafts.put(draft))),
    dropDraft: (taskId) =>
      then('drafts', () =>
        db.transaction('rw', db.drafts, db.evidence, db.files, async () => {
          await db.drafts.delete(taskId);
          await dropEvidenceOfDraft(db, taskId);
        }),
      ),

    handIn: async (draft, content, ids) => {
      const handIn = await on(() => keepHandIn(db, draft, content, ids));
      bell.ring(['handIns', 'drafts', 'evidence']);
      packParcel(db, handIn.number).catch(() => undefined);
      return handIn;
    },
    handIns: () => on(() => everyHandIn(db)),
    waiting: (count) => on(() => waitingHandIns(db, count)),
    letters: (count) => on(() => lettersWaiting(db, count)),
    putAside: (handInId) => on(() => putHandInAside(db, handInId)).then(() => bell.ring(['handIns', 'evidence'])),
    counts: () => on(() => countHandIns(db)),
    highestNumber: () => on(() => highestNumber(db)),

    evidence: {
      keep: (taskId, evidence, bytes) => then('evidence', () => keepEvidence(db, taskId, evidence, bytes)),
      of: (taskId) => on(() => evidenceOf(db, taskId)),
      bytes: (sha256) => on(async () => (await db.files.get(sha256))?.bytes),
      drop: (id) => then('evidence', () => dropEvidence(db, id)),
      waiting: () => on(() => waitingEvidence(db)),
      markUpload: (sha256, url) => on(() => markUpload(db, sha256, url)),
      markReceived: (files) => then('evidence', () => markReceived(db, files)),
      counts: () => on(() => countEvidence(db)),
    },

    beginPass: async () => {
      const id = newId();
      const begun = await on(() =>
        db.transaction('rw', db.meta, db.forms, async () => {
          await db.write('pass', id);
          return { cursors: (await db.read<Record<string, number>>('cursors')) ?? {}, ...(await settingsHeld(db)) };
        }),
      );
      arriving = new Map();
      return { id, ...begun };
    },
    applyPage: async (passId, page, now) => {
      for (const village of page.villages ?? []) {
        if (village.reply === 'snapshot') arriving.set(village.code, { tasks: new Set(), households: new Set() });
      }
      const applied = await on(() => {
        const known = places;
        // Forgotten while the transaction runs: when it fails, memory must not claim what the disk does not hold.
        places = null;
        return db.transaction('rw', [db.meta, db.tasks, db.packs, db.lines, db.standings, db.forms], async () => {
          if ((await db.read<string>('pass')) !== passId) return null;
          return applyPage(db, page, now, arriving, known);
        });
      });
      if (!applied) return 'overtaken';
      places = applied.places;
      bell.ring(applied.changed);
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
