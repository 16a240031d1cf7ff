// Loads the demonstration county once: founded in one transaction, then village by village, so that a start that was cut short is completed by the next.
import type { AuditAction } from '../domain/audit-action.ts';
import { DEFAULT_POLICIES, SHANXI_POLICY_2026 } from '../domain/policy-defaults.ts';
import { addAccounts } from '../server/ledger/accounts.ts';
import { systemOf } from '../server/ledger/asker.ts';
import { type AuditNote, audit } from '../server/ledger/audit.ts';
import { type DemonstrationOrder, demonstrationState, replacePasswordHash, sharedPasswordHash } from '../server/ledger/demonstration.ts';
import { divisionsOfCounty, foundCounty, readDivisions } from '../server/ledger/divisions.ts';
import { addHouseholds } from '../server/ledger/households.ts';
import type { Ledger, Log } from '../server/ledger/open-ledger.ts';
import { hashPassword, passwordFits } from '../server/ledger/passwords.ts';
import { setPolicy } from '../server/ledger/policies.ts';
import { logChanges } from '../server/ledger/village-log.ts';
import { demonstrationAccounts } from './accounts.ts';
import { type DrawnVillage, drawCounty, FULL_COUNTY, SMALL_COUNTY } from './county.ts';
import { bringToLife } from './living-state.ts';
import { SELF_STARTED } from './rounds.ts';
import { type Choice, SIGNALS } from './signals.ts';
import { slipped } from './slips.ts';

/** 绛县. */
export const DEMONSTRATION_COUNTY = '140826';
export const DEMONSTRATION_SEED = 'jiangxian';
/** Births, school years and incomes are reckoned from this day whenever the county is loaded, so that the lists in examples/ name people who are there. */
export const DRAWN_ON = '2026-11-01';

export interface DemonstrationOptions {
  /** 62,000 households instead of 3,000. Counts only for the first start on a ledger. */
  full: boolean;
  /** Of every account; when it differs from the last start's, the accounts that still have the old one get it. */
  password: string;
  /** Path of data/divisions-jiangxian.csv. */
  divisionsFile: string;
  /** Households in the ledger so far, of all that are coming. */
  onProgress: (done: number, total: number) => void;
  log: Log;
  clock: () => Date;
}

/** `realCounty`: the ledger holds a county in real use, and nothing was touched. `loaded`: the county is there in full, now or since an earlier start. */
export type DemonstrationOutcome = { outcome: 'realCounty' } | { outcome: 'loaded'; households: number; people: number; fresh: boolean };

/** Households a transaction: few enough that the lock on their villages is short, many enough that commits don't count. */
const CHUNK = 1_500;
/** One connection writes while the next villages are drawn. */
const CONNECTIONS = 2;

export async function loadDemonstration(ledger: Ledger, options: DemonstrationOptions): Promise<DemonstrationOutcome> {
  const us = systemOf(DEMONSTRATION_COUNTY);
  const before = await ledger.within(us, (tx) => demonstrationState(tx, DEMONSTRATION_COUNTY));
  if (before.county === 'real') return { outcome: 'realCounty' };
  const order = before.order ?? (await found(ledger, options));
  await keepPassword(ledger, options.password);
  const { households, people } = order;
  if (before.done.has('demonstration.loaded')) return { outcome: 'loaded', households, people, fresh: false };
  const choices = await fill(ledger, order, before.villages, options);
  const divisions = divisionsOfCounty(readDivisions(options.divisionsFile), DEMONSTRATION_COUNTY);
  const accounts = demonstrationAccounts(DEMONSTRATION_COUNTY, divisions, '');
  await bringToLife({ ledger, county: DEMONSTRATION_COUNTY, today: order.today, accounts, choices });
  await ledger.within(us, (tx) => audit(tx, us, note('demonstration.loaded', {}), options.clock()));
  return { outcome: 'loaded', households, people, fresh: true };
}

const note = (action: AuditAction, detail: object): AuditNote => ({
  action,
  entity: 'county',
  entityId: DEMONSTRATION_COUNTY,
  detail: { ...detail },
});

