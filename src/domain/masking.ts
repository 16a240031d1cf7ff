// Masked copies of households and checks: what a desk shows until somebody unmasks one value for a purpose (domain 6).
import type { Difference } from './comparison.ts';
import type { Household, Member } from './household.ts';
import { maskFor, maskIdNumber, maskPhone } from './id-number.ts';
import type { AnswerValue, Submission, SubmittedInstance } from './survey/answers.ts';
import type { CheckContent } from './visit.ts';

const maskMember = (member: Member): Member => ({
  ...member,
  idNumber: maskIdNumber(member.idNumber),
  phone: maskPhone(member.phone),
  ...(member.details?.certificateNo === undefined
    ? {}
    : { details: { ...member.details, certificateNo: maskIdNumber(member.details.certificateNo) } }),
});

/** ID numbers, certificates and phones of everybody in it, the helper's phone too; nothing else is changed. */
export const maskHousehold = (household: Household): Household => ({
  ...household,
  phone: maskPhone(household.phone),
  helper: household.helper && { ...household.helper, phone: maskPhone(household.helper.phone) },
  members: household.members.map(maskMember),
  ...(household.details?.eliminationPhone === undefined
    ? {}
    : { details: { ...household.details, eliminationPhone: maskPhone(household.details.eliminationPhone) } }),
});

/** An ID number, a certificate or a mobile number that somebody wrote into another answer, or asked for in a form of the county's own. */
const NUMBERS = /(?<!\d)(\d{17}[\dXx]\d{0,4}|1[3-9]\d{9})(?!\d)/g;

const maskNumbers = (text: string): string => text.replace(NUMBERS, (number) => (number.length === 11 ? maskPhone(number) : maskIdNumber(number)));

/** To about a kilometre: that somebody was in the village, not which house it is. */
const coarse = (degrees: number): number => Math.round(degrees * 100) / 100;

/** A place as forms of the county's own keep it: latitude, longitude, then perhaps height and accuracy. */
const PLACE = /^(-?\d{1,2}\.\d{3,}) (-?\d{1,3}\.\d{3,})((?: -?\d+(?:\.\d+)?){0,2})$/;

const maskPlace = (text: string): string =>
  text.replace(PLACE, (_, latitude: string, longitude: string, rest: string) => `${coarse(Number(latitude))} ${coarse(Number(longitude))}${rest}`);

function maskAnswer(key: string, value: AnswerValue): AnswerValue {
  if (typeof value === 'object') return value.map(maskNumbers);
  const mask = maskFor(key);
  if (mask) return mask(String(value));
  if (typeof value === 'string') return maskPlace(maskNumbers(value));
  const masked = maskNumbers(String(value));
  return masked === String(value) ? value : masked;
}

const maskInstance = (instance: SubmittedInstance): SubmittedInstance => ({
  ...instance,
  values: Object.fromEntries(Object.entries(instance.values).map(([key, value]) => [key, maskAnswer(key, value)])),
  repeats: Object.fromEntries(Object.entries(instance.repeats).map(([key, instances]) => [key, instances.map(maskInstance)])),
});

const maskSubmission = (submission: Submission): Submission => ({ ...submission, root: maskInstance(submission.root) });

/** Numbers of people in every answer, the forms of the county's own included; the place only roughly. */
export const maskContent = (content: CheckContent): CheckContent => ({
  ...content,
  result: { ...content.result, summary: maskNumbers(content.result.summary) },
  survey: maskSubmission(content.survey),
  supplements: content.supplements.map(maskSubmission),
  explanations: content.explanations.map((one) => ({ ...one, text: maskNumbers(one.text) })),
  position: content.position && { ...content.position, latitude: coarse(content.position.latitude), longitude: coarse(content.position.longitude) },
});

/** A field's value (`archive/fields`) as it may be seen; the same value where there is nothing to hide. */
export function maskField(path: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => maskField(path, one));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, maskField(`${path}/${key}`, part)]));
  }
  return typeof value === 'string' ? (maskFor(path)?.(value) ?? maskNumbers(value)) : value;
}

/** Two different numbers may look the same once masked; that they differ is what the difference says. */
export function maskDifference(difference: Difference): Difference {
  const mask = maskFor(difference.path);
  if (!mask) return difference;
  const hide = (value: Difference['before']) => (typeof value === 'string' ? mask(value) : value);
  return { ...difference, before: hide(difference.before), after: hide(difference.after) };
}
