// What goes on in the demonstration county without a department's list: a sweep under way in one village, checks that villages began themselves, a collector for each group, and phones that still hold work.
import { createHash } from 'node:crypto';
import { townshipOf } from '../domain/division.ts';
import type { Household } from '../domain/household.ts';
import { SHANXI_POLICY_2026 } from '../domain/policy-defaults.ts';
import type { TaskOrigin } from '../domain/task.ts';
import { acceptHandIns } from '../server/ledger/accept-hand-ins.ts';
import { systemOf } from '../server/ledger/asker.ts';
import { assignGroup } from '../server/ledger/collectors.ts';
import { tasksOfVillage } from '../server/ledger/demonstration.ts';
import { reportDevice } from '../server/ledger/devices.ts';
import { householdsById } from '../server/ledger/households.ts';
import { sweepVillage, sweptVillages } from '../server/ledger/sweep.ts';
import { canonicalJson, WIRE_VERSION } from '../wire/sync.ts';
import { checkOf } from './check-of.ts';
import { addDays } from './days.ts';
import { diceOf } from './dice.ts';
import { judge, type LivingCounty, morning, officer } from './living-county.ts';
import { type Choice, SIGNALS } from './signals.ts';
import { slipped } from './slips.ts';

/** 董封, 安峪镇. */
const SWEPT = '140826106203';
const SWEEP_ID = diceOf('sweep').uuid();
/** Days after today that the sweep's checks are due. */
const SWEEP_DUE = 9;
/** Every how many villages a family came by itself, or the collector on a round; and a phone that has been without a signal. */
const SELF = 5;
const ROUND = 4;
const SILENT = 12;
/** After the lists' checks, which are fewer. */
const FIRST_NUMBER = 11;

/** A household of each village, besides those of the lists, for every kind of self-started check. */
export const SELF_STARTED = 2;

/** Every step may be done again, as those of the lists. */
export async function goRound(living: LivingCounty): Promise<void> {
  for (const [place, choices] of living.choices.entries()) {
    const own = choices.slice(SIGNALS.length);
    const villageCode = choices[0]?.household.villageCode;
    if (!villageCode) continue;
    if (own[0] && place % SELF === 1) await handInSelfStarted(living, own[0], 'self', FIRST_NUMBER);
    if (own[1] && place % ROUND === 2) await handInSelfStarted(living, own[1], 'round', FIRST_NUMBER + 1);
    if (place % SILENT === 5) await fallSilent(living, villageCode, place);
  }
  await sweep(living);
}

async function handInAs(living: LivingCounty, household: Household, number: number, origin: TaskOrigin, taskId: string, now: Date): Promise<void> {
  const collector = officer(living, `village-${household.villageCode}`, now);
  const madeAt = new Date(now.getTime() - number * 1_800_000);
  const record = {
    id: diceOf(`${origin}:hand-in:${household.id}`).uuid(),
    kind: 'check' as const,
    number,
    villageCode: household.villageCode,
    householdId: household.id,
    taskId,
    origin,
    revision: 1,
    seenVersion: household.version,
    madeAt: madeAt.toISOString(),
    clockOffsetMs: 0,
    content: checkOf(household, {
      about: { personName: household.headName, origin, leads: [] },
      result: { include: false, category: null, reason: 'stableIncome' },
      madeAt,
    }),
  };
  const hash = createHash('sha256').update(canonicalJson(record)).digest('hex');
  const deviceId = diceOf(`device:${household.villageCode}`).uuid();
  const sender = { asker: collector, name: collector.name, deviceId, policy: SHANXI_POLICY_2026 };
  const [receipt] = await acceptHandIns(living.ledger, sender, [{ ...record, hash }], now);
  if (receipt?.outcome === 'refused') throw new Error(`a demonstration check was refused: ${receipt.message}`);
  await judge(living, [record.id], now);
}

const handInSelfStarted = (living: LivingCounty, { household }: Choice, origin: 'self' | 'round', number: number): Promise<void> =>
  handInAs(living, household, number, origin, diceOf(`${origin}:task:${household.id}`).uuid(), morning(living.today, 3));

/** A second phone of the village, with checks that nobody has received since it was last heard of. */
async function fallSilent(living: LivingCounty, villageCode: string, place: number): Promise<void> {
  const heard = morning(living.today, 1 + (place % 3));
  const collector = officer(living, `village-${villageCode}`, heard);
  const holding = 1 + (place % 4);
  const report = {
    id: diceOf(`device:${villageCode}:2`).uuid(),
    label: '华为畅享（演示）',
    appVersion: '0.1.0',
    highestNumber: holding,
    holding,
    oldestAt: new Date(heard.getTime() - 26 * 3_600_000).toISOString(),
  };
  await living.ledger.within(collector, (tx) => reportDevice(tx, collector, { report, wireVersion: WIRE_VERSION }, heard));
}

/** The township has its village swept group by group; every third household has been visited. */
async function sweep(living: LivingCounty): Promise<void> {
  if (!living.choices.some((choices) => choices[0]?.household.villageCode === SWEPT)) return;
  const us = systemOf(living.county);
  const township = officer(living, `town-${townshipOf(SWEPT).slice(0, 9)}`, morning(living.today, 5));
  const collectorId = officer(living, `village-${SWEPT}`, township.now).accountId;
  const order = { division: SWEPT, title: '第四季度集中排查（演示）', dueOn: addDays(living.today, SWEEP_DUE) };
  const done = await living.ledger.within(us, (tx) => sweptVillages(tx, living.county, SWEEP_ID));
  if (!done.has(SWEPT)) await living.ledger.within(township, (tx) => sweepVillage(tx, township, order, SWEPT, SWEEP_ID));
  const { tasks, households } = await living.ledger.within(us, async (tx) => {
    const found = await tasksOfVillage(tx, living.county, SWEPT, 'sweep');
    const ids = found.map((task) => task.householdId);
    return { tasks: found, households: await householdsById(tx, living.county, ids) };
  });
  await living.ledger.within(township, async (tx) => {
    for (const groupName of new Set(households.map((household) => household.groupName))) {
      await assignGroup(tx, township, { villageCode: SWEPT, groupName, accountId: collectorId });
    }
  });
  for (const [place, task] of tasks.entries()) {
    const household = households.find((one) => one.id === task.householdId);
    if (household && task.state === 'dispatched' && place % 3 === 0 && !slipped(household.id))
      await handInAs(living, household, FIRST_NUMBER + 2 + place, 'sweep', task.taskId, morning(living.today, 1));
  }
}
