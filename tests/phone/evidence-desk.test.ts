// What proves a check is on the phone before its name is in the draft; what was taken out can be brought back, and what nobody names does not stay.
import { signal } from '@preact/signals';
import { beforeAll, expect, test, vi } from 'vitest';
import type { CheckDraft } from '../../src/domain/visit.ts';
import type { DraftDesk } from '../../src/phone/screens/check/desk.ts';
import { MOST_PIECES, openEvidenceDesk } from '../../src/phone/screens/evidence/evidence-desk.ts';
import type { Draft, PhoneStore } from '../../src/phone/store/phone-store.ts';
import { filledOn } from '../sync/support/form.ts';
import { draft as draftOf, newShelter, page, uuid } from '../sync/support/people.ts';
import { openStore } from '../sync/support/sealed-phone.ts';

const NOW = new Date('2026-11-22T02:00:00.000Z');

beforeAll(() => {
  vi.stubGlobal('navigator', {});
  // Nothing is painted here, and nothing waits for it.
  vi.stubGlobal('document', { visibilityState: 'hidden' });
});

/** The draft's desk without a page: answers are kept at once, and none after it was left. */
function deskOn(store: PhoneStore, first: Draft): DraftDesk & { left: boolean } {
  const head = signal<CheckDraft>(first.answers);
  const desk = {
    left: false,
    now: () => ({ ...first, answers: head.value }),
    head,
    answer: (change: (answers: CheckDraft) => CheckDraft) => {
      head.value = change(head.value);
      if (!desk.left) void store.keepDraft({ ...first, answers: head.value });
    },
  };
  return desk as unknown as DraftDesk & { left: boolean };
}

async function atTheDoor(change: Partial<CheckDraft> = {}) {
  const store = await openStore(uuid(1, 9), newShelter());
  const plain = draftOf(1);
  const first = { ...plain, answers: { ...plain.answers, ...change } };
  await store.keepDraft(first);
  const desk = deskOn(store, first);
  return { store, first, desk, evidence: openEvidenceDesk(store, desk, false) };
}

const photo = (seed = 1) => ({ purpose: 'house' as const, about: '', type: 'image/jpeg' as const, data: Uint8Array.from([0xff, 0xd8, seed]) });

test('a photo is on the phone with its hash, and named by the draft', async () => {
  const { store, first, evidence } = await atTheDoor();
  await evidence.keep(photo());
  const [named] = evidence.pieces.value;
  expect(named).toMatchObject({ purpose: 'house', bytes: 3, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await store.evidence.of(first.taskId)).toMatchObject([{ id: named?.id, state: 'draft' }]);
  expect(named && (await evidence.bytes(named))).toEqual(photo().data);
});

test('deleted, it can be brought back where it was; the question that it answered hears of it', async () => {
  const { evidence } = await atTheDoor();
  await evidence.keep(photo(1));
  await evidence.keep(photo(2));
  const before = evidence.pieces.value;
  const [one] = before;
  if (!one) throw new Error('no photo');
  let heard = 0;
  evidence.remove(one, () => {
    heard++;
  });
  expect(evidence.pieces.value).toHaveLength(1);
  expect(await evidence.bytes(one)).toBeDefined();
  evidence.bringBack();
  expect(evidence.pieces.value.map((piece) => piece.id).sort()).toEqual(before.map((piece) => piece.id).sort());
  expect(heard).toBe(1);
  expect(evidence.removed.value).toBeNull();
});

test('deleted for good, it is gone from the phone when the check is opened again', async () => {
  const { store, first, desk, evidence } = await atTheDoor();
  await evidence.keep(photo());
  const [one] = evidence.pieces.value;
  if (!one) throw new Error('no photo');
  evidence.remove(one);
  evidence.leave();
  openEvidenceDesk(store, desk, false);
  await expect.poll(() => store.evidence.of(first.taskId)).toEqual([]);
  expect(await store.evidence.bytes(one.sha256)).toBeUndefined();
});

test('a recording that ends after its screen was left is in the draft all the same', async () => {
  const { store, first, desk, evidence } = await atTheDoor();
  evidence.leave();
  desk.left = true;
  await evidence.keep({ ...photo(), purpose: 'voice', type: 'audio/webm' });
  expect((await store.draft(first.taskId))?.answers.evidence).toMatchObject([{ purpose: 'voice' }]);
});

test('handing in waits for the recording that still runs', async () => {
  const { evidence } = await atTheDoor();
  evidence.during(async () => {
    await evidence.keep({ ...photo(), purpose: 'voice', type: 'audio/webm' });
  });
  await evidence.settle();
  expect(evidence.pieces.value).toHaveLength(1);
});

test('a full phone says so and keeps what there is; the text has its reserve', async () => {
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ usage: 95e6, quota: 100e6 }) } });
  const { evidence } = await atTheDoor();
  expect(await evidence.keep(photo())).toBe('refused');
  expect(evidence.trouble.value).toBe('full');
  expect(evidence.pieces.value).toEqual([]);
  vi.stubGlobal('navigator', {});
});

test('no more than the office takes', async () => {
  const { evidence } = await atTheDoor();
  for (let n = 0; n < MOST_PIECES; n++) await evidence.keep(photo(n));
  expect(await evidence.keep(photo(200))).toBe('tooMany');
  expect(evidence.pieces.value).toHaveLength(MOST_PIECES);
});

test('photos of a refused check that was put aside are waited for no longer; those that its correction goes on with are', async () => {
  const { store, first, evidence } = await atTheDoor();
  await evidence.keep(photo(1));
  await evidence.keep(photo(2));
  const pieces = evidence.pieces.value;
  const content = { ...filledOn('1'), evidence: [...pieces] };
  const sent = await store.handIn({ ...first, answers: { ...first.answers, evidence: [...pieces] } }, content, { handInId: uuid(1, 4), now: NOW });
  expect((await store.evidence.counts()).waiting).toBe(2);
  const pass = await store.beginPass();
  const receipt = { id: sent.id, outcome: 'refused' as const, problem: 'invalidInput' as const, message: '' };
  await store.applyPage(pass.id, page({ receipts: [receipt] }), NOW);
  await store.keepDraft({ ...first, answers: { ...first.answers, evidence: pieces.slice(0, 1) } });
  await store.putAside(sent.id);
  expect((await store.evidence.counts()).waiting).toBe(0);
  expect((await store.evidence.of(first.taskId)).map((one) => one.state).sort()).toEqual(['aside', 'draft']);
  // Still there to be looked at, and named again when the check is handed in anew.
  expect(pieces[1] && (await store.evidence.bytes(pieces[1].sha256))).toBeDefined();
  await store.handIn({ ...first, revision: 2 }, content, { handInId: uuid(2, 4), now: NOW });
  expect((await store.evidence.counts()).waiting).toBe(2);
});
