// Checks packed ahead: while a phone is out of reach they are put up in parcels, so that a week's work leaves at once when there is signal. A parcel is a copy; the checks stay.
import type { ParcelRow, PhoneDatabase, StandingRow } from './database.ts';
import { gzip } from './gzip.ts';
import { openHandIn } from './hand-in-box.ts';
import type { Letter } from './phone-store.ts';
import type { Seal } from './seal.ts';

/** Checks in a parcel, by their numbers: 1–25, 26–50 … Packed together, 25 of 4 kB are as small as a thousand are. */
const SIZE = 25;

const placeOf = ({ first, last }: Pick<ParcelRow, 'first' | 'last'>): string => `parcel/${first}-${last}`;

/**
 * Called after each check: the one that makes a parcel full packs it. In the box is a gzip member of its own: the texts of `ids` with commas between them;
 * members one after the other are one gzip. That it fails (a full disk) costs nothing but the head start.
 */
export async function packParcel(db: PhoneDatabase, seal: Seal, number: number): Promise<void> {
  if (number % SIZE !== 0 || typeof CompressionStream === 'undefined') return;
  const first = number - SIZE + 1;
  const rows = await db.sealedHandIns.where('number').between(first, number, true, true).sortBy('number');
  const ids = rows.map((row) => row.id);
  const texts = await Promise.all(rows.map(async (row) => (await openHandIn(seal, row)).text));
  const { bytes } = await gzip(texts.join(','), 'always');
  const box = await seal.bytes(bytes, placeOf({ first, last: number }));
  await db.transaction('rw', db.parcels, db.standings, async () => {
    const standings = await db.standings.bulkGet(ids);
    // Some have left meanwhile, or a number is missing: these go without a parcel.
    if (ids.length !== SIZE || standings.some((standing) => standing?.state !== 'waiting')) return;
    await db.parcels.put({ first, last: number, ids, box });
  });
}

/** Inside a transaction: the parcels of which all that is in them waits, the first first. */
export async function readyParcels(db: PhoneDatabase, waiting: readonly StandingRow[]): Promise<ParcelRow[]> {
  const ids = new Set(waiting.map((standing) => standing.id));
  return (await db.parcels.toArray()).filter((parcel) => parcel.ids.every((id) => ids.has(id)));
}

export const unsealParcels = (seal: Seal, parcels: readonly ParcelRow[]): Promise<(Letter & { first: number })[]> =>
  Promise.all(parcels.map(async (parcel) => ({ first: parcel.first, ids: parcel.ids, packed: await seal.openBytes(parcel.box, placeOf(parcel)) })));

/** Inside a transaction: what no longer waits opens the parcels that it was in; what else was in them travels by itself. */
export async function openParcels(db: PhoneDatabase, numbers: readonly number[]): Promise<void> {
  const firsts = new Set(numbers.map((number) => number - ((number - 1) % SIZE)));
  const opened = (await db.parcels.toCollection().primaryKeys()).filter((first) => firsts.has(first));
  if (opened.length > 0) await db.parcels.bulkDelete(opened);
}
