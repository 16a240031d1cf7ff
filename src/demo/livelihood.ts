// What a household lives on: land and last year's income, brought to where its kind and monitoring state say it stands against the line.
import type { Household, IncomeTotals } from '../domain/household.ts';
import { perCapita, sumYuan } from '../domain/money.ts';
import { ageOn } from './days.ts';
import type { Dice } from './dice.ts';
import type { Drawn } from './person.ts';

/** Where a household stands, decided before its people are drawn. */
export interface Standing {
  kind: Household['kind'];
  category: Household['category'];
  monitorState: Household['monitorState'];
}

const net = (totals: IncomeTotals): number => sumYuan(totals.wages, totals.business, totals.property, totals.transfers, -totals.costs);

/** Yuan a person a year that a household in this standing has: within the line, above it, or anything above it for those never watched. */
function aim(dice: Dice, standing: Standing, line: number): { least: number; most: number } {
  if (standing.monitorState === 'none') return { least: Math.round(line * (1.08 + dice.next() * dice.next())), most: 48_000 };
  if (standing.monitorState === 'eliminated') return { least: line + dice.between(1_200, 4_000), most: line + 11_500 };
  if (standing.category === 'sudden') return { least: line + dice.between(600, 2_500), most: line + 9_000 };
  return { least: dice.between(4_600, 5_800), most: line - dice.between(150, 1_900) };
}

/** What one member brings in A (wages) and D (transfers), yuan a year. */
function earningsOf(dice: Dice, member: Drawn, year: number): { wages: number; transfers: number } {
  const age = ageOn(member.birthOn, `${year}-12-31`);
  const months = (member.jobs ?? []).reduce((sum, job) => sum + (job.workMonths ?? 0), 0);
  const local = months === 0 && (member.labour === 'ordinary' || member.labour === 'skilled') && dice.chance(0.7);
  const wages = months > 0 ? months * dice.between(26, 58) * 100 : local ? dice.between(36, 240) * 100 : 0;
  const pension = age < 60 ? 0 : member.pension === 'employee' ? dice.between(20, 34) * 1_200 : dice.between(150, 205) * 12;
  const relief = member.relief === 'minimum' ? dice.between(380, 620) * 12 : member.relief === 'destitute' ? dice.between(680, 780) * 12 : 0;
  const disability = member.health.includes('disabled') ? dice.between(80, 110) * 12 : 0;
  return { wages, transfers: pension + relief + disability + (age >= 80 ? 600 : 0) };
}

/** Last year's totals in whole yuan: net a person inside the standing's range, no part negative, no trifling wages, transfers where there is relief. */
export function incomeOf(dice: Dice, members: readonly Drawn[], standing: Standing, landMu: number, year: number, line: number): IncomeTotals {
  const earnings = members.map((member) => earningsOf(dice, member, year));
  const orchard = dice.chance(0.3);
  const business = Math.round(landMu * dice.between(900, 1_500) * (orchard ? 2.2 : 1));
  const totals: IncomeTotals = {
    wages: sumYuan(...earnings.map((one) => one.wages)),
    business,
    property: dice.chance(0.3) ? dice.between(3, 30) * 50 : 0,
    transfers: sumYuan(...earnings.map((one) => one.transfers)) + Math.round(landMu * 67),
    costs: Math.round(business * (0.28 + dice.next() * 0.16)),
    claims: 0,
    selfPaid: 0,
  };
  const people = members.length;
  const { least, most } = aim(dice, standing, line);
  const each = perCapita(net(totals), people) as number;
  // Below where it should be: the children send money, which is a transfer (赡养费). Above: everything was less.
  if (each < least) totals.transfers += Math.ceil((least - each) * people);
  if (each > most) {
    const share = most / each;
    for (const item of ['wages', 'business', 'property', 'transfers', 'costs'] as const) totals[item] = Math.floor(totals[item] * share);
  }
  return { ...totals, ...spendingOf(dice, members, standing) };
}

/** What illness and schooling took out of the purse after reimbursement, and what insurance paid out. */
function spendingOf(dice: Dice, members: readonly Drawn[], standing: Standing): Pick<IncomeTotals, 'claims' | 'selfPaid'> {
  const major = members.some((member) => member.health.includes('major'));
  const chronic = members.filter((member) => member.health.includes('chronic')).length;
  const students = members.filter((member) => /^(higher|bachelor|technician)/.test(member.schoolStage ?? '')).length;
  const everyday = chronic * dice.between(4, 22) * 100 + students * dice.between(60, 110) * 100 + (major ? dice.between(40, 160) * 100 : 0);
  if (standing.category === 'sudden' && standing.monitorState !== 'eliminated') {
    return { selfPaid: everyday + dice.between(210, 720) * 100, claims: dice.chance(0.4) ? dice.between(20, 120) * 100 : 0 };
  }
  return { selfPaid: everyday, claims: major && dice.chance(0.3) ? dice.between(10, 60) * 100 : 0 };
}
