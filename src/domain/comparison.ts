// What a check found otherwise than the archive knew it: the differences a reviewer sees marked.
import * as z from 'zod/mini';
import { ALL_INCOME_ITEMS, INCOME_PART_NAMES } from './facts/income.ts';
import { factsOfContent } from './facts/of-content.ts';
import { factsOfHousehold } from './facts/of-household.ts';
import { belongs, type Facts, type JobFacts, type MemberFacts } from './facts.ts';
import { GUARANTEES } from './guarantee.ts';
import type { Household } from './household.ts';
import type { SubmittedInstance } from './survey/answers.ts';
import type { CheckContent } from './visit.ts';

/** Codes, sums and texts as they stand in the nouns; the words for them are in the dictionaries. Null: was never recorded. */
export const ComparedValue = z.nullable(z.union([z.string(), z.number(), z.boolean()]));
export type ComparedValue = z.infer<typeof ComparedValue>;

/**
 * One difference. `path` names the answer: `root/phone`, `<member id>/health`, `root/wagesWork`, `result/category` (a full survey's `{instanceId}/{key}`). `added`: nothing was known
 * before, or somebody is new (path `<instance id>/name`). `missing`: a member of the archive whom nobody listed any more, path `<member id>/name`.
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

/** What is worth seeing also where nothing was known before: by these a person is reached and told from others. */
const ALWAYS_SEEN = ['phone', 'idNumber'];

interface Comparing {
  /** Answers that are the archive's own, by `{instanceId}/{key}`: nobody found them otherwise. */
  unconfirmed: ReadonlySet<string>;
  /** Answers that the archive knew and somebody took away. */
  emptied: ReadonlySet<string>;
  /** `archive`: only what was known and is otherwise. `revision`: whatever is otherwise, also what is new or gone. */
  against: 'archive' | 'revision';
}

const plain = (value: ComparedValue): ComparedValue => (typeof value === 'string' ? value.replace(/\s+/g, '').toUpperCase() : value);

/** Several codes are compared as one text, in a steady order where their order means nothing. */
const compared = (value: unknown): ComparedValue =>
  Array.isArray(value) ? [...value].sort().join(',') : value === undefined ? null : (value as ComparedValue);

function one(how: Comparing, path: string, before: ComparedValue, after: ComparedValue, memberName = ''): Difference[] {
  if (plain(before) === plain(after) || how.unconfirmed.has(path)) return [];
  if (how.against === 'archive' && after === null && !how.emptied.has(path)) return [];
  if (how.against === 'archive' && before === null && !ALWAYS_SEEN.some((key) => path.endsWith(`/${key}`))) return [];
  return [{ path, kind: before === null ? 'added' : 'changed', memberName, before, after }];
}

/** Every field of a record but those that are no answers. */
const each = (how: Comparing, instanceId: string, before: object, after: object, except: readonly string[], memberName = ''): Difference[] =>
  Object.keys(after).flatMap((key) =>
    except.includes(key)
      ? []
      : one(
          how,
          `${instanceId}/${key}`,
          compared((before as Record<string, unknown>)[key]),
          compared((after as Record<string, unknown>)[key]),
          memberName,
        ),
  );

function jobDifferences(how: Comparing, before: readonly JobFacts[], after: readonly JobFacts[], memberName: string): Difference[] {
  return after.flatMap((job) => {
    const known = before.find((other) => other.instanceId === job.instanceId);
    if (known) return each(how, job.instanceId, known, job, ['instanceId'], memberName);
    return [{ path: `${job.instanceId}/workPlace`, kind: 'added', memberName, before: null, after: job.workPlace }];
  });
}

function memberDifferences(how: Comparing, before: readonly MemberFacts[], after: readonly MemberFacts[]): Difference[] {
  if (after.length === 0) return [];
  const found = after.flatMap((member): Difference[] => {
    const known = before.find((other) => other.instanceId === member.instanceId);
    const path = `${member.instanceId}/name`;
    if (!known) return [{ path, kind: 'added', memberName: member.name ?? '', before: null, after: member.name }];
    const name = known.name ?? member.name ?? '';
    return [...each(how, member.instanceId, known, member, ['instanceId', 'jobs'], name), ...jobDifferences(how, known.jobs, member.jobs, name)];
  });
  const missing = before
    .filter((known) => !after.some((member) => member.instanceId === known.instanceId))
    .map(
      (known): Difference => ({ path: `${known.instanceId}/name`, kind: 'missing', memberName: known.name ?? '', before: known.name, after: null }),
    );
  return [...found, ...missing];
}

