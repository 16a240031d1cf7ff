// Phones that only send: signed in over HTTP, each handing in its checks at the same moment as all the others.
import { gzipSync } from 'node:zlib';
import { type HandIn, WIRE_VERSION } from '../../src/wire/sync.ts';
import { type Collector, PASSWORD } from './big-village.ts';
import { idOf } from './household-text.ts';

export interface Sender {
  headers: Record<string, string>;
}

export async function signedIn(port: number, { login }: Collector): Promise<Sender> {
  const reply = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  const { csrfToken } = (await reply.json()) as { csrfToken: string };
  const cookie = reply.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken, cookie } };
}

/** One request with these hand-ins, to the last byte of its reply, ms. Cursors far up: the reply is about receipts. */
export async function handOver(port: number, sender: Sender, phone: number, villageCode: string, handIns: readonly HandIn[]): Promise<number> {
  const device = { id: idOf('0e', phone), label: 'bench', appVersion: '0', highestNumber: handIns.length, holding: 0, oldestAt: null };
  const body = JSON.stringify({ wireVersion: WIRE_VERSION, device, cursors: { [villageCode]: 1 }, handIns });
  const from = performance.now();
  const reply = await fetch(`http://127.0.0.1:${port}/api/v1/sync`, { method: 'POST', headers: sender.headers, body });
  const text = await reply.text();
  const ms = performance.now() - from;
  const accepted = text.split('"outcome":"accepted"').length - 1;
  if (accepted !== handIns.length) throw new Error(`${reply.status}: only ${accepted} of ${handIns.length} were received`);
  return ms;
}

/** As phones do it: packed, with what lies above the cursor in the reply. To its last byte, ms, and how many changes it brought. */
export async function comeBack(
  port: number,
  sender: Sender,
  phone: number,
  villageCode: string,
  cursor: number,
  handIns: readonly HandIn[],
): Promise<{ ms: number; changes: number }> {
  const device = { id: idOf('0e', phone), label: 'bench', appVersion: '0', highestNumber: handIns.length, holding: 0, oldestAt: null };
  const body = gzipSync(JSON.stringify({ wireVersion: WIRE_VERSION, device, cursors: { [villageCode]: cursor }, handIns }));
  const from = performance.now();
  const reply = await fetch(`http://127.0.0.1:${port}/api/v1/sync`, {
    method: 'POST',
    headers: { ...sender.headers, 'content-encoding': 'gzip' },
    body,
  });
  const text = await reply.text();
  const ms = performance.now() - from;
  const accepted = text.split('"outcome":"accepted"').length - 1;
  if (accepted !== handIns.length || !text.trimEnd().endsWith('"end":true}'))
    throw new Error(`${reply.status}: only ${accepted} of ${handIns.length} were received`);
  return { ms, changes: text.split(/\{"kind":"(?:task|household)","villageCode"/).length - 1 };
}
