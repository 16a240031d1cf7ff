// One pass: everything that waits goes up, everything new comes down, page by page, until nothing is left to say.
import * as z from 'zod/mini';
import { type DeviceReport, Receipt, type SyncPage, type SyncRequest, WIRE_VERSION } from '../../wire/sync.ts';
import { gzip, type Packed } from '../store/gzip.ts';
import type { Letter, PhoneStore } from '../store/phone-store.ts';
import { roomLeft } from '../store/room.ts';
import { SCHEMA_VERSION } from '../store/tables.ts';
import { type Line, linesOf, postSync, refreshSession } from './post.ts';
import { settingsOf } from './settings.ts';
import { InTrouble, type Trouble } from './trouble.ts';

/** Bodies are capped at 1 MB as they travel and 2,000 hand-ins. */
const BYTES = 1_000_000;
const COUNT = 2000;

export interface PassOptions {
  store: PhoneStore;
  line: Line;
  device: { label: string; appVersion: string; failing: DeviceReport['failing'] };
  signal: AbortSignal;
  /** Called whenever something has moved: the watchdog and the screen look here. */
  onProgress(progress: PassProgress): void;
}

export interface PassProgress {
  sent: number;
  total: number;
  download: { stored: number; total: number } | null;
}

/** What a page must be to be believed. The changes are our own server's words in an agreed wire version: only their outline is looked at, 10,000 of them must not hold up a slow phone. */
const Page = z.object({
  receipts: z.array(Receipt),
  changes: z.array(z.custom<SyncPage['changes'][number]>((change) => isChange(change))),
  cursors: z.record(z.string(), z.number()),
  villages: z.optional(z.array(z.object({ code: z.string(), reply: z.enum(['snapshot', 'changes']), households: z.number(), tasks: z.number() }))),
  /** Looked at by itself (settings.ts): what is wrong with a form must not hold up receipts. */
  settings: z.optional(z.unknown()),
  serverTime: z.string(),
  end: z.boolean(),
});

function isChange(change: unknown): boolean {
  const { kind, villageCode, task, household, id } = (change ?? {}) as Record<string, unknown>;
  if (typeof villageCode !== 'string') return false;
  if (kind === 'task') return typeof (task as { id?: unknown } | undefined)?.id === 'string';
  if (kind === 'household') return typeof (household as { id?: unknown } | undefined)?.id === 'string';
  return (kind === 'taskGone' || kind === 'householdGone') && typeof id === 'string';
}

async function pageOf(line: string): Promise<SyncPage> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    throw new InTrouble({ kind: 'stranger' }, error);
  }
  const page = Page.safeParse(parsed);
  if (!page.success) throw new InTrouble({ kind: 'stranger' }, page.error);
  const { settings, ...rest } = page.data;
  const believed = await settingsOf(settings);
  return believed ? { ...rest, settings: believed } : rest;
}

/** Ends well, or throws InTrouble (the network's fault) or StoreFailure (the phone's). Whatever happens, what has no receipt waits on. */
export async function runPass(options: PassOptions): Promise<void> {
  const { store } = options;
  const tried = new Set<string>();
  let limit = COUNT;
  let renewed = false;
  const total = (await store.counts()).unsent;
  for (;;) {
    const batch = await nextBatch(store, tried, limit);
    try {
      const before = tried.size;
      const gone = await exchange(options, batch, { sent: before, total });
      for (const id of idsOf(batch.slice(0, gone))) tried.add(id);
      const left = (await nextBatch(store, tried, 1)).length;
      if (left === 0) return;
    } catch (error) {
      if (!(error instanceof InTrouble)) throw error;
      const { trouble } = error;
      if (trouble.kind === 'problem' && trouble.problem === 'csrf' && !renewed) {
        renewed = true;
        await renew(options);
        continue;
      }
      if (!isTooMuch(trouble) || batch.length === 0) throw error;
      // One record that is too much by itself must not hold up the others: it waits, they go.
      const ids = idsOf(batch);
      const [single] = ids;
      if (ids.length === 1 && single) {
        if (trouble.kind === 'slow') throw error;
        tried.add(single);
      } else limit = Math.ceil(ids.length / 2);
    }
  }
}

const isTooMuch = (trouble: Trouble): boolean => trouble.kind === 'slow' || (trouble.kind === 'problem' && trouble.problem === 'tooLarge');

const idsOf = (letters: readonly Letter[]): string[] => letters.flatMap((letter) => letter.ids);

/** Parcels go with the first batch of a pass; what was tried, or has to be halved, is told apart one by one. */
async function nextBatch(store: PhoneStore, tried: ReadonlySet<string>, limit: number): Promise<Letter[]> {
  if (tried.size === 0 && limit === COUNT) return store.letters(limit);
  const waiting = (await store.waiting(limit + tried.size)).filter((handIn) => !tried.has(handIn.id));
  return waiting.slice(0, limit).map(({ id, text }) => ({ ids: [id], text }));
}