/** The calendar day in China. */
const today = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** The county, its places, policy and accounts: all at once, with the order that later starts go on with. */
async function found(ledger: Ledger, options: DemonstrationOptions): Promise<DemonstrationOrder> {
  const us = systemOf(DEMONSTRATION_COUNTY);
  const now = options.clock();
  const order: DemonstrationOrder = {
    ...(options.full ? FULL_COUNTY : SMALL_COUNTY),
    seed: DEMONSTRATION_SEED,
    drawnOn: DRAWN_ON,
    today: today(now),
  };
  const divisions = divisionsOfCounty(readDivisions(options.divisionsFile), DEMONSTRATION_COUNTY);
  const passwordHash = await hashPassword(options.password);
  await ledger.within(us, async (tx) => {
    await foundCounty(tx, DEMONSTRATION_COUNTY, divisions, true);
    for (const policy of DEFAULT_POLICIES) await setPolicy(tx, DEMONSTRATION_COUNTY, policy, null);
    await addAccounts(tx, DEMONSTRATION_COUNTY, demonstrationAccounts(DEMONSTRATION_COUNTY, divisions, passwordHash));
    await audit(tx, us, note('demonstration.begin', order), now);
  });
  return order;
}

/** What is printed at the start must be what opens the accounts, also when RUHU_DEMO_PASSWORD was changed in between. */
async function keepPassword(ledger: Ledger, password: string): Promise<void> {
  const us = systemOf(DEMONSTRATION_COUNTY);
  const shared = await ledger.within(us, (tx) => sharedPasswordHash(tx, DEMONSTRATION_COUNTY));
  if (shared === undefined || (await passwordFits(shared, password))) return;
  const hash = await hashPassword(password);
  await ledger.within(us, (tx) => replacePasswordHash(tx, DEMONSTRATION_COUNTY, shared, hash));
}

/** Returns, village by village, the households that lists may be about. */
async function fill(ledger: Ledger, order: DemonstrationOrder, there: ReadonlySet<string>, options: DemonstrationOptions): Promise<Choice[][]> {
  const choices: Choice[][] = [];
  const divisions = divisionsOfCounty(readDivisions(options.divisionsFile), DEMONSTRATION_COUNTY);
  const townships = new Map(divisions.map((division) => [division.code, division.name]));
  const size = { households: order.households, people: order.people };
  let done = 0;
  const writing = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;
  const write = async (villages: DrawnVillage[], count: number): Promise<void> => {
    await addVillages(ledger, villages, options.clock);
    done += count;
    options.onProgress(done, order.households);
  };
  let chunk: DrawnVillage[] = [];
  let waiting = 0;
  const send = async (): Promise<void> => {
    if (waiting === 0) return;
    const job = write(chunk, waiting)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => writing.delete(job));
    writing.add(job);
    chunk = [];
    waiting = 0;
    if (writing.size >= CONNECTIONS) await Promise.race(writing);
    if (failure) throw failure.error;
  };
  // Villages that are there already are drawn all the same: the ID numbers of the next ones depend on it.
  for (const village of drawCounty({ divisions, size, seed: order.seed, today: order.drawnOn, line: SHANXI_POLICY_2026.monitoringLine })) {
    choices.push(choose(village, townships.get(village.division.parentCode ?? '') ?? ''));
    if (there.has(village.division.code)) {
      done += village.households.length;
      continue;
    }
    chunk.push(village);
    waiting += village.households.length;
    if (waiting >= CHUNK) await send();
  }
  await send();
  await Promise.all(writing);
  if (failure) throw (failure as { error: unknown }).error;
  return choices;
}

/** Households never monitored, spread over the village. */
function choose({ division, households }: DrawnVillage, townshipName: string): Choice[] {
  const never = households.filter((household) => household.category === 'none' && !slipped(household.id));
  const wanted = SIGNALS.length + SELF_STARTED;
  const step = Math.max(1, Math.floor(never.length / wanted));
  return never
    .filter((_, index) => index % step === 0)
    .slice(0, wanted)
    .map((household) => ({ household, villageName: division.name, townshipName }));
}

/** Households and their places in the village logs in one transaction: a village is there in full or not at all. */
async function addVillages(ledger: Ledger, villages: readonly DrawnVillage[], clock: () => Date): Promise<void> {
  const us = systemOf(DEMONSTRATION_COUNTY);
  const households = villages.flatMap((village) => village.households);
  await ledger.within(us, async (tx) => {
    await addHouseholds(tx, DEMONSTRATION_COUNTY, households);
    await logChanges(
      tx,
      DEMONSTRATION_COUNTY,
      households.map(({ id, villageCode }) => ({ villageCode, entity: 'household', id })),
    );
    await audit(
      tx,
      us,
      villages.map((village) => ({
        action: 'demonstration.village',
        entity: 'village',
        entityId: village.division.code,
        villageCode: village.division.code,
        detail: { households: village.households.length },
      })),
      clock(),
    );
  });
}