/** Item by item where both know items; by totals otherwise. */
function incomeDifferences(how: Comparing, before: Facts['income'], after: Facts['income']): Difference[] {
  if (!after) return [];
  // An income that was never recorded is seen with its totals: there is no before.
  const seen: Comparing = { ...how, against: 'revision' };
  const items = before?.items;
  if (items && after.items) {
    const now = after.items;
    return ALL_INCOME_ITEMS.flatMap((item) =>
      now[item] === undefined || (items[item] === undefined && now[item] === 0) ? [] : one(seen, `root/${item}`, items[item] ?? null, now[item]),
    );
  }
  return INCOME_PART_NAMES.flatMap((part) => one(seen, `root/${part}`, before?.totals[part] ?? null, after.totals[part]));
}

const counted = (members: readonly MemberFacts[]): number => members.filter(belongs).length;

function differences(how: Comparing, before: Facts, after: Facts): Difference[] {
  const size = before.household.archivedSize ?? (before.members.length > 0 ? counted(before.members) : null);
  return [
    ...each(how, 'root', before.household, after.household, ['archivedSize']),
    ...(after.members.length > 0 ? one(how, 'root/size', size, counted(after.members)) : []),
    ...memberDifferences(how, before.members, after.members),
    ...GUARANTEES.flatMap((name) => {
      const [known, found] = [before.guarantees[name], after.guarantees[name]];
      return [
        ...one(how, `root/${name}Problem`, known.problem, found.problem),
        ...one(how, `root/${name}Who`, known.who, found.who),
        ...one(how, `root/${name}Since`, known.since, found.since),
        ...one(how, `root/${name}Action`, known.action, found.action),
      ];
    }),
    ...incomeDifferences(how, before.income, after.income),
    // The first risk weighs most, so their order is part of the answer.
    ...one(how, 'root/risks', before.risks?.join(',') ?? null, after.risks?.join(',') ?? null),
    ...one(how, 'root/riskText', before.riskText, after.riskText),
    ...one(how, 'root/disaster', before.disaster, after.disaster),
    ...(after.measures ?? []).flatMap((measure) => {
      const known = before.measures?.find((other) => other.instanceId === measure.instanceId);
      return known ? each(how, measure.instanceId, known, measure, ['instanceId']) : [];
    }),
  ];
}

/** Paths of a list that every instance carries. */
function pathsIn(instance: SubmittedInstance, list: 'unconfirmed' | 'emptied', found = new Set<string>()): Set<string> {
  for (const key of instance[list] ?? []) found.add(`${instance.id}/${key}`);
  for (const instances of Object.values(instance.repeats)) for (const inner of instances) pathsIn(inner, list, found);
  return found;
}

/** Paths are `{instanceId}/{key}` of the survey; `result/category` for what an inclusion makes of the household. */
export function differencesOf(known: Household, content: CheckContent): Difference[] {
  const { root } = content.survey;
  const how: Comparing = { unconfirmed: pathsIn(root, 'unconfirmed'), emptied: pathsIn(root, 'emptied'), against: 'archive' };
  const { include, category } = content.result;
  return [
    ...differences(how, factsOfHousehold(known), factsOfContent(content, known)),
    ...(include ? one(how, 'result/category', known.category, category) : []),
  ];
}

const RESULT = ['include', 'category', 'reason', 'residency', 'summary'] as const;

/** What a later revision says otherwise than an earlier one of the same check. */
export function revisionDifferences(earlier: CheckContent, later: CheckContent): Difference[] {
  const how: Comparing = { unconfirmed: new Set(), emptied: new Set(), against: 'revision' };
  return [
    ...RESULT.flatMap((key) => one(how, `result/${key}`, earlier.result[key], later.result[key])),
    ...differences(how, factsOfContent(earlier, null), factsOfContent(later, null)),
  ];
}
