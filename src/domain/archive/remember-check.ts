// What the archive knows after the county passed a check: what was answered or confirmed at the door; what was not asked stays as it was.
import * as z from 'zod/mini';
import { ALL_INCOME_ITEMS } from '../facts/income.ts';
import { factsOfContent, instancesAt } from '../facts/of-content.ts';
import { belongs, type Facts } from '../facts.ts';
import { GUARANTEES } from '../guarantee.ts';
import type { Household, HouseholdIncome, Member, PastCheck } from '../household.ts';
import { HouseholdDetails, HouseholdMeasure } from '../household-details.ts';
import { netIncome } from '../income.ts';
import { perCapita } from '../sums.ts';
import type { SubmittedInstance } from '../survey/answers.ts';
import type { CheckContent } from '../visit.ts';
import { type PlaceName, rememberMember } from './remember-member.ts';
import { confirmedIn, emptiedIn, ifAny, onlyConfirmed, takeAnswers, without } from './take-details.ts';

export interface Remembering {
  /** The day of the county's pass, YYYY-MM-DD in China. */
  on: string;
  origin: PastCheck['origin'];
  /** The ids of new members whose instance has none that fits the archive; must never give one twice. */
  newId: () => string;
  placeName?: PlaceName;
}

/** What the check decides or the county keeps, rather than what people answer about themselves. */
const NOT_ASKED = [
  'measures',
  'risks',
  'identifiedOn',
  'eliminatedOn',
  'eliminationWay',
  'eliminationContact',
  'eliminationPhone',
  'perCapitaBefore',
];
const OF_RISKS = ['riskText', 'disaster', 'suddenWhat', 'suddenOn', 'suddenLoss', 'suddenBorneBy'] as const;
const OF_WATER = ['waterScarce', 'waterLitres', 'waterQuality', 'waterMinutes', 'waterMetres', 'waterClimb', 'waterDays'] as const;

/** The year in which the 12 full months before a day end (domain 3.3). */
export const incomeYear = (on: string): number => Number(on.slice(0, 4)) - (on.slice(5, 7) === '01' ? 1 : 0);

/**
 * An income is remembered whole or not at all: last year's amounts that nobody confirmed would make a sum of two years, and what the members' spells of work come to
 * (a suggestion of the form) is not yet an income.
 */
function incomeOf(household: Household, content: CheckContent, facts: Facts, on: string): { income: HouseholdIncome | null; before?: number } {
  const { unconfirmed, suggested = [] } = content.survey.root;
  const items = facts.income?.items ?? {};
  // Wages alone are what the members' spells of work come to, whoever looked at the sum.
  const said = Object.keys(items).some((item) => item !== 'wagesWork' && !suggested.includes(item));
  if (!facts.income || !said || ALL_INCOME_ITEMS.some((item) => unconfirmed.includes(item))) return { income: household.income };
  const year = incomeYear(on);
  const last = household.income;
  const before = last && last.year < year ? perCapita(netIncome(last.totals), household.size) : null;
  return { income: { year, totals: facts.income.totals, items }, ...(before === null ? {} : { before }) };
}

function measuresOf(root: SubmittedInstance, known: readonly HouseholdMeasure[] | undefined): HouseholdMeasure[] | undefined {
  const listed = instancesAt(root, 'measures');
  if (listed.length === 0) return root.values.include === 'yes' ? undefined : known && [...known];
  return listed.flatMap((instance) => {
    const archived = known?.find((measure) => measure.id === instance.id);
    const taken = z.safeParse(
      HouseholdMeasure,
      takeAnswers(HouseholdMeasure.shape, without({ id: instance.id, ...archived }, emptiedIn(instance) as 'id'[]), confirmedIn(instance), ['id']),
    );
    return taken.success ? [taken.data] : [];
  });
}

