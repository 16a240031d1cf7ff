// Villages of any size for measuring: synthetic households of about 1 kB, tasks for them, and checks of about 4 kB.
import { hash } from '@node-rs/argon2';
import { DEFAULT_POLICIES } from '../../src/domain/policy-defaults.ts';
import { addAccounts } from '../../src/server/ledger/accounts.ts';
import { systemOf } from '../../src/server/ledger/asker.ts';
import { foundCounty, readDivisions } from '../../src/server/ledger/divisions.ts';
import { addHouseholds } from '../../src/server/ledger/households.ts';
import type { Ledger } from '../../src/server/ledger/open-ledger.ts';
import { setPolicy } from '../../src/server/ledger/policies.ts';
import { logChanges } from '../../src/server/ledger/village-log.ts';
import { householdOf, idOf, nameOf } from './household-text.ts';

export const COUNTY = '140826';
export const PASSWORD = 'mima-for-bench';

export interface Collector {
  id: string;
  login: string;
  villageCode: string;
}

/** The county with one collector for each of its first `count` villages. */
export async function foundBenchCounty(ledger: Ledger, divisionsFile: string, count: number): Promise<Collector[]> {
  const divisions = readDivisions(divisionsFile);
  const passwordHash = await hash(PASSWORD, { memoryCost: 64, timeCost: 1, parallelism: 1 });
  const villages = divisions.filter((division) => division.level === 'village').slice(0, count);
  const collectors = villages.map(({ code }, n) => ({ id: idOf('0a', n), login: `village-${code}`, villageCode: code }));
  await ledger.within(systemOf(COUNTY), async (tx) => {
    await foundCounty(tx, COUNTY, divisions, false);
    for (const policy of DEFAULT_POLICIES) await setPolicy(tx, COUNTY, policy, null);
    await addAccounts(
      tx,
      COUNTY,
      collectors.map(({ id, login, villageCode }) => ({
        id,
        login,
        name: '采集员',
        role: 'collector' as const,
        scope: [villageCode],
        department: null,
        passwordHash,
        mustChangePassword: false,
      })),
    );
  });
  return collectors;
}

export const settle = (ledger: Ledger, villageCode: string, from: number, count: number): Promise<void> =>
  ledger.within(systemOf(COUNTY), (tx) =>
    addHouseholds(
      tx,
      COUNTY,
      Array.from({ length: count }, (_, n) => householdOf(from + n, villageCode)),
    ),
  );

/** Closes what was open in the village and dispatches one task a household; task n is about household n. */
export async function dispatchAll(ledger: Ledger, villageCode: string, households: readonly number[], taskFamily: string): Promise<string[]> {
  const tasks = households.map((n) => ({ id: idOf(taskFamily, n), household: idOf('01', n), name: nameOf(n) }));
  await ledger.within(systemOf(COUNTY), async (tx) => {
    const closed = await tx
      .updateTable('task')
      .set({ state: 'withdrawn' })
      .where('county', '=', COUNTY)
      .where('village_code', '=', villageCode)
      .where('state', '<>', 'withdrawn')
      .returning('id')
      .execute();
    for (let at = 0; at < tasks.length; at += 1000) {
      await tx
        .insertInto('task')
        .values(
          tasks.slice(at, at + 1000).map(({ id, household, name }) => ({
            county: COUNTY,
            id,
            village_code: villageCode,
            household_id: household,
            person_name: name,
            origin: 'lead' as const,
            due_on: '2026-12-01',
            state: 'dispatched' as const,
          })),
        )
        .execute();
    }
    await logChanges(
      tx,
      COUNTY,
      [...closed.map(({ id }) => id), ...tasks.map(({ id }) => id)].map((id) => ({ villageCode, entity: 'task' as const, id })),
    );
  });
  return tasks.map(({ id }) => id);
}
