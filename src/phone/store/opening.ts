// What the first screen needs, read from the phone's database at one moment: opened and put together here from whichever way it was read.
import type { Task } from '../../domain/task.ts';
import type { Session } from '../../wire/session.ts';
import type { DraftRow, HandInRow, PhoneDatabase, StandingRow } from './database.ts';
import { openDrafts } from './drafts.ts';
import { type OpenedHandIns, openStandings } from './hand-ins.ts';
import type { Contact, Counts, KeptSettings, Opening } from './phone-store.ts';
import type { Box, Seal } from './seal.ts';
import { openValue } from './vault.ts';

/** The rows of one moment, as they lie. `handIns` holds at least those that have no receipt. */
export interface OpeningRows {
  session: { box: Box } | undefined;
  settings: { box: Box } | undefined;
  contact: { value: unknown } | undefined;
  order: { value: unknown } | undefined;
  drafts: readonly DraftRow[];
  handIns: readonly HandInRow[];
  standings: readonly StandingRow[];
}

/** Whether a list still speaks of it: what has its receipt, or was put aside, is read after the first screen stands. */
export const concernsTheList = ({ state }: Pick<StandingRow, 'state'>): boolean => state === 'waiting' || state === 'refused';

export async function openOpening(seal: Seal, rows: OpeningRows, tasks: Task[], opened: OpenedHandIns = new Map()): Promise<Opening> {
  const { standings } = rows;
  const [session, settings, drafts, handIns] = await Promise.all([
    openValue<Session>(seal, 'session', rows.session),
    openValue<KeptSettings>(seal, 'settings', rows.settings),
    openDrafts(seal, rows.drafts),
    openStandings(seal, standings.filter(concernsTheList), rows.handIns, opened),
  ]);
  return {
    session,
    settings,
    tasks,
    drafts,
    handIns,
    counts: countOf(standings, drafts.length),
    contact: (rows.contact?.value as Contact | undefined) ?? null,
    order: (rows.order?.value as string[] | undefined) ?? [],
  };
}

export const readOpeningRows = (db: PhoneDatabase): Promise<OpeningRows> =>
  db.transaction('r', [db.meta, db.vault, db.sealedDrafts, db.sealedHandIns, db.standings], async () => {
    const [[session, settings], [contact, order], drafts, standings] = await Promise.all([
      db.vault.bulkGet(['session', 'settings']),
      db.meta.bulkGet(['contact', 'order']),
      db.sealedDrafts.toArray(),
      db.standings.toArray(),
    ]);
    const unsent = standings.filter(concernsTheList).map((standing) => standing.id);
    const handIns = (await db.sealedHandIns.bulkGet(unsent)).filter((row) => row !== undefined);
    return { session, settings, contact, order, drafts, handIns, standings };
  });

/** The same counts as countHandIns, from what has been read anyway. */
function countOf(standings: readonly StandingRow[], drafts: number): Counts {
  let unsent = 0;
  let refused = 0;
  let aside = 0;
  let oldest: StandingRow | null = null;
  for (const standing of standings) {
    if (standing.state === 'refused') refused++;
    if (standing.state === 'aside') aside++;
    if (standing.state !== 'waiting') continue;
    unsent++;
    if (!oldest || standing.number < oldest.number) oldest = standing;
  }
  return { unsent, refused, oldestAt: oldest?.madeAt ?? null, drafts, aside };
}