function detailsOf(household: Household, content: CheckContent, facts: Facts, before: number | undefined): HouseholdDetails | undefined {
  const { root } = content.survey;
  const emptied = (Object.keys(HouseholdDetails.shape) as (keyof HouseholdDetails)[]).filter(
    (key) => emptiedIn(root).includes(key) && !NOT_ASKED.includes(key),
  );
  let details = takeAnswers(HouseholdDetails.shape, without(household.details ?? {}, emptied), confirmedIn(root), NOT_ASKED);
  for (const name of GUARANTEES) {
    if (facts.guarantees[name].problem !== false) continue;
    details = without(details, [`${name}Who`, `${name}Since`, `${name}Action`, ...(name === 'water' ? OF_WATER : [])]);
  }
  if (content.result.include && facts.risks && facts.risks.length > 0) {
    details = takeAnswers(HouseholdDetails.shape, { ...without(details, OF_RISKS), risks: [...facts.risks] }, root.values, NOT_ASKED);
  }
  const measures = measuresOf(root, household.details?.measures);
  details = measures ? { ...details, measures } : without(details, ['measures']);
  return ifAny(before === undefined ? details : { ...details, perCapitaBefore: before });
}

function helperOf(household: Household, content: CheckContent): Household['helper'] {
  const { helperName, helperUnit, helperPhone } = confirmedIn(content.survey.root);
  const emptied = emptiedIn(content.survey.root);
  if (helperName === undefined && emptied.includes('helperName')) return null;
  const name = typeof helperName === 'string' ? helperName.trim() : household.helper?.name;
  if (!name) return household.helper;
  const known = household.helper?.name === name ? household.helper : null;
  return {
    name,
    unit: String(helperUnit ?? (emptied.includes('helperUnit') ? '' : known?.unit) ?? ''),
    phone: String(helperPhone ?? (emptied.includes('helperPhone') ? '' : known?.phone) ?? ''),
  };
}

function membersOf(household: Household, content: CheckContent, { newId, placeName = () => undefined }: Remembering): Member[] {
  const listed = instancesAt(content.survey.root, 'members');
  const known = new Map(household.members.map((member) => [member.id, member]));
  const kept = household.members.map((member) => {
    const instance = listed.find((one) => one.id === member.id);
    return (instance && rememberMember(instance, member, member.id, placeName)) ?? member;
  });
  const added = listed.flatMap((instance) => {
    if (known.has(instance.id)) return [];
    const id = z.safeParse(z.uuid(), instance.id).success ? instance.id : newId();
    return rememberMember(instance, undefined, id, placeName) ?? [];
  });
  return [...kept, ...added];
}

/**
 * The archive's next version of a household.  Category and monitoring are the case's, not a single check's.
 * Somebody new has no spelling yet (`pinyin` and `initials` empty), nor has a changed name.
 */
export function rememberCheck(household: Household, content: CheckContent, remembering: Remembering): Household {
  const { include, reason, summary } = content.result;
  const { on, origin } = remembering;
  const next = { pastChecks: [...household.pastChecks, { on, origin, include, reason: reason ?? '', summary }], version: household.version + 1 };
  const { details: _, ...base } = household;
  const facts = factsOfContent({ ...content, survey: { ...content.survey, root: onlyConfirmed(content.survey.root) } }, null);
  const found = facts.household;
  const emptied = emptiedIn(content.survey.root);
  /** Texts can be unknown again; the kind, the dwelling's grade and the land are always something. */
  const kept = (key: 'groupName' | 'address' | 'phone'): string => (emptied.includes(key) ? '' : household[key]);
  const members = membersOf(household, content, remembering);
  const asked = instancesAt(content.survey.root, 'members').length > 0;
  const { income, before } = incomeOf(household, content, facts, on);
  const details = detailsOf(household, content, facts, before);
  const guarantees = { ...household.guarantees };
  for (const name of GUARANTEES) guarantees[name] = facts.guarantees[name].problem ?? guarantees[name];
  return {
    ...base,
    groupName: found.groupName ?? kept('groupName'),
    address: found.address ?? kept('address'),
    phone: found.phone ?? kept('phone'),
    kind: found.kind ?? household.kind,
    dwelling: found.dwelling ?? household.dwelling,
    landMu: found.landCultivated ?? household.landMu,
    woodMu: found.landWood ?? household.woodMu,
    noLabour: found.noLabour ?? household.noLabour,
    guarantees,
    income,
    helper: helperOf(household, content),
    members,
    size: asked ? members.filter(belongs).length : household.size,
    headName: members.find((member) => member.relation === '02' && belongs(member))?.name ?? household.headName,
    ...(details ? { details } : {}),
    ...next,
  };
}
