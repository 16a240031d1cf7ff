// Unsent work as one file that only the server can open: checks first, then their photos, piece by piece, so that the phone never holds all of them at once.
import { beginSeal } from '../../wire/sealing.ts';
import type { UnsentManifest } from '../../wire/unsent-work.ts';
import type { PhoneStore } from './phone-store.ts';

/** More than any phone holds. */
const ALL = 10_000;

export interface UnsentFile {
  parts: Uint8Array<ArrayBuffer>[];
  handIns: number;
  files: number;
}

/** Null when this phone has not heard the server's key yet: one sync brings it. Nothing on the phone is changed: only a receipt of its own ends the waiting. */
export async function makeUnsentFile(store: PhoneStore, now: Date, onProgress: (done: number, of: number) => void): Promise<UnsentFile | null> {
  const [settings, waiting, deviceId, highestNumber, evidence] = await Promise.all([
    store.settings(),
    store.waiting(ALL),
    store.deviceId(),
    store.highestNumber(),
    store.evidence.waiting(),
  ]);
  if (!settings?.sealing) return null;
  const { key, proof } = settings.sealing;
  const files = [...new Map(evidence.map(({ sha256, bytes }) => [sha256, { sha256, bytes }])).values()];
  const there: typeof files = [];
  for (const file of files) if (await store.evidence.bytes(file.sha256)) there.push(file);
  const manifest: UnsentManifest = {
    kind: 'ruhu-unsent',
    version: 1,
    accountId: store.accountId,
    deviceId,
    proof,
    madeAt: now.toISOString(),
    highestNumber,
    handIns: waiting.map(({ text }) => JSON.parse(text) as unknown),
    files: there,
  };
  const seal = await beginSeal(key);
  const text = new TextEncoder().encode(JSON.stringify(manifest));
  const parts = [seal.head, await seal.frame(text, there.length === 0 ? 'last' : 'more')];
  onProgress(1, there.length + 1);
  for (const [index, { sha256 }] of there.entries()) {
    const bytes = (await store.evidence.bytes(sha256)) ?? new Uint8Array();
    parts.push(await seal.frame(bytes, index === there.length - 1 ? 'last' : 'more'));
    onProgress(index + 2, there.length + 1);
  }
  return { parts, handIns: waiting.length, files: there.length };
}

/** Says when it was made and nothing of anybody. */
export function unsentFileName(now: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `ruhu-unsent-${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}.ruhu`;
}
