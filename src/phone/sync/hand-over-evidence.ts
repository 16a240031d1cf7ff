// Photos, signatures and voice notes follow their checks: asked for first, sent piece by piece by tus 1.0, gone on with wherever they were cut.
// tus-js-client would bring 16 kB and a way to the network of its own; the three requests of the protocol go over our line instead, which tests can spoil.
import { EVIDENCE_UPLOADS, EvidenceWanted } from '../../wire/evidence.ts';
import type { KeptEvidence } from '../store/evidence.ts';
import type { PhoneStore } from '../store/phone-store.ts';
import { type Line, offerEvidence, sendPiece } from './post.ts';
import { InTrouble, troubleOf } from './trouble.ts';

/** So much is sent at once: at 4 kB a second a piece takes half a minute. */
const PIECE = 128_000;
/** The server takes offers of so many files. */
const OFFERED = 500;

export interface EvidenceProgress {
  files: { sent: number; total: number };
}

export interface HandOver {
  store: PhoneStore;
  line: Line;
  signal: AbortSignal;
  onProgress(progress: EvidenceProgress): void;
}

/** Ends well with nothing left to send, or throws InTrouble or StoreFailure; what the server has not confirmed waits on. */
export async function handOverEvidence({ store, line, signal, onProgress }: HandOver): Promise<void> {
  const waiting = await store.evidence.waiting();
  if (waiting.length === 0) return;
  const session = await store.session();
  if (!session) throw new InTrouble({ kind: 'problem', problem: 'signInNeeded', message: '', fields: [], retryAfterMs: null });
  const { csrfToken } = session;
  const files = [...new Map(waiting.map((one) => [one.sha256, one])).values()];
  let sent = 0;
  onProgress({ files: { sent, total: files.length } });
  for (let from = 0; from < files.length; from += OFFERED) {
    const offered = files.slice(from, from + OFFERED);
    const answer = await offerEvidence(line, { files: offered.map((one) => one.sha256) }, csrfToken, signal, EvidenceWanted);
    if (!answer.ok) throw new InTrouble(answer.trouble);
    const { wanted, received } = answer.value;
    if (received.length > 0) await store.evidence.markReceived(received);
    sent += received.length;
    for (const file of offered.filter((one) => wanted.includes(one.sha256))) {
      const bytes = await store.evidence.bytes(file.sha256);
      if (!bytes) continue;
      await upload({ store, line, signal, csrfToken, onPiece: () => onProgress({ files: { sent, total: files.length } }) }, file, bytes);
      await store.evidence.markReceived([file.sha256]);
      sent += 1;
      onProgress({ files: { sent, total: files.length } });
    }
  }
}

interface Way extends Pick<HandOver, 'store' | 'line' | 'signal'> {
  csrfToken: string;
  onPiece(): void;
}

const TUS = { 'tus-resumable': '1.0.0' };

async function ask(way: Way, method: 'POST' | 'HEAD' | 'PATCH', path: string, headers: Record<string, string>, body?: Uint8Array): Promise<Response> {
  if (way.signal.aborted) throw new InTrouble({ kind: 'cut' });
  return sendPiece(way.line, { method, path, headers: { ...TUS, ...headers }, body, csrfToken: way.csrfToken, signal: way.signal });
}

const failed = async (way: Way, response: Response): Promise<never> => {
  throw new InTrouble(await troubleOf(response, way.line.now()));
};

const offsetOf = (response: Response): number | null => {
  const text = response.headers.get('upload-offset');
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
};

/** The whole file is at the server, its hash found right there, when this returns. */
async function upload(way: Way, file: KeptEvidence, bytes: Uint8Array): Promise<void> {
  const begun = file.upload === null ? null : await begunAt(way, file.upload);
  // One that is whole there but was never confirmed is sent anew: only the reply to the last piece says that its hash was right.
  let place = begun !== null && begun < bytes.length ? { url: file.upload as string, offset: begun } : await begin(way, file, bytes.length);
  while (place.offset < bytes.length) {
    const piece = bytes.subarray(place.offset, place.offset + PIECE);
    const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(place.offset) };
    const response = await ask(way, 'PATCH', place.url, headers, piece).catch((error: unknown) => error);
    if (!(response instanceof Response)) {
      // On a line that breaks again and again each connection brings something over: as long as it does, nobody waits for the next pass.
      const reached = response instanceof InTrouble && !way.signal.aborted ? await reachedAfterCut(way, place) : null;
      if (reached === null || reached >= bytes.length) throw response;
      place = { ...place, offset: reached };
      way.onPiece();
      continue;
    }
    const offset = response.status === 204 ? offsetOf(response) : null;
    if (offset === null || offset <= place.offset) {
      // Gone there, at another place than we thought, or of another hash: the next try begins anew.
      await way.store.evidence.markUpload(file.sha256, null);
      if (response.status === 204) throw new InTrouble({ kind: 'stranger' });
      return failed(way, response);
    }
    place = { ...place, offset };
    way.onPiece();
  }
}

/** How much of a piece arrived before its connection broke; null when nothing did, or nobody can be asked. */
async function reachedAfterCut(way: Way, place: { url: string; offset: number }): Promise<number | null> {
  try {
    const reached = await begunAt(way, place.url);
    return reached !== null && reached > place.offset ? reached : null;
  } catch (error) {
    if (error instanceof InTrouble) return null;
    throw error;
  }
}

/** How far an upload had come; null when the server knows nothing of it. */
async function begunAt(way: Way, url: string): Promise<number | null> {
  const response = await ask(way, 'HEAD', url, {});
  return response.status === 200 || response.status === 204 ? offsetOf(response) : null;
}

async function begin(way: Way, file: KeptEvidence, length: number): Promise<{ url: string; offset: number }> {
  const metadata = `sha256 ${btoa(file.sha256)}`;
  const response = await ask(way, 'POST', EVIDENCE_UPLOADS, { 'upload-length': String(length), 'upload-metadata': metadata });
  const location = response.headers.get('location') ?? '';
  // Only a place of our own: bytes of people go nowhere else, whoever answers.
  const id = /\/api\/v1\/evidence\/files\/([\w-]+)$/.exec(location)?.[1];
  if (response.status !== 201) return failed(way, response);
  if (!id) throw new InTrouble({ kind: 'stranger' });
  const url = `${EVIDENCE_UPLOADS}/${id}`;
  await way.store.evidence.markUpload(file.sha256, url);
  return { url, offset: 0 };
}
