// What the first screen needs, read from the phone's database at one moment.
import type { Session } from '../../wire/session.ts';
import type { PhoneDatabase, StandingRecord } from './database.ts';
import { newestFirst } from './hand-ins.ts';
import type { Contact, Counts, Opening } from './phone-store.ts';

export const readOpening = (db: PhoneDatabase): Promise<Opening> =>
  db.transaction('r', [db.meta, db.tasks, db.drafts, db.handIns, db.standings], async () => {
    const [[session, contact], tasks, drafts, records, standings] = await Promise.all([
      db.meta.bulkGet(['session', 'contact']),
      db.tasks.toArray(),
      db.drafts.toArray(),
      db.handIns.toArray(),
      db.standings.toArray(),
    ]);
    return {
      session: (session?.value as Session | undefined) ?? null,
      tasks,
      drafts,
      handIns: newestFirst(records, standings),
      counts: countOf(standings, drafts.length),
      contact: (contact?.value as Contact | undefined) ?? null,
    };
  });

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
