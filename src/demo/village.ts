// One village of the demonstration county: its groups, and its households drawn one after the other.
import type { Division } from '../domain/division.ts';
import { spokenName } from '../domain/division.ts';
import type { Household, Member } from '../domain/household.ts';
import { type DrawnHousehold, withDetails } from './details.ts';
import type { Dice } from './dice.ts';
import { familyOf } from './family.ts';
import { incomeOf, type Standing } from './livelihood.ts';
import { nameFor, surnameFor } from './names.ts';
import type { Numbers } from './numbers.ts';
import { pastChecksOf } from './past-checks.ts';
import { type Drawn, personOf } from './person.ts';
import { withSlip } from './slips.ts';

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
const NATURAL_VILLAGES = ['南坡', '沟西', '上庄', '后河', '岭上', '窑头', '河底', '柿树洼', '磨坪', '下院', '疙瘩', '庙后'];

/** How the village calls its parts: 一组…, 东组 西组…, natural villages, or grids of a community; more parts where more people live. */
function groupsOf(dice: Dice, division: Division, households: number): [string, number][] {
  const parts = Math.min(9, Math.max(2, Math.round(Math.sqrt(households) / 3) + dice.between(0, 2)));
  const weight = (): number => 0.4 + dice.next();
  const numbered = (unit: string): string[] => NUMERALS.slice(0, parts).map((numeral) => numeral + unit);
  if (/居委会$/.test(division.name)) return numbered('网格').map((name) => [name, weight()]);
  const names = dice.weighted([
    [numbered('组'), 60],
    [['东组', '西组', '南组', '北组'].slice(0, Math.max(2, Math.min(4, parts))), 20],
    [NATURAL_VILLAGES.slice(dice.between(0, 3)).slice(0, parts), 20],
  ] as const);
  return names.map((name) => [name, weight()]);
}

/** All members without labour of any kind. */
const withoutLabour = (members: readonly Member[]): boolean => members.every((member) => member.labour === 'none' || member.labour === 'lost');

/** 低保 goes to the household as a whole, 特困 to old people who are alone and can't work. */
function grantRelief(dice: Dice, members: Drawn[], standing: Standing): void {
  const frail = members.some((member) => member.health.includes('disabled') || member.health.includes('major'));
  const only = members.length === 1 ? members[0] : undefined;
  if (withoutLabour(members)) {
    const old = only?.schooling && Number(only.birthOn.slice(0, 4)) < 1964;
    for (const member of members) member.relief = old && dice.chance(0.5) ? 'destitute' : 'minimum';
  } else if (dice.chance(standing.category !== 'none' ? 0.28 : frail ? 0.16 : 0.006)) {
    for (const member of members) member.relief = 'minimum';
  }
}

export interface VillagePlan {
  division: Division;
  townshipName: string;
  /** One entry a household: how many people, and how it stands. */
  households: readonly { size: number; standing: Standing }[];
  /** A resettlement site (安置点) lies in this village. */
  hasSite: boolean;
}

export interface Drawing {
  dice: Dice;
  numbers: Numbers;
  today: string;
  /** 监测线 of the policy in force: incomes are placed against it. */
  line: number;
}

function membersOf(drawing: Drawing, size: number, standing: Standing): Drawn[] {
  const { dice } = drawing;
  const surname = surnameFor(dice);
  for (let attempt = 0; ; attempt++) {
    const members = familyOf(dice, size).map((kin) => personOf(kin, { ...drawing, surname }));
    // A household without any labour is never marked eliminated, so such a family is drawn again.
    if (standing.monitorState !== 'eliminated' || !withoutLabour(members) || attempt > 200) return members;
  }
}

/** The households of one village; together with `drawing` it decides everything, so the same plan gives the same village. */
export function householdsOf(plan: VillagePlan, drawing: Drawing): Household[] {
  const { dice, numbers, today } = drawing;
  const village = spokenName(plan.division);
  const groups = groupsOf(dice, plan.division, plan.households.length);
  const site = `${village.replace(/(村|社区)$/, '')}安置点`;
  const hilly = dice.next();
  const doors = new Map<string, number>();
  return plan.households.map(({ size, standing }) => {
    const id = dice.uuid();
    const groupName = plan.hasSite && standing.kind === 'lifted' && dice.chance(0.6) ? site : dice.weighted(groups);
    const door = (doors.get(groupName) ?? 0) + 1;
    doors.set(groupName, door);
    const members = membersOf(drawing, size, standing);
    grantRelief(dice, members, standing);
    const head = members[0] as Drawn;
    head.phone = dice.chance(0.93) ? numbers.phone() : '';
    const landMu = groupName === site || dice.chance(0.08) ? 0 : Math.round(members.length * (0.8 + dice.next() * 2.2) * 10) / 10;
    const watched = standing.monitorState === 'monitored' || standing.monitorState === 'relapsed';
    const unsafeHouse = watched && dice.chance(0.06);
    const household: DrawnHousehold = {
      id,
      villageCode: plan.division.code,
      groupName,
      houseNo: String(door),
      address: `绛县${plan.townshipName}${village}${groupName}${door}号（演示）`,
      headName: head.name,
      phone: head.phone,
      ...standing,
      size: members.length,
      dwelling: unsafeHouse
        ? dice.weighted([
            ['C', 3],
            ['D', 1],
          ] as const)
        : dice.weighted([
            ['A', 62],
            ['B', 38],
          ] as const),
      landMu,
      woodMu: hilly > 0.6 && dice.chance(0.5) ? Math.round(dice.next() * 90) / 10 : 0,
      guarantees: { housing: unsafeHouse, schooling: false, water: watched && dice.chance(0.015), insurance: false },
      income:
        standing.category === 'none' && standing.kind === 'general' && dice.chance(0.03)
          ? null
          : {
              year: Number(today.slice(0, 4)) - 1,
              totals: incomeOf(dice, members, standing, landMu, Number(today.slice(0, 4)) - 1, drawing.line),
            },
      helper:
        standing.kind === 'lifted' || standing.category !== 'none'
          ? {
              name: nameFor(dice, surnameFor(dice), dice.chance(0.7) ? '1' : '2', dice.between(1968, 1998)),
              unit: dice.pick([`${village}委会`, '驻村工作队', `${plan.townshipName}人民政府`, '县农业农村局', '县人社局', '县教育局', '县水利局']),
              phone: numbers.phone(),
            }
          : null,
      noLabour: withoutLabour(members),
      members,
      pastChecks: pastChecksOf(dice, standing, today),
      version: 1,
    };
    return withSlip(withDetails(household, today), today);
  });
}
