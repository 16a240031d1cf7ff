// A household's record taken apart into fields and put together again: what is brought together, disputed and corrected one by one.
import { canonicalJson } from '../canonical-json.ts';
import { INCOME_PART_NAMES, totalsOf } from '../facts/income.ts';
import { bornBy } from '../facts/of-household.ts';
import { belongs } from '../facts.ts';
import { GUARANTEES } from '../guarantee.ts';
import type { Household, HouseholdIncome, IncomeTotals, Member } from '../household.ts';
import type { HouseholdDetails, HouseholdMeasure } from '../household-details.ts';
import type { MemberDetails } from '../member-details.ts';
import { INCOME_PARTS, type IncomeItem, type IncomePart } from '../official/codes.ts';
import { ifAny, without } from './take-details.ts';

/** What a field holds, as it stands in the noun: a code, a sum, a text, a list; a record where several answers are one fact (who helps; at school or finished; left, and when). */
export type FieldValue = string | number | boolean | readonly unknown[] | object;

/**
 * By path, absent where nobody knows it: `root/phone`, `<member id>/health`, `<year>/wagesWork`, `<measure id>/measure`; names are those of the official survey's questions
 * (`Difference.path`). Category and monitoring are the case's and no fields; number of people and head of the household follow from the members.
 */
export type Fields = ReadonlyMap<string, FieldValue>;

/** Two values are the same fact; absent and null are the same nothing. */
export const sameValue = (a: FieldValue | null | undefined, b: FieldValue | null | undefined): boolean =>
  a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);

export const pathOf = (instance: string, key: string): string => `${instance}/${key}`;

/** `<instance>/<key>`; an instance may hold anything but a key has no slash. */
export function partsOf(path: string): { instance: string; key: string } {
  const at = path.lastIndexOf('/');
  return { instance: path.slice(0, at), key: path.slice(at + 1) };
}

const YEAR = /^\d{4}$/;
const MEASURE = 'measure';
/** Follows from the income before; see `withIncome`. */
const NOT_FIELDS: readonly (keyof HouseholdDetails)[] = ['measures', 'perCapitaBefore'];
/** Lists whose order means nothing. */
const SETS = ['health', 'needs'];

const MEMBER_PLAIN = ['name', 'idNumber', 'relation', 'ethnic', 'phone', 'labour', 'medicalInsurance', 'pension', 'relief', 'health'] as const;
const BORN = ['sex', 'birthOn'] as const;

type Setter = (key: string, value: unknown) => void;

function setterOf(fields: Map<string, FieldValue>, instance: string): Setter {
  return (key, value) => {
    if (value === undefined || value === null || value === '') return;
    if (!Array.isArray(value)) fields.set(pathOf(instance, key), value as FieldValue);
    else if (value.length > 0) fields.set(pathOf(instance, key), SETS.includes(key) ? [...value].sort() : value);
  };
}

function takeMember(member: Member, set: Setter): void {
  const { presenceOn, suggested: _, ...details } = member.details ?? {};
  for (const key of MEMBER_PLAIN) set(key, member[key]);
  // A sound number says both, and whoever corrects the number corrects them.
  if (!bornBy(member.idNumber)) for (const key of BORN) set(key, member[key]);
  if (member.schooling || member.schoolStage) {
    set('schooling', {
      ...(member.schooling ? { schooling: member.schooling } : {}),
      ...(member.schoolStage ? { schoolStage: member.schoolStage } : {}),
    });
  }
  set('presence', { presence: member.presence, ...(presenceOn ? { presenceOn } : {}) });
  set('jobs', member.jobs);
  for (const [key, value] of Object.entries(details)) set(key, value);
}

export function fieldsOf(household: Household): Fields {
  const fields = new Map<string, FieldValue>();
  const root = setterOf(fields, 'root');
  for (const key of ['groupName', 'address', 'phone', 'kind', 'dwelling', 'noLabour'] as const) root(key, household[key]);
  root('landCultivated', household.landMu);
  root('landWood', household.woodMu);
  for (const name of GUARANTEES) root(`${name}Problem`, household.guarantees[name]);
  for (const [key, value] of Object.entries(without(household.details ?? {}, NOT_FIELDS))) root(key, value);
  root('helper', household.helper);
  for (const { id, ...measure } of household.details?.measures ?? []) setterOf(fields, id)(MEASURE, measure);
  const { income } = household;
  if (income) {
    const amounts = setterOf(fields, String(income.year));
    for (const [key, yuan] of Object.entries(income.items ?? income.totals)) amounts(key, yuan);
  }
  for (const member of household.members) takeMember(member, setterOf(fields, member.id));
  return fields;
}

/** The fields of one instance, by key. */
type Taken = Record<string, unknown>;

function byInstance(fields: Fields): Map<string, Taken> {
  const instances = new Map<string, Taken>();
  for (const [path, value] of fields) {
    const { instance, key } = partsOf(path);
    const taken = instances.get(instance) ?? {};
    taken[key] = value;
    instances.set(instance, taken);
  }
  return instances;
}

/** `known`: the same person before, for spelling, and for what a number says. */
function memberFrom(id: string, taken: Taken, known: Member | undefined): Member {
  const { name = '', idNumber = '', relation = '', ethnic = '', phone = '', health = [], jobs, schooling, presence, sex, birthOn, ...others } = taken;
  const { labour, medicalInsurance, pension, relief, ...details } = others;
  const left = (presence ?? { presence: 'present' }) as { presence: Member['presence']; presenceOn?: string };
  const spelt = known?.name === name ? known : undefined;
  const born = bornBy(idNumber as string);
  const kept = ifAny({ ...details, ...(left.presenceOn ? { presenceOn: left.presenceOn } : {}) } as MemberDetails);
  const some = (record: Taken): Taken => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
  return {
    id,
    name,
    pinyin: spelt?.pinyin ?? '',
    initials: spelt?.initials ?? '',
    idNumber,
    relation,
    ...some({ sex: born?.sex ?? sex, birthOn: born?.birthOn ?? birthOn }),
    ethnic,
    phone,
    ...(schooling as object | undefined),
    health: sameOrder(health as Member['health'], known?.health),
    ...some({ labour, jobs, medicalInsurance, pension, relief }),
    presence: left.presence,
    ...(kept ? { details: kept } : {}),
  } as Member;
}

