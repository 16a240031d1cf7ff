// The store as a cold start has it: the first readings are answered at once, everything else by the whole store, which is fetched and opened behind it.
import { hangBell } from './bell.ts';
import type { Shelter } from './database.ts';
import { type FirstLook, lookFirst } from './first-look.ts';
import type { PhoneStore } from './phone-store.ts';
import { sealWith } from './seal.ts';
import { StoreFailure } from './store-failure.ts';
import { databaseName } from './tables.ts';

type WholeStore = typeof import('./whole-store.ts');

let asked: Promise<WholeStore> | null = null;

/** Precached with the app. Rejects with a StoreFailure when the very first visit breaks off before it is there; the next call asks again. */
export function wholeStore(): Promise<WholeStore> {
  asked ??= import('./whole-store.ts').catch((error: unknown) => {
    asked = null;
    throw new StoreFailure('broken', error);
  });
  return asked;
}

/** Returns at once and rejects nothing: what stands in the way of opening is told by the first question, as a StoreFailure. */
export function openAtStart(
  accountId: string,
  key: CryptoKey,
  shelter: Shelter = {},
  look: FirstLook = lookFirst(databaseName(accountId), shelter),
): PhoneStore {
  const name = databaseName(accountId);
  // It hangs before anything is read: what another tab changes from here on is heard.
  const bell = hangBell(name);
  const seal = sealWith(key);
  let opening: Promise<PhoneStore> | null = null;
  let opened: PhoneStore | null = null;
  let closed = false;
  const whole = (): Promise<PhoneStore> => {
    opening ??= wholeStore()
      .then(({ openPhoneStore }) => openPhoneStore(accountId, key, shelter, { bell, seen: look.seen() }))
      .then(
        (store) => {
          look.close();
          opened = store;
          if (closed) store.close();
          return store;
        },
        (error: unknown) => {
          opening = null;
          throw error;
        },
      );
    return opening;
  };
  const ask = async <T>(question: (store: PhoneStore) => Promise<T>): Promise<T> => question(opened ?? (await whole()));

  return {
    accountId,
    opening: async () => (opened ? null : await look.opening(seal)) ?? ask((store) => store.opening()),
    householdLines: async () => (opened ? null : await look.householdLines(seal)) ?? ask((store) => store.householdLines()),

    session: () => ask((store) => store.session()),
    keepSession: (session) => ask((store) => store.keepSession(session)),
    deviceId: () => ask((store) => store.deviceId()),
    settings: () => ask((store) => store.settings()),
    form: (hash) => ask((store) => store.form(hash)),
    formFor: (formId, version) => ask((store) => store.formFor(formId, version)),
    tasks: () => ask((store) => store.tasks()),
    task: (id) => ask((store) => store.task(id)),
    keepOrder: (taskIds) => ask((store) => store.keepOrder(taskIds)),
    household: (id) => ask((store) => store.household(id)),
    eachHousehold: (visit) => ask((store) => store.eachHousehold(visit)),
    draft: (taskId) => ask((store) => store.draft(taskId)),
    drafts: () => ask((store) => store.drafts()),
    keepDraft: (draft) => ask((store) => store.keepDraft(draft)),
    dropDraft: (taskId) => ask((store) => store.dropDraft(taskId)),
    handIn: (draft, content, ids) => ask((store) => store.handIn(draft, content, ids)),
    handIns: () => ask((store) => store.handIns()),
    waiting: (count) => ask((store) => store.waiting(count)),
    letters: (count) => ask((store) => store.letters(count)),
    putAside: (handInId) => ask((store) => store.putAside(handInId)),
    counts: () => ask((store) => store.counts()),
    highestNumber: () => ask((store) => store.highestNumber()),
    evidence: {
      keep: (taskId, evidence, bytes) => ask((store) => store.evidence.keep(taskId, evidence, bytes)),
      of: (taskId) => ask((store) => store.evidence.of(taskId)),
      bytes: (sha256) => ask((store) => store.evidence.bytes(sha256)),
      drop: (id) => ask((store) => store.evidence.drop(id)),
      waiting: () => ask((store) => store.evidence.waiting()),
      markUpload: (sha256, url) => ask((store) => store.evidence.markUpload(sha256, url)),
      markReceived: (files) => ask((store) => store.evidence.markReceived(files)),
      counts: () => ask((store) => store.evidence.counts()),
    },
    beginPass: () => ask((store) => store.beginPass()),
    applyPage: (passId, page, now) => ask((store) => store.applyPage(passId, page, now)),
    contact: () => ask((store) => store.contact()),
    keepContact: (contact) => ask((store) => store.keepContact(contact)),
    takeLease: (holder, now, ms) => ask((store) => store.takeLease(holder, now, ms)),
    dropLease: (holder) => ask((store) => store.dropLease(holder)),

    watch: (listener) => bell.watch(listener),
    close: () => {
      closed = true;
      look.close();
      bell.close();
      opened?.close();
    },
  };
}
