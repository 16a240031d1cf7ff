// Checks packed ahead: while a phone is out of reach they are put up in parcels, so that a week's work leaves at once when there is signal. A parcel is a copy; the checks stay.
import type { PhoneDatabase, StandingRecord } from './database.ts';
import { gzip } from './gzip.ts';
import type { Letter } from './phone-store.ts';

/** Checks in a parcel, by their numbers: 1–25, 26–50 … Packed together, 25 of 4 kB are as small as a thousand are. */
const SIZE = 25;
const PREFIX = 'parcel/';

/** `bytes` is a gzip member of its own: the texts of `ids`, with commas between them. Members one after the other are one gzip. */
interface Parcel {
  first: number;
  last: number;
  ids: string[];
  bytes: Uint8Array<ArrayBuffer>;
}

const keyOf = (first: number, last: number): string => `${PREFIX}${first}-${last}`;
const rangeOf = (key: string): number[] => key.slice(PREFIX.length).split('-').map(Number);

/** Called after each check: the one that makes a parcel full packs it. That it fails (a full disk) costs nothing but the head start. */
export async function packParcel(db: PhoneDatabase, number: number): Promise<void> {
  if (number % SIZE !== 0 || typeof CompressionStream === 'undefined') return;
  const first = number - SIZE + 1;
  const records = await db.handIns.where('number').between(first, number, true, true).sortBy('number');
  const ids = records.map((record) => record.id);
  const { bytes } = await gzip(records.map((record) => record.text).join(','), 'always');
  await db.transaction('rw', db.meta, db.standings, async () => {
    const standings = await db.standings.bulkGet(ids);
    // Some have left meanwhile, or a number is missing: these go without a parcel.
    if (ids.length !== SIZE || standings.some((standing) => standing?.state !== 'waiting')) return;
    await db.write(keyOf(first, number), { first, last: number, ids, bytes } satisfies Parcel);
  });
}

/** Inside a transaction: the parcels of which all that is in them waits, the first first. */
export async function readyParcels(db: PhoneDatabase, waiting: readonly StandingRecord[]): Promise<(Letter & Pick<Parcel, 'first'>)[]> {
  const ids = new Set(waiting.map((standing) => standing.id));
  const rows = await db.meta.where('key').startsWith(PREFIX).toArray();
  return rows
    .map((row) => row.value as Parcel)
    .filter((parcel) => parcel.ids.every((id) => ids.has(id)))
    .map(({ first, ids: inside, bytes }) => ({ first, ids: inside, packed: bytes }));
}

/** Inside a transaction: what no longer waits opens the parcels that it was in; what else was in them travels by itself. */
export async function openParcels(db: PhoneDatabase, numbers: readonly number[]): Promise<void> {
  const keys = await db.meta.where('key').startsWith(PREFIX).primaryKeys();
  const opened = keys.filter((key) => {
    const [first = 0, last = 0] = rangeOf(key);
    return numbers.some((number) => number >= first && number <= last);
  });
  if (opened.length > 0) await db.meta.bulkDelete(opened);
}
