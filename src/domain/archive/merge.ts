// What a check found is brought together with what the archive has become meanwhile, field by field against the version that the check saw (docs/sync.md).
import type { Household, Member } from '../household.ts';
import { netIncome } from '../income.ts';
import { perCapita } from '../sums.ts';
import { type Fields, type FieldValue, fieldsOf, householdFrom, partsOf, pathOf, sameValue } from './fields.ts';

/** One field on which two people differ. Null: one of them says that there is nothing. */
export interface Disagreement {
  path: string;
  archive: FieldValue | null;
  found: FieldValue | null;
}

export interface Merged {
  /** The archive with what was found, but for what is disputed: there it keeps what it had. */
  household: Household;
  /** Paths that were taken over. */
  taken: string[];
  disagreements: Disagreement[];
}

/** How one check came to be: what it saw, and the record it would leave alone in the world (`rememberCheck` over what it saw). */
export interface Sighting {
  seen: Household;
  left: Household;
}

const allPaths = (...fields: readonly Fields[]): Set<string> => new Set(fields.flatMap((one) => [...one.keys()]));

/**
 * What the answers of a check were given against. A check that came back goes on from its own answers: those carried over were given when its earlier revision saw the household,
 * only the others with the newer version before one's eyes. `revisions` in their order, the last is the one that counts.
 */
export function seenBy(revisions: readonly Sighting[]): Fields {
  let [seen, left]: [Fields, Fields | null] = [new Map(), null];
  for (const revision of revisions) {
    const [sawNow, leftNow] = [fieldsOf(revision.seen), fieldsOf(revision.left)];
    const next = new Map<string, FieldValue>();
    for (const path of allPaths(sawNow, leftNow, seen)) {
      const carriedOver = left !== null && sameValue(leftNow.get(path), left.get(path));
      const value = (carriedOver ? seen : sawNow).get(path);
      if (value !== undefined) next.set(path, value);
    }
    [seen, left] = [next, leftNow];
  }
  return seen;
}

/** Somebody whom both wrote down anew, by the first 18 of the ID number: one person, under the archive's id. */
export function asOnePerson(left: Household, archive: Household): Household {
  const person = ({ idNumber }: Member): string => idNumber.slice(0, 18).toUpperCase();
  const own = new Set(left.members.map((member) => member.id));
  // 999999 says that somebody has no number, and tells nobody apart.
  const numbered = (member: Member): boolean => member.idNumber.length >= 18 && !member.idNumber.startsWith('999999');
  const strangers = new Map(archive.members.filter((member) => numbered(member) && !own.has(member.id)).map((member) => [person(member), member.id]));
  if (strangers.size === 0) return left;
  const known = new Set(archive.members.map((member) => member.id));
  return {
    ...left,
    members: left.members.map((member) => (known.has(member.id) ? member : { ...member, id: strangers.get(person(member)) ?? member.id })),
  };
}

const PRESENCE = 'presence';
const hasLeft = (value: FieldValue | undefined): boolean => value !== undefined && (value as { presence?: unknown }).presence !== 'present';

/** Who left by one account, and of whom the other reports news: whether they are there at all is then the question. */
function leftOrNot(saw: Fields, now: Fields, found: Fields): string[] {
  const changed = (fields: Fields, path: string): boolean => !sameValue(fields.get(path), saw.get(path));
  const news = (fields: Fields, id: string): boolean =>
    [...allPaths(saw, fields)].some((path) => path.startsWith(`${id}/`) && path !== pathOf(id, PRESENCE) && changed(fields, path));
  return [...saw.keys()].filter((path) => {
    const { instance, key } = partsOf(path);
    if (key !== PRESENCE || changed(now, path) === changed(found, path)) return false;
    const [gone, other] = changed(now, path) ? [now, found] : [found, now];
    return hasLeft(gone.get(path)) && news(other, instance);
  });
}

/**
 * Field by field: what only the check changed is taken, what only the archive changed stays, what both changed alike is agreed, and what both changed otherwise is disputed.
 * `open` are paths that are disputed already: whatever is said of them now joins the dispute. `recount`: the check went through the members.
 */
export function merge(
  saw: Fields,
  archive: Household,
  left: Household,
  { open = new Set(), recount = false }: { open?: ReadonlySet<string>; recount?: boolean } = {},
): Merged {
  const mine = asOnePerson(left, archive);
  const [now, found] = [fieldsOf(archive), fieldsOf(mine)];
  const presence = new Set(leftOrNot(saw, now, found));
  const fields = new Map(now);
  const taken: string[] = [];
  const disagreements: Disagreement[] = [];
  for (const path of allPaths(now, found, saw)) {
    const [was, is, says] = [saw.get(path), now.get(path), found.get(path)];
    if (sameValue(is, says)) continue;
    const [said, changed] = [!sameValue(says, was), !sameValue(is, was)];
    if ((said && (changed || open.has(path))) || presence.has(path)) disagreements.push({ path, archive: is ?? null, found: says ?? null });
    else if (said) {
      taken.push(path);
      if (says === undefined) fields.delete(path);
      else fields.set(path, says);
    }
  }
  const household = householdFrom(fields, [archive, mine], recount);
  return { household: withIncomeBefore(household, archive), taken, disagreements };
}

/** The income a person of the period before goes with a newer period. */
function withIncomeBefore(household: Household, archive: Household): Household {
  const last = archive.income;
  if (!last || !household.income || household.income.year <= last.year) return household;
  const before = perCapita(netIncome(last.totals), archive.size);
  return before === null ? household : { ...household, details: { ...household.details, perCapitaBefore: before } };
}
