// What a check found otherwise than the archive knew it: the differences a reviewer sees marked.
import * as z from 'zod/mini';
import { peopleCounted } from './core-draft.ts';
import { fullDifferences, fullRevision } from './full-comparison.ts';
import { GUARANTEES, type Household, type Member } from './household.ts';
import { INCOME_ITEMS } from './income.ts';
import type { CheckContent, CoreContent, MemberAnswer } from './visit.ts';

/** Codes, sums and texts as they stand in the nouns; the words for them are in the dictionaries. Null: was never recorded. */
export const ComparedValue = z.nullable(z.union([z.string(), z.number(), z.boolean()]));
export type ComparedValue = z.infer<typeof ComparedValue>;

/**
 * One difference. `path` names the answer: `root/phone`, `<member id>/health`, `root/wagesWork`, `result/category` (a full survey's `{instanceId}/{key}`). `added`: nothing was known
 * before, or somebody is new (path `<instance id>/name`). `missing`: a member of the archive whom nobody listed any more, path `<member id>/name`.
 * The thin survey's paths are `household.phone`, `members.2.idNumber`, `guarantees.water`, `income.wages`, `result.category`.
 * A member that nobody listed any more has no answer to point at: its path is `missing.<member id>`.
 */
export const Difference = z.object({
  path: z.string(),
  kind: z.enum(['changed', 'added', 'missing']),
  /** Whose answer it is, for members; empty otherwise. */
  memberName: z.string(),
  before: ComparedValue,
  after: ComparedValue,
});
export type Difference = z.infer<typeof Difference>;

const MEMBER_FIELDS = ['name', 'idNumber', 'relation', 'phone', 'presence'] as const;

/** Blanks and letter case do not make another phone, address or ID number. */
const plain = (value: ComparedValue): ComparedValue => (typeof value === 'string' ? value.replace(/\s+/g, '').toUpperCase() : value);
const differs = (before: ComparedValue, after: ComparedValue): boolean => plain(before) !== plain(after);

const changed = (path: string, before: ComparedValue, after: ComparedValue, memberName = ''): Difference[] =>
  differs(before, after) ? [{ path, kind: 'changed', memberName, before, after }] : [];

function memberDifferences(known: readonly Member[], answers: readonly MemberAnswer[]): Difference[] {
  const found = answers.flatMap((answer, index): Difference[] => {
    const before = known.find((member) => member.id === answer.memberId);
    if (!before) return [{ path: `members.${index}`, kind: 'added', memberName: answer.name, before: null, after: answer.name }];
    return MEMBER_FIELDS.flatMap((field) => changed(`members.${index}.${field}`, before[field], answer[field], before.name));
  });
  const listed = new Set(answers.map((answer) => answer.memberId));
  const missing = known
    .filter((member) => !listed.has(member.id))
    .map((member): Difference => ({ path: `missing.${member.id}`, kind: 'missing', memberName: member.name, before: member.name, after: null }));
  return [...found, ...missing];
}

/**
 * Everything the answers say otherwise than the archive. What the quick path did not ask (members not listed, income null, a guarantee not answered) is no difference.
 * To be called on unmasked values: two different numbers may look the same once masked.
 */
export function differencesOf(known: Household, content: CheckContent): Difference[] {
  return content.surveyVersion === 'core-1' ? coreDifferences(known, content) : fullDifferences(known, content);
}

function coreDifferences(known: Household, content: CoreContent): Difference[] {
  const { survey, result } = content;
  const { household, members, guarantees, income } = survey;
  return [
    ...changed('household.phone', known.phone, household.phone),
    ...changed('household.address', known.address, household.address),
    ...changed('household.groupName', known.groupName, household.groupName),
    ...(members.length > 0 ? [...changed('household.size', known.size, peopleCounted(content)), ...memberDifferences(known.members, members)] : []),
    ...GUARANTEES.flatMap((name) => {
      const { problem } = guarantees[name];
      return problem === null ? [] : changed(`guarantees.${name}`, known.guarantees[name], problem);
    }),
    ...(income ? INCOME_ITEMS.flatMap((item) => changed(`income.${item}`, known.income?.totals[item] ?? null, income[item])) : []),
    ...(result.include ? changed('result.category', known.category, result.category) : []),
  ];
}

/** What a later revision of the same check says otherwise than an earlier one; paths as in `differencesOf`. Members are told apart by position and name only. */
export function revisionDifferences(earlier: CheckContent, later: CheckContent): Difference[] {
  if (earlier.surveyVersion === 'core-1') return later.surveyVersion === 'core-1' ? coreRevision(earlier, later) : [];
  return later.surveyVersion === 'core-1' ? [] : fullRevision(earlier, later);
}

function coreRevision(earlier: CoreContent, later: CoreContent): Difference[] {
  const [a, b] = [earlier.survey, later.survey];
  return [
    ...changed('result.include', earlier.result.include, later.result.include),
    ...changed('result.category', earlier.result.category, later.result.category),
    ...changed('result.reason', earlier.result.reason, later.result.reason),
    ...changed('result.residency', earlier.result.residency, later.result.residency),
    ...changed('result.summary', earlier.result.summary, later.result.summary),
    ...changed('household.phone', a.household.phone, b.household.phone),
    ...changed('household.address', a.household.address, b.household.address),
    ...changed('members', a.members.map((member) => member.name).join('、'), b.members.map((member) => member.name).join('、')),
    ...GUARANTEES.flatMap((name) => changed(`guarantees.${name}`, a.guarantees[name].problem, b.guarantees[name].problem)),
    ...INCOME_ITEMS.flatMap((item) => changed(`income.${item}`, a.income?.[item] ?? null, b.income?.[item] ?? null)),
    ...changed('risks', a.risks.join(','), b.risks.join(',')),
  ];
}
