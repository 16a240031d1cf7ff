// The slips of the demonstration county: about 1.5 % of its households hold, on purpose, one mistake as offices make them, so that 数据质量 has something to find.
import type { Household, Member } from '../domain/household.ts';
import { ageOn } from './days.ts';
import { type Dice, diceOf } from './dice.ts';

const SHARE = 0.015;

/** Whether a household has a slip. No list of the departments is about one: its check would stop at the county for a mistake of ours. */
export const slipped = (householdId: string): boolean => diceOf(`slip:${householdId}`).chance(SHARE);

type Slip = (member: Member, household: Household, today: string) => Partial<Member> | null;

const adult = (member: Member, today: string): boolean => ageOn(member.birthOn ?? today, today) >= 18;

/** One after the other is tried until one fits somebody in the family; the first that fits is made. */
const SLIPS: readonly Slip[] = [
  // Somebody who died is still counted.
  (member) =>
    member.relation === '51' || member.relation === '52' ? { presence: 'dead', details: { ...member.details, presenceOn: '2026-07-15' } } : null,
  // A child entered as a worker.
  (member, _, today) => (ageOn(member.birthOn ?? today, today) < 16 ? { labour: 'ordinary' } : null),
  // The column of the medical insurance slipped by one row.
  (member, _, today) => (adult(member, today) ? { medicalInsurance: 'none' } : null),
  // School of last year beside the schooling completed.
  (member, _, today) => (member.schooling && ageOn(member.birthOn ?? today, today) < 30 ? { schoolStage: 'senior3' } : null),
  // A daughter in the row of a son.
  (member) => (member.relation === '20' ? { relation: '30' } : member.relation === '30' ? { relation: '20' } : null),
  // Not asked at the last survey.
  (member, _, today) => (adult(member, today) && member.relation !== '02' ? { health: [] } : null),
  // A phone number with a digit too few.
  (member) => (member.phone !== '' ? { phone: member.phone.slice(0, 10) } : null),
];

function slipIn(dice: Dice, household: Household, today: string): { place: number; change: Partial<Member> } | null {
  const from = dice.between(0, SLIPS.length - 1);
  for (let tried = 0; tried < SLIPS.length; tried++) {
    const slip = SLIPS[(from + tried) % SLIPS.length] as Slip;
    for (const [place, member] of household.members.entries()) {
      const change = slip(member, household, today);
      if (change) return { place, change };
    }
  }
  return null;
}

/** The household as the office has it: with its slip, if it has one. */
export function withSlip(household: Household, today: string): Household {
  if (!slipped(household.id)) return household;
  const slip = slipIn(diceOf(`which:${household.id}`), household, today);
  if (!slip) return household;
  return { ...household, members: household.members.map((member, place) => (place === slip.place ? { ...member, ...slip.change } : member)) };
}