/** The request as it travels: what was packed ahead as it is, the rest packed around it. Members of gzip one after the other are one gzip. */
async function bodyOf(head: string, letters: readonly Letter[]): Promise<Packed> {
  const members: (string | Uint8Array<ArrayBuffer>)[] = [];
  let text = head;
  letters.forEach((letter, index) => {
    if (index > 0) text += ',';
    if (letter.packed === undefined) text += letter.text;
    else {
      members.push(text, letter.packed);
      text = '';
    }
  });
  text += ']}';
  if (members.length === 0) return gzip(text);
  // Most of what lies between parcels is a comma.
  const made = new Map<string, Promise<Packed>>();
  const memberOf = async (one: string): Promise<Uint8Array<ArrayBuffer>> => {
    const member = made.get(one) ?? gzip(one, 'always');
    made.set(one, member);
    return (await member).bytes;
  };
  const parts = await Promise.all([...members, text].filter((one) => one !== '').map((one) => (typeof one === 'string' ? memberOf(one) : one)));
  return { bytes: new Uint8Array(await new Blob(parts).arrayBuffer()), encoding: 'gzip' };
}

async function renew({ store, line }: PassOptions): Promise<void> {
  const answer = await refreshSession(line);
  if (!answer.ok) throw new InTrouble(answer.trouble);
  // Somebody else is signed in here by now (another tab): their session must not carry this account's work.
  if (answer.value.account.id !== store.accountId)
    throw new InTrouble({ kind: 'problem', problem: 'signInNeeded', message: '', fields: [], retryAfterMs: null });
  await store.keepSession(answer.value);
}

/** One request and its reply; says how many letters of the batch were in it: what would be too many bytes waits for the next. */
async function exchange(options: PassOptions, batch: readonly Letter[], progress: { sent: number; total: number }): Promise<number> {
  const { store, line, signal, onProgress } = options;
  const [session, deviceId, counts, highestNumber, pass, files, room] = await Promise.all([
    store.session(),
    store.deviceId(),
    store.counts(),
    store.highestNumber(),
    store.beginPass(),
    store.evidence.counts(),
    roomLeft(),
  ]);
  if (!session) throw new InTrouble({ kind: 'problem', problem: 'signInNeeded', message: '', fields: [], retryAfterMs: null });
  /** The hand-ins are kept as they travel. */
  const requestOf = (count: number): Promise<Packed> => {
    const letters = batch.slice(0, count);
    const holding = Math.max(0, counts.unsent - idsOf(letters).length) + counts.refused;
    const head: Omit<SyncRequest, 'handIns'> = {
      wireVersion: WIRE_VERSION,
      device: {
        id: deviceId,
        label: options.device.label.slice(0, 100),
        appVersion: options.device.appVersion.slice(0, 40),
        highestNumber,
        holding,
        oldestAt: holding > 0 ? counts.oldestAt : null,
        storeVersion: SCHEMA_VERSION,
        refused: counts.refused,
        aside: counts.aside,
        drafts: counts.drafts,
        files: { waiting: files.waiting, bytes: files.waitingBytes },
        room,
        failing: options.device.failing ?? null,
      },
      cursors: pass.cursors,
      settings: pass.stamp,
      forms: pass.forms,
    };
    return bodyOf(`${JSON.stringify(head).slice(0, -1)},"handIns":[`, letters);
  };
  let gone = batch.length;
  let packed = await requestOf(gone);
  while (packed.bytes.byteLength > BYTES && gone > 1) {
    gone = Math.max(1, Math.floor((gone * BYTES * 0.95) / packed.bytes.byteLength));
    packed = await requestOf(gone);
  }
  onProgress({ ...progress, download: null });
  const { response, leftAt, answeredAt } = await postSync(line, packed, session.csrfToken, signal);
  let sent = progress.sent;
  let download: PassProgress['download'] = null;
  let ended = false;
  let clockOffsetMs = 0;
  for await (const text of linesOf(response)) {
    if (signal.aborted) throw new InTrouble({ kind: 'cut' });
    if (ended) throw new InTrouble({ kind: 'stranger' });
    const page = await pageOf(text);
    if ((await store.applyPage(pass.id, page, new Date(line.now()))) === 'overtaken') throw new InTrouble({ kind: 'cut' });
    if (page.villages) {
      clockOffsetMs = Math.round(Date.parse(page.serverTime) - (leftAt + answeredAt) / 2);
      const coming = page.villages.reduce((sum, village) => sum + (village.reply === 'snapshot' ? village.households + village.tasks : 0), 0);
      download = coming > 0 ? { stored: 0, total: coming } : null;
    }
    sent += page.receipts.length;
    if (download) download = { ...download, stored: Math.min(download.total, download.stored + page.changes.length) };
    onProgress({ sent, total: progress.total, download });
    ended = page.end;
  }
  if (!ended) throw new InTrouble({ kind: 'cut' });
  await store.keepContact({ clockOffsetMs, lastSuccessAt: new Date(line.now()).toISOString() });
  return gone;
}