const standing = (member: Member, key: string): unknown => ({ ...member, ...member.details })[key as keyof Member];

/** What stood in each record that has the same value only as a suggestion of a form is still no more than that. */
function withSuggestions(member: Member, from: readonly Member[]): Member {
  const suggested = [...new Set(from.flatMap((one) => one.details?.suggested ?? []))].filter((key) => {
    const value = standing(member, key);
    const same = from.filter((one) => value !== undefined && standing(one, key) === value);
    return same.length > 0 && same.every((one) => one.details?.suggested?.includes(key));
  });
  return suggested.length === 0 ? member : { ...member, details: { ...member.details, suggested: suggested.sort() } };
}

/** As the people before wrote them down, where they are the same. */
const sameOrder = <T extends string>(list: readonly T[], before: readonly T[] | undefined): readonly T[] =>
  before && sameValue([...before].sort(), list) ? before : list;

function incomeFrom(instances: ReadonlyMap<string, Taken>, from: readonly Household[]): HouseholdIncome | null {
  const [year] = [...instances.keys()].filter((instance) => YEAR.test(instance)).sort((a, b) => (a < b ? 1 : -1));
  if (year === undefined) return null;
  const amounts = instances.get(year) as Record<string, number>;
  const known = from.flatMap(({ income }) => (income && income.year === Number(year) ? [income] : []));
  if (!known.some((income) => income.items)) {
    return { year: Number(year), totals: Object.fromEntries(INCOME_PART_NAMES.map((part) => [part, amounts[part] ?? 0])) as IncomeTotals };
  }
  const itemsOf = (part: IncomePart, of: Readonly<Record<string, number | undefined>>) =>
    Object.fromEntries(INCOME_PARTS[part].flatMap((item: IncomeItem) => (of[item] === undefined ? [] : [[item, of[item]]])));
  const items = Object.assign({}, ...INCOME_PART_NAMES.map((part) => itemsOf(part, amounts)));
  const totals = totalsOf(items);
  // A county's form may leave one-off aid out of a sum: a part whose items are all of one record keeps that record's sum.
  for (const part of INCOME_PART_NAMES) {
    const whole = known.find((income) => income.items && sameValue(itemsOf(part, income.items), itemsOf(part, items)));
    if (whole) totals[part] = whole.totals[part];
  }
  return { year: Number(year), totals, items };
}

/**
 * The record that these fields make. `from`: the records that they come from, the archive's own first; it gives what is no field (place, category, past checks, version), the others
 * what people are called in pinyin and how sums were reckoned. `recount`: whether the members were gone through, so that their number is the household's.
 */
export function householdFrom(fields: Fields, from: readonly [Household, ...Household[]], recount: boolean): Household {
  const [archive] = from;
  const instances = byInstance(fields);
  const {
    groupName = '',
    address = '',
    phone = '',
    kind,
    dwelling,
    noLabour,
    landCultivated,
    landWood,
    helper,
    ...others
  } = instances.get('root') ?? {};
  const guarantees = { ...archive.guarantees };
  for (const name of GUARANTEES) {
    guarantees[name] = (others[`${name}Problem`] as boolean | undefined) ?? guarantees[name];
    delete others[`${name}Problem`];
  }
  const measures: HouseholdMeasure[] = [];
  const members: Member[] = [];
  for (const [id, taken] of instances) {
    if (id === 'root' || YEAR.test(id)) continue;
    if (MEASURE in taken) measures.push({ ...(taken[MEASURE] as Omit<HouseholdMeasure, 'id'>), id });
    else
      members.push(
        withSuggestions(
          memberFrom(
            id,
            taken,
            from.flatMap((one) => one.members).find((member) => member.id === id && member.name === taken.name),
          ),
          from.flatMap((one) => one.members).filter((member) => member.id === id),
        ),
      );
  }
  const { perCapitaBefore } = archive.details ?? {};
  if (others.needs) others.needs = sameOrder(others.needs as string[], archive.details?.needs);
  const noMeasures = measures.length === 0 && archive.details?.measures === undefined;
  const details = ifAny({
    ...others,
    ...(perCapitaBefore === undefined ? {} : { perCapitaBefore }),
    ...(noMeasures ? {} : { measures }),
  } as HouseholdDetails);
  const { details: _, ...base } = archive;
  return {
    ...base,
    groupName: groupName as string,
    address: address as string,
    phone: phone as string,
    kind: (kind as Household['kind'] | undefined) ?? archive.kind,
    dwelling: (dwelling as Household['dwelling'] | undefined) ?? archive.dwelling,
    landMu: (landCultivated as number | undefined) ?? archive.landMu,
    woodMu: (landWood as number | undefined) ?? archive.woodMu,
    noLabour: (noLabour as boolean | undefined) ?? archive.noLabour,
    guarantees,
    income: incomeFrom(instances, from),
    helper: (helper as Household['helper'] | undefined) ?? null,
    members,
    size: recount ? members.filter(belongs).length : archive.size,
    headName: members.find((member) => member.relation === '02' && belongs(member))?.name ?? archive.headName,
    ...(details ? { details } : {}),
  };
}
