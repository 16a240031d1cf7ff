// What a survey would have found in a household of the demonstration county beyond its people and income: house, road, water, insurance, posts; drawn apart, so that who lives where stays as it is.

import type { Household } from '../domain/household.ts';
import type { HouseholdDetails } from '../domain/household-details.ts';
import { netIncome } from '../domain/income.ts';
import type { MemberDetails } from '../domain/member-details.ts';
import { perCapita } from '../domain/sums.ts';
import { caseHistoryOf } from './case-history.ts';
import { ageOn } from './days.ts';
import { type Dice, diceOf } from './dice.ts';
import { itemsOf } from './income-items.ts';
import type { Drawn } from './person.ts';

/** A household as it is drawn: every birth date is known. */
export type DrawnHousehold = Omit<Household, 'members'> & { members: Drawn[] };

function memberDetails(dice: Dice, member: Drawn, household: Household, today: string): MemberDetails {
  const age = ageOn(member.birthOn, today);
  const helped = household.kind === 'lifted' || household.category !== 'none';
  const sick = member.health.includes('major') || member.health.includes('chronic');
  return {
    ...(age >= 18 && dice.chance(0.05) ? { political: 'party' as const } : {}),
    // The residents' insurance pays the premium of 大病保险 for everyone in it.
    majorInsurance: member.medicalInsurance === 'resident' || dice.chance(0.8),
    ...(dice.chance(0.05) ? { commercialInsurance: true } : {}),
    ...(helped && sick && dice.chance(0.6) ? { medicalAid: true } : {}),
    ...(helped && /^(vocational|higher|technician)/.test(member.schoolStage ?? '') ? { rainDew: true } : {}),
  };
}

/** 公益岗 for somebody of a helped family who can still do light work, paid out of the wages that the family has. */
function givePost(dice: Dice, members: readonly Drawn[], household: Household, today: string): void {
  const fit = members.find(({ labour, jobs, birthOn }) => labour === 'weak' && !jobs && ageOn(birthOn, today) < 68);
  const months = dice.pick([6, 10, 12]);
  if (!fit?.details || (household.income?.totals.wages ?? 0) < months * 500 || !dice.chance(0.5)) return;
  fit.details = { ...fit.details, publicPost: dice.pick(['cleaning', 'forest', 'road', 'care']), publicPostMonths: months };
}

function houseOf(dice: Dice, household: Household): HouseholdDetails {
  const atSite = household.groupName.endsWith('安置点');
  return {
    road: dice.weighted([
      ['cement', 84],
      ['asphalt', 12],
      ['gravel', 3],
      ['dirt', 1],
    ] as const),
    roadKm: atSite ? 0.1 : Math.round(dice.next() ** 2 * 25) / 10,
    floorArea: dice.between(6, 18) * 10,
    safeWater: !household.guarantees.water,
    toilet: dice.chance(0.82),
    ...(atSite ? { resettled: true, resettlementSite: household.groupName } : {}),
  };
}

/** Households that were surveyed item by item: those lifted from poverty or ever monitored. */
const surveyed = ({ kind, category }: Household): boolean => kind === 'lifted' || category !== 'none';

/** Adds the details. Only households that were surveyed have items of income, a number in the national system and last year's figure beside this one's. */
export function withDetails(household: DrawnHousehold, today: string): Household {
  const dice = diceOf(`details:${household.id}`);
  const members: Drawn[] = household.members.map(
    (member): Drawn => ({
      ...member,
      ...(member.jobs ? { jobs: member.jobs.map((job) => ({ ...job })) } : {}),
      details: memberDetails(dice, member, household, today),
    }),
  );
  const house = houseOf(dice, household);
  const { income } = household;
  if (!surveyed(household) || !income) return { ...household, members, details: house };
  givePost(dice, members, household, today);
  const items = itemsOf(dice, household, income.totals, members, income.year);
  const whole = { ...household, members, income: { ...income, items } };
  const each = perCapita(netIncome(income.totals), members.length) ?? 0;
  return {
    ...whole,
    details: {
      ...house,
      householdNo: `14082600${String(dice.between(0, 99_999_999)).padStart(8, '0')}`,
      fuel: dice.pick(['coal', 'clean', 'firewood']),
      electricity: true,
      broadcast: dice.chance(0.97),
      ...(household.kind === 'lifted' ? { cooperative: dice.chance(0.5) } : {}),
      // Within the 30 % that are no remark.
      perCapitaBefore: Math.round(each * (0.84 + dice.next() * 0.2)),
      ...caseHistoryOf(dice, whole, today),
    },
  };
}
