// The divisions of the signed-in person's scope, as lists to choose from and names to show.
import { type Division, prefixOf, spokenName } from '../domain/division.ts';
import { session } from './call.ts';

const all = (): readonly Division[] => session.value?.divisions ?? [];

export const divisionOf = (code: string): Division | undefined => all().find((division) => division.code === code);

/** 安峪镇 长杆村; the code itself where the name is not known. */
export function placeName(code: string): string {
  const division = divisionOf(code);
  if (!division) return code;
  const above = division.level === 'village' || division.level === 'site' ? divisionOf(division.parentCode ?? '') : undefined;
  return above ? `${above.name} ${spokenName(division)}` : spokenName(division);
}

/** Whether a division lies in what this person may see. */
const mine = (division: Division): boolean => (session.value?.account.scope ?? []).some((scope) => division.code.startsWith(prefixOf(scope)));

/** Townships and villages (and sites) of the scope, in the order of their codes: each township followed by its villages. */
export const places = (): Division[] =>
  all()
    .filter((division) => ['township', 'village', 'site'].includes(division.level) && mine(division))
    .sort((a, b) => a.code.localeCompare(b.code));

/** The scope's own top divisions, e.g. the county for its auditor. */
export const topDivisions = (): Division[] => (session.value?.account.scope ?? []).flatMap((code) => divisionOf(code) ?? []);

/** Villages and townships whose name contains every part of what was typed; those beginning with it come first. */
export function findPlaces(typed: string, among: readonly Division[]): Division[] {
  const parts = typed.trim().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return [...among];
  const scored = among.flatMap((division) => {
    const name = placeName(division.code);
    if (!parts.every((part) => name.includes(part))) return [];
    return [{ division, rank: spokenName(division).startsWith(parts.at(-1) ?? '') ? 0 : 1 }];
  });
  return scored.sort((a, b) => a.rank - b.rank).map(({ division }) => division);
}
