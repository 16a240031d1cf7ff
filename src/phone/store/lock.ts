// The lock on an account's store: its key, wrapped by the PIN. Pure but for Web Crypto; where it is kept and how tries are counted is told in door.ts.
import { type Box, sealWith } from './seal.ts';
import { StoreFailure } from './store-failure.ts';

/**
 * Kept in the clear beside what it locks. `wrapped` is the key of the store under a key made of the PIN by PBKDF2 (HMAC-SHA-256, `iterations` rounds).
 * `atServer`: whether the account can give the key back when the PIN is forgotten. `begun`: what an earlier version kept unsealed is still being sealed.
 */
export interface Lock {
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
  wrapped: Box;
  /** A box that only the right key opens. */
  check: Box;
  atServer: 'no' | 'yes';
  sealing: 'begun' | 'done';
  /** Wrong PINs since the last right one, and the wait that the last of them brought, as far as it has not been sat out. */
  wrong: number;
  waitMs: number;
}

/** The key of a store: `raw` only where it was just made, came from the account, or has to be handed to it; it goes as soon as that is done. */
export interface StoreKey {
  key: CryptoKey;
  raw: Uint8Array<ArrayBuffer>;
}

const WRAPPED = 'lock/key';
const CHECK = 'lock/check';

/** A PIN of six digits; not one that everybody tries first. */
export type PinFault = 'length' | 'same' | 'row';

export function faultOfPin(pin: string): PinFault | null {
  if (!/^\d{6}$/.test(pin)) return 'length';
  if (new Set(pin).size === 1) return 'same';
  const steps = Array.from(pin.slice(1), (digit, at) => Number(digit) - Number(pin[at]));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1) ? 'row' : null;
}

/** Fewer rounds than these no phone is given: an Android of 2016 does them in about half a second. */
const FEWEST_ROUNDS = 120_000;
const PROBE_ROUNDS = 40_000;
/** So long a right PIN may take on this very phone: more is felt at each unlocking, less makes guessing cheap. */
const UNLOCK_MS = 320;

async function keyOfPin(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Rounds that this phone does in UNLOCK_MS, found out by doing some. PBKDF2 because every browser has it: Argon2 would be 11 kB more, and six digits need the phone's own lock beside either. */
export async function roundsOfThisPhone(): Promise<number> {
  const salt = new Uint8Array(16);
  await keyOfPin('000000', salt, 1000);
  const from = performance.now();
  await keyOfPin('000000', salt, PROBE_ROUNDS);
  const ms = Math.max(performance.now() - from, 1);
  return Math.max(FEWEST_ROUNDS, Math.round((PROBE_ROUNDS * UNLOCK_MS) / ms / 1000) * 1000);
}

const asKey = (raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, { name: 'AES-GCM' }, false, ['encrypt', 'decrypt']);

/** A new key, and nothing that was sealed with another can be read by it. */
export async function newStoreKey(): Promise<StoreKey> {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  return { key: await asKey(raw), raw };
}

export const storeKeyOf = async (raw: Uint8Array<ArrayBuffer>): Promise<StoreKey> => ({ key: await asKey(raw), raw });

/** The lock for a key under a PIN; tries begin anew. `iterations` is measured unless given. */
export async function lockWith(pin: string, store: StoreKey, more: Pick<Lock, 'atServer' | 'sealing'>, iterations?: number): Promise<Lock> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const rounds = iterations ?? (await roundsOfThisPhone());
  const wrapped = await sealWith(await keyOfPin(pin, salt, rounds)).bytes(store.raw, WRAPPED);
  return { salt, iterations: rounds, wrapped, check: await sealWith(store.key).text('ruhu', CHECK), ...more, wrong: 0, waitMs: 0 };
}

/** Null when the PIN is not the one. */
export async function openLock(lock: Lock, pin: string): Promise<StoreKey | null> {
  try {
    return await storeKeyOf(await sealWith(await keyOfPin(pin, new Uint8Array(lock.salt), lock.iterations)).openBytes(lock.wrapped, WRAPPED));
  } catch (error) {
    if (error instanceof StoreFailure) return null;
    throw error;
  }
}

/** Whether a key that came from elsewhere is the one that this store was sealed with. */
export const fits = async (lock: Lock, key: CryptoKey): Promise<boolean> =>
  sealWith(key)
    .openText(lock.check, CHECK)
    .then(
      () => true,
      () => false,
    );
