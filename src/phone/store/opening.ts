// What the first screen needs, read from the phone's database at one moment: put together here from whichever way it was read.
import type { Task } from '../../domain/task.ts';
import type { Session } from '../../wire/session.ts';
import type { HandIn } from '../../wire/sync.ts';
import type { HandInRecord, PhoneDatabase, StandingRecord } from './database.ts';
import type { Contact, Counts, Draft, KeptHandIn, KeptSettings, Opening } from './phone-store.ts';

/** The rows of one moment. `handIns` holds at least those that have no receipt. */
export interface OpeningRows {
  session: { value: unknown } | undefined;
  contact: { value: unknown } | undefined;
  settings: { value: unknown } | undefined;
  order: { value: unknown } | undefined;
  tasks: Task[];
  drafts: Draft[];
  handIns: readonly HandInRecord[];
  standings: readonly StandingRecord[];
}

/** Whether a list still speaks of it: what has its receipt, or was put aside, is read after the first screen stands. */
export const concernsTheList = ({ state }: StandingRecord): boolean => state === 'waiting' || state === 'refused';

export const openingOf = ({ session, contact, settings, order, tasks, drafts, handIns, standings }: OpeningRows): Opening => ({
  session: (session?.value as Session | undefined) ?? null,
  settings: (settings?.value as KeptSettings | undefined) ?? null,
  tasks,
  drafts,
  handIns: newestFirst(handIns, standings.filter(concernsTheList)),
  counts: countOf(standings, drafts.length),
  contact: (contact?.value as Contact | undefined) ?? null,
  order: (order?.value as string[] | undefined) ?? [],
});

export const readOpening = (db: PhoneDatabase): Promise<Opening> =>
  db.transaction('r', [db.meta, db.tasks, db.drafts, db.handIns, db.standings], async () => {
    const [[session, contact, settings, order], tasks, drafts, standings] = await Promise.all([
      db.meta.bulkGet(['session', 'contact', 'settings', 'order']),
      db.tasks.toArray(),
      db.drafts.toArray(),
      db.standings.toArray(),
    ]);
    const unsent = standings.filter(concernsTheList).map((standing) => standing.id);
    const handIns = (await db.handIns.bulkGet(unsent)).filter((record) => record !== undefined);
    return openingOf({ session, contact, settings, order, tasks, drafts, handIns, standings });
  });

/** Records with how they stand; a record without a standing is left out. */
export function newestFirst(records: readonly HandInRecord[], standings: readonly StandingRecord[]): KeptHandIn[] {
  const standingOf = new Map(standings.map((standing) => [standing.id, standing]));
  return [...records]
    .sort((a, b) => b.number - a.number)
    .flatMap((record) => {
      const standing = standingOf.get(record.id);
      if (!standing) return [];
      const { state, receivedAt, refused } = standing;
      return [{ handIn: handInOf(record), state, personName: record.personName, receivedAt, refused }];
    });
}

export const handInOf = (record: HandInRecord): HandIn => JSON.parse(record.text) as HandIn;

/** The same counts as countHandIns, from what has been read anyway. */
function countOf(standings: readonly StandingRecord[], drafts: number): Counts {
  let unsent = 0;
  let refused = 0;
  let oldest: StandingRecord | null = null;
  for (const standing of standings) {
    if (standing.state === 'refused') refused++;
    if (standing.state !== 'waiting') continue;
    unsent++;
    if (!oldest || standing.number < oldest.number) oldest = standing;
  }
  return { unsent, refused, oldestAt: oldest?.madeAt ?? null, drafts };
}
