// One field of a household put right at the desk: read, checked and set, with what follows from it.
import * as z from 'zod/mini';
import { canonicalJson } from '../canonical-json.ts';
import { Household } from '../household.ts';
import { idNumberFault } from '../id-number.ts';
import { type FieldValue, fieldsOf, householdFrom, partsOf, sameValue } from './fields.ts';

/** Fields that the desk may put right also where nothing is known yet. Facts of several answers come from a check, category and monitoring from a case. */
export const CORRECTABLE = {
  household: [
    ...['phone', 'address', 'groupName', 'grid', 'kind', 'householdNo', 'noLabour', 'dwelling', 'floorArea', 'road', 'roadKm', 'fuel'],
    ...['electricity', 'broadcast', 'safeWater', 'toilet', 'landCultivated', 'landWood', 'landReforested', 'landOrchard', 'landPasture', 'landWater'],
    ...['cooperative', 'ledByFirm', 'ledByLeader', 'housingProblem', 'schoolingProblem', 'waterProblem', 'insuranceProblem'],
  ],
  member: [
    ...['name', 'idNumber', 'relation', 'ethnic', 'political', 'phone', 'health', 'labour', 'medicalInsurance', 'pension', 'relief'],
    ...['certificateNo', 'majorInsurance', 'commercialInsurance', 'medicalAid', 'relocated', 'publicPost', 'publicPostMonths'],
  ],
} as const;

/** Whether the desk may put this field right; amounts of an income one by one. */
export function isCorrectable(path: string): boolean {
  const { instance, key } = partsOf(path);
  if (/^\d{4}$/.test(instance)) return true;
  return ((instance === 'root' ? CORRECTABLE.household : CORRECTABLE.member) as readonly string[]).includes(key);
}

/** Why a value can't stand: no such field · not of its kind · an ID number that is none. */
export type FieldFault = 'unknown' | 'unfit' | 'idNumber';

/** Values by path; null takes one away. The record keeps its version: whoever writes it counts. */
export function withValues(household: Household, values: ReadonlyMap<string, FieldValue | null>): Household {
  const fields = new Map(fieldsOf(household));
  for (const [path, value] of values) value === null ? fields.delete(path) : fields.set(path, value);
  const recount = [...values.keys()].some((path) => partsOf(path).key === 'presence');
  return householdFrom(fields, [household], recount);
}

/** Whether `value` can stand at `path`: it fits the noun's schema and comes back from the record as it was put in. */
export function fieldFault(household: Household, path: string, value: FieldValue | null): FieldFault | null {
  const { instance, key } = partsOf(path);
  const isThere = instance === 'root' || fieldsOf(household).has(path) || household.members.some((member) => member.id === instance);
  if (!isThere) return 'unknown';
  if (value === null) return key === 'name' || key === 'presence' ? 'unfit' : null;
  if (key === 'idNumber' && idNumberFault(String(value)) !== null) return 'idNumber';
  const read = z.safeParse(Household, withValues(household, new Map([[path, value]])));
  if (!read.success) return 'unfit';
  // What the noun does not know falls off on the way, and what it holds as text would not be a number.
  const stands = fieldsOf(read.data).get(path);
  return Array.isArray(stands) && Array.isArray(value)
    ? canonicalJson([...stands].sort()) === canonicalJson([...value].sort())
      ? null
      : 'unfit'
    : sameValue(stands, value)
      ? null
      : 'unfit';
}
