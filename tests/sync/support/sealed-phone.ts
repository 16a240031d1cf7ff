// The store of a phone in the stories, behind its lock: the PIN is set at the first opening and given at each later one.
import type { Shelter } from '../../../src/phone/store/database.ts';
import { lookBehind, tryPin } from '../../../src/phone/store/door.ts';
import { finishSealing, lockStore } from '../../../src/phone/store/lock-store.ts';
import { openPhoneStore } from '../../../src/phone/store/open-phone-store.ts';
import type { PhoneStore } from '../../../src/phone/store/phone-store.ts';

export const PIN = '258036';
/** A thousandth of what a phone does: stories have many phones. */
const ROUNDS = 100;

/** The key behind the PIN; the lock is made when there is none. */
export async function keyOf(accountId: string, shelter: Shelter, pin = PIN): Promise<CryptoKey> {
  const behind = await lookBehind(accountId, shelter);
  if (behind.kind !== 'sealed') {
    const made = await lockStore(accountId, pin, { shelter, iterations: ROUNDS });
    if (made) return made.key;
  }
  const tried = await tryPin(accountId, pin, shelter);
  if (tried.outcome !== 'open') throw new Error(`the store stays shut: ${tried.outcome}`);
  if (tried.lock.sealing === 'begun') await finishSealing(accountId, tried.store.key, { shelter });
  return tried.store.key;
}

export async function openStore(accountId: string, shelter: Shelter, pin = PIN): Promise<PhoneStore> {
  return openPhoneStore(accountId, await keyOf(accountId, shelter, pin), shelter);
}
