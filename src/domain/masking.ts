// Masked copies of households and checks: what a desk shows until somebody unmasks one value for a purpose (domain 6).
import type { Difference } from './comparison.ts';
import type { Household } from './household.ts';
import { maskIdNumber, maskPhone } from './id-number.ts';
import type { CheckContent, CoreContent } from './visit.ts';

/** ID numbers and phones of everybody in it, the helper's phone too; nothing else is changed. */
export const maskHousehold = (household: Household): Household => ({
  ...household,
  phone: maskPhone(household.phone),
  helper: household.helper && { ...household.helper, phone: maskPhone(household.helper.phone) },
  members: household.members.map((member) => ({ ...member, idNumber: maskIdNumber(member.idNumber), phone: maskPhone(member.phone) })),
});

const maskCore = (content: CoreContent): CoreContent => ({
  ...content,
  survey: {
    ...content.survey,
    household: { ...content.survey.household, phone: maskPhone(content.survey.household.phone) },
    members: content.survey.members.map((member) => ({ ...member, idNumber: maskIdNumber(member.idNumber), phone: maskPhone(member.phone) })),
  },
});

export const maskContent = (content: CheckContent): CheckContent => (content.surveyVersion === 'core-1' ? maskCore(content) : content);

/** Two different numbers may look the same once masked; that they differ is what the difference says. */
export function maskDifference(difference: Difference): Difference {
  const mask = difference.path.endsWith('.idNumber') ? maskIdNumber : difference.path.endsWith('.phone') ? maskPhone : null;
  if (!mask) return difference;
  const hide = (value: Difference['before']) => (typeof value === 'string' ? mask(value) : value);
  return { ...difference, before: hide(difference.before), after: hide(difference.after) };
}
