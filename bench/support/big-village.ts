// Villages of any size for measuring: synthetic households of about 1 kB, tasks for them, and checks of about 4 kB.
import { hash } from '@node-rs/argon2';
import type { Household } from '../../src/domain/household.ts';
import { checkDigit } from '../../src/domain/id-number.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policy-defaults.ts';
import { addAccounts } from '../../src/server/ledger/accounts.ts';
import { systemOf } from '../../src/server/ledger/asker.ts';
import { foundCounty, readDivisions } from '../../src/server/ledger/divisions.ts';
import { addHouseholds } from '../../src/server/ledger/households.ts';
import type { Ledger } from '../../src/server/ledger/open-ledger.ts';
import { setPolicy } from '../../src/server/ledger/policies.ts';
import { logChanges } from '../../src/server/ledger/village-log.ts';

export const COUNTY = '140826';
export const PASSWORD = 'mima-for-bench';

/** family: two hex digits that say what it is. */
export const idOf = (family: string, n: number): string => `000000${family}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

const SYLLABLES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const SPOKEN = ['wang', 'li', 'zhang', 'liu', 'chen', 'yang', 'zhao', 'huang', 'zhou', 'wu'];
const pick = <T>(list: readonly T[], n: number): T => list[Math.abs(Math.imul(n, 2654435761) >> 5) % list.length] as T;
const nameOf = (n: number): string => pick(SYLLABLES, n) + pick(SYLLABLES, n * 31 + 7) + pick(SYLLABLES, n * 17 + 3);

function idNumberOf(n: number): string {
  const first17 = `149926${1940 + (n % 70)}${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}${String(n % 1000).padStart(3, '0')}`;
  return first17 + checkDigit(first17);
}

/** About 1 kB as JSON, with one or two members. */
export function householdOf(n: number, villageCode: string): Household {
  const headName = nameOf(n);
  return {
    id: idOf('01', n),
    villageCode,
    groupName: `第${1 + (n % 8)}组`,
    houseNo: `${n}`,
    address: `村东第${n % 50}排`,
    headName,
    phone: `13${String(800000000 + n)}`,
    kind: n % 4 === 0 ? 'lifted' : 'general',
    category: 'none',
    monitorState: 'none',
    size: 1 + (n % 2),
    dwelling: 'B',
    landMu: 3 + (n % 50) / 10,
    woodMu: 0,
    guarantees: { housing: false, schooling: false, water: false, insurance: false },
    income: {
      year: 2025,
      totals: { wages: 9000 + (n % 20000), business: n % 8000, property: 0, transfers: n % 3000, costs: n % 900, claims: 0, selfPaid: n % 700 },
    },
    helper: null,
    noLabour: false,
    members: Array.from({ length: 1 + (n % 2) }, (_, place) => ({
      id: idOf('02', n * 2 + place),
      name: place === 0 ? headName : nameOf(n + 50000),
      pinyin: `${pick(SPOKEN, n)} ${pick(SPOKEN, n * 3)} ${pick(SPOKEN, n * 7)}`,
      initials: 'wlz',
      idNumber: idNumberOf(n * 2 + place),
      relation: place === 0 ? '02' : '10',
      sex: place === 0 ? ('1' as const) : ('2' as const),
      birthOn: `${1940 + (n % 70)}-0${1 + (n % 9)}-11`,
      ethnic: '01',
      phone: '',
      schooling: '初中',
      schoolStage: '',
      health: ['healthy' as const],
      labour: 'ordinary' as const,
      workPlace: '',
      workMonths: 0,
      medicalInsurance: 'resident' as const,
      pension: 'resident' as const,
      relief: 'none' as const,
      presence: 'present' as const,
    })),
    pastChecks: [],
    version: 1,
  };
}

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
