// A check that the county passed becomes part of the archive: alone when it saw the archive as it is, field by field when that has changed meanwhile.
import { instancesAt } from '../facts/of-content.ts';
import type { Household } from '../household.ts';
import type { CheckContent } from '../visit.ts';
import { fieldsOf } from './fields.ts';
import { type Disagreement, merge, type Sighting, seenBy } from './merge.ts';
import { type Remembering, rememberCheck } from './remember-check.ts';

/** One revision of a check, with the household as it was seen; null where none was (the household was found in the archive later). */
export interface Report {
  seen: Household | null;
  content: CheckContent;
}

export interface BroughtTogether {
  /** The archive's next version. `disputed` has grown by what is not settled. */
  household: Household;
  disagreements: Disagreement[];
}

/**
 * `revisions` of one check in their order; the last counts. What was seen of nothing is taken as the county passed it, with the differences before its eyes.
 * The archive's fields in dispute stay, and whatever is said of them comes back among the disagreements.
 */
export function bringTogether(archive: Household, revisions: readonly [Report, ...Report[]], remembering: Remembering): BroughtTogether {
  const last = revisions[revisions.length - 1] as Report;
  const sawThis = ({ seen }: Report): boolean => seen === null || seen.version === archive.version;
  if (revisions.every(sawThis) && !archive.disputed) {
    return { household: rememberCheck(archive, last.content, remembering), disagreements: [] };
  }
  const sightings = revisions.map(({ seen, content }): Sighting => {
    const household = seen ?? archive;
    return { seen: household, left: rememberCheck(household, content, remembering) };
  });
  const { left } = sightings[sightings.length - 1] as Sighting;
  const recount = instancesAt(last.content.survey.root, 'members').length > 0;
  const saw = sightings.length === 1 ? fieldsOf((sightings[0] as Sighting).seen) : seenBy(sightings);
  const { household, disagreements } = merge(saw, archive, left, { open: new Set(archive.disputed), recount });
  const disputed = [...new Set([...(archive.disputed ?? []), ...disagreements.map(({ path }) => path)])].sort();
  return {
    household: {
      ...household,
      pastChecks: [...archive.pastChecks, ...left.pastChecks.slice(-1)],
      version: archive.version + 1,
      ...(disputed.length > 0 ? { disputed } : {}),
    },
    disagreements,
  };
}
