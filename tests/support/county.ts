// The small county that stories happen in: Jiangxian's real places, one account of every role, three households in each of two villages.
import { fileURLToPath } from 'node:url';
import { hash } from '@node-rs/argon2';
import type { Role } from '../../src/domain/account.ts';
import type { DepartmentCode } from '../../src/domain/department.ts';
import type { Household } from '../../src/domain/household.ts';
import { checkDigit } from '../../src/domain/id-number.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policy-defaults.ts';
import { addAccounts } from '../../src/server/ledger/accounts.ts';
import { type Asker, systemOf } from '../../src/server/ledger/asker.ts';
import { foundCounty, readDivisions } from '../../src/server/ledger/divisions.ts';
import { addHouseholds } from '../../src/server/ledger/households.ts';
import type { Ledger } from '../../src/server/ledger/open-ledger.ts';
import { setPolicy } from '../../src/server/ledger/policies.ts';
import { aHousehold, aMember } from './household.ts';

export const COUNTY = '140826';
export const PASSWORD = 'mima-for-tests';
/** 安峪镇 and its villages 孙王村 and 郇王村; 磨里镇 and its village 磨里村. */
export const ANYU = '140826106000';
export const SUNWANG = '140826106201';
export const XUNWANG = '140826106202';
export const MOLI = '140826104000';
export const MOLI_VILLAGE = '140826104200';

const divisionsFile = fileURLToPath(new URL('../../data/divisions-jiangxian.csv', import.meta.url));

/** Who signs in under which login, with the password PASSWORD. */
export const PEOPLE = {
  county: person(1, 'county', '赵县办', 'auditor', ['140826000000']),
  admin: person(2, 'admin', '钱管理', 'admin', ['140826000000']),
  anyu: person(3, `town-${ANYU.slice(0, 9)}`, '孙乡办', 'reviewer', [ANYU]),
  moli: person(4, `town-${MOLI.slice(0, 9)}`, '李乡办', 'reviewer', [MOLI]),
  sunwang: person(5, `village-${SUNWANG}`, '周采集', 'collector', [SUNWANG]),
  xunwang: person(6, `village-${XUNWANG}`, '吴采集', 'collector', [XUNWANG]),
  moliVillage: person(7, `village-${MOLI_VILLAGE}`, '郑采集', 'collector', [MOLI_VILLAGE]),
  yibao: person(8, 'dept-yibao', '王医保', 'department', ['140826000000'], 'yibao'),
  minzheng: person(9, 'dept-minzheng', '冯民政', 'department', ['140826000000'], 'minzheng'),
} as const;

function person(n: number, login: string, name: string, role: Role, scope: string[], department: DepartmentCode | null = null) {
  return { id: uuid('a', n), login, name, role, scope, department };
}

/** A readable UUID: its kind and running number. */
export function uuid(kind: string, n: number): string {
  return `00000000-0000-4000-8000-${kind.charCodeAt(0).toString(16).padStart(4, '0')}${n.toString(16).padStart(8, '0')}`;
}

export const asker = (who: keyof typeof PEOPLE): Asker => {
  const { id, role, scope, department } = PEOPLE[who];
  return { county: COUNTY, role, scope, department, accountId: id };
};

let passwordHash: Promise<string> | undefined;

/** Founds the county with its accounts and households. One cheap hash for all: these passwords guard nothing. */
export async function smallCounty(ledger: Ledger): Promise<void> {
  passwordHash ??= hash(PASSWORD, { memoryCost: 64, timeCost: 1, parallelism: 1 });
  const secret = await passwordHash;
  await ledger.within(systemOf(COUNTY), async (tx) => {
    await foundCounty(tx, COUNTY, readDivisions(divisionsFile), false);
    for (const policy of DEFAULT_POLICIES) await setPolicy(tx, COUNTY, policy, null);
    await addAccounts(
      tx,
      COUNTY,
      Object.values(PEOPLE).map((account) => ({ ...account, passwordHash: secret, mustChangePassword: false })),
    );
    await addHouseholds(tx, COUNTY, HOUSEHOLDS);
  });
}

/** Three in 孙王村 (1–3), three in 磨里村 (4–6); each with a head and a spouse. */
export const HOUSEHOLDS: readonly Household[] = [
  household(1, SUNWANG, '王建国', '149926196503021'),
  household(2, SUNWANG, '李秀英', '149926195811201'),
  household(3, SUNWANG, '张引环', '149926197007151'),
  household(4, MOLI_VILLAGE, '刘文山', '149926196112081'),
  household(5, MOLI_VILLAGE, '陈玉兰', '149926195503171'),
  household(6, MOLI_VILLAGE, '杨保田', '149926197210091'),
];

function household(n: number, villageCode: string, headName: string, stem: string): Household {
  return aHousehold({
    id: uuid('h', n),
    villageCode,
    groupName: n % 2 === 1 ? '东组' : '西组',
    houseNo: `${n}`,
    address: `${n}号`,
    headName,
    phone: `1380000000${n}`,
    kind: n % 3 === 0 ? 'lifted' : 'general',
    dwelling: 'B',
    income: { year: 2025, totals: { wages: 20000, business: 6000, property: 0, transfers: 2400, costs: 1800, claims: 0, selfPaid: 900 } },
    members: [member(n * 2, headName, '02', `${stem}01`), member(n * 2 + 1, `${headName.slice(0, 1)}家人`, '10', `${stem}02`)],
    version: 1,
  });
}

function member(n: number, name: string, relation: string, first17: string): Household['members'][number] {
  return aMember(n, {
    id: uuid('m', n),
    name,
    idNumber: first17 + checkDigit(first17),
    relation,
    sex: Number(first17.at(-1)) % 2 === 1 ? '1' : '2',
    birthOn: `${first17.slice(6, 10)}-${first17.slice(10, 12)}-${first17.slice(12, 14)}`,
  });
}
