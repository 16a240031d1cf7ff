// The lists that departments have sent the demonstration county: which signal, when it came, when its checks are due, and about whom.
import type { DepartmentCode } from '../domain/department.ts';
import { spokenName } from '../domain/division.ts';
import type { Household, Member } from '../domain/household.ts';
import { leadKey } from '../domain/lead.ts';
import type { LeadToImport } from '../server/ledger/confirm-import.ts';
import { addDays } from './days.ts';
import { diceOf } from './dice.ts';

export interface Signal {
  key: string;
  department: DepartmentCode;
  indicator: string;
  text: string;
  /** Yuan, from and to; null where the signal has no amount. */
  amount: { watched: [number, number]; others: [number, number] } | null;
  /** Days before today that the list was imported and dispatched, and days after today that its checks are due; null: still to be dispatched. */
  cameAgo: number;
  dueIn: number | null;
  /** Every how many villages have a row on it. */
  every: number;
  about: (members: readonly Member[]) => Member | undefined;
}

const ailing = (members: readonly Member[]): Member | undefined => members.find((member) => member.health[0] !== 'healthy');
const medical: Signal['amount'] = { watched: [52, 180], others: [201, 460] };

/** One row a village and list: overdue in every third village, due today, this week, later; two lists whose checks are handed in; one that waits for 下发. */
export const SIGNALS: readonly Signal[] = [
  {
    key: 'overdue',
    department: 'yibao',
    indicator: 'medical-self-paid',
    text: '个人自付费用较高',
    amount: medical,
    cameAgo: 10,
    dueIn: -3,
    every: 3,
    about: ailing,
  },
  {
    key: 'today',
    department: 'canlian',
    indicator: 'disability-new',
    text: '新办残疾人证',
    amount: null,
    cameAgo: 7,
    dueIn: 0,
    every: 1,
    about: (members) => members.find((member) => member.health.includes('disabled')),
  },
  { key: 'week', department: 'minzheng', indicator: 'relief-new', text: '临时救助', amount: null, cameAgo: 5, dueIn: 2, every: 1, about: ailing },
  {
    key: 'later',
    department: 'renshe',
    indicator: 'job-lost',
    text: '务工返乡',
    amount: null,
    cameAgo: 2,
    dueIn: 12,
    every: 1,
    about: (members) => members.find((member) => member.jobs !== undefined),
  },
  {
    key: 'answered',
    department: 'yibao',
    indicator: 'medical-self-paid',
    text: '大额医疗自付费用',
    amount: medical,
    cameAgo: 16,
    dueIn: 1,
    every: 1,
    about: ailing,
  },
  {
    key: 'illness',
    department: 'weijian',
    indicator: 'major-illness',
    text: '新确诊大病',
    amount: null,
    cameAgo: 14,
    dueIn: 1,
    every: 2,
    about: ailing,
  },
  {
    key: 'waiting',
    department: 'jiaoyu',
    indicator: 'school-self-paid',
    text: '教育自付支出较大',
    amount: { watched: [101, 180], others: [101, 180] },
    cameAgo: 1,
    dueIn: null,
    every: 4,
    about: (members) => members.find((member) => member.schoolStage !== undefined),
  },
];

/** A household chosen for a list, with the names of its place as a department writes them. */
export interface Choice {
  household: Household;
  villageName: string;
  townshipName: string;
}

/** The quarter before a day: 2026Q3. */
export function lastQuarter(day: string): string {
  const quarter = Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  return quarter === 0 ? `${Number(day.slice(0, 4)) - 1}Q4` : `${day.slice(0, 4)}Q${quarter}`;
}

export const batchIdOf = (signal: Signal): string => diceOf(`batch:${signal.key}`).uuid();

export function leadOf(signal: Signal, { household, villageName, townshipName }: Choice, today: string): LeadToImport {
  const dice = diceOf(`lead:${signal.key}:${household.id}`);
  const person = signal.about(household.members) ?? (household.members[0] as Member);
  const range = signal.amount?.[household.kind === 'lifted' ? 'watched' : 'others'];
  const lead = {
    id: dice.uuid(),
    indicator: signal.indicator,
    indicatorText: signal.text,
    amount: range ? dice.between(...range) * 100 + dice.between(0, 9999) / 100 : null,
    period: signal.amount ? lastQuarter(addDays(today, -signal.cameAgo)) : '',
    personName: person.name,
    idNumber: person.idNumber.slice(0, 18),
    placeText: `${townshipName}${spokenName({ name: villageName, level: 'village' })}`,
    villageCode: household.villageCode,
    householdId: household.id,
    matchReason: '乡镇、村名与区划一致，身份证号在本村档案中',
  };
  return { ...lead, amount: lead.amount === null ? null : Math.round(lead.amount * 100) / 100, leadKey: leadKey(lead) };
}
