// A county's places prepared for matching once: names by core, townships by every way of writing them, what lies outside.
import { type Division, spokenName } from '../division.ts';
import type { PlaceAlias, PlaceMatch } from './place-match.ts';
import { type NameKind, normalisePlace, takeApart, takeTownshipApart } from './place-name.ts';

export interface Village {
  code: string;
  /** As people say it: 新义村. */
  name: string;
  townshipCode: string;
  townshipName: string;
  /** Official name, normalised. */
  official: string;
  core: string;
  base: string;
  kind: NameKind;
  /** Not null when this entry is a former name of the village. */
  formerName: string | null;
}

export interface Township {
  code: string;
  name: string;
  /** Normalised: 古绛镇, and without its ending 古绛. Former names are entries of their own. */
  full: string;
  stem: string;
  formerName: string | null;
}

/** All readings of a character without tone, as a dictionary gives them: 长 → chang, zhang. Empty for what is no Chinese character. */
export type SoundsOf = (char: string) => readonly string[];

export interface PlaceIndex {
  county: string;
  countyName: string;
  villages: Village[];
  byCore: Map<string, Village[]>;
  byTownship: Map<string, Village[]>;
  villageByCode: Map<string, Village>;
  townships: Township[];
  townshipByCode: Map<string, Township>;
  longestCore: number;
  /** Own province, prefecture and county in all ways of writing, longest first within each level. */
  ownPrefixes: string[][];
  /** Full names of other prefectures and counties, and of their townships with the county they belong to. */
  otherPlaces: Set<string>;
  otherTownships: Map<string, string>;
  /** Village names (core) known in other counties: such a text is a name, not a slip. */
  otherCores: Set<string>;
  /** Settled by a person: township code (or '') + | + normalised text → alias. */
  learned: Map<string, PlaceAlias>;
  soundsOf: SoundsOf;
  /** The same place stands in hundreds of rows. */
  remembered: Map<string, PlaceMatch>;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** 山西省 → 山西省, 山西; short stems (绛县 → 绛) are no prefix, they begin too many names. */
function waysOfWriting(name: string, endings: RegExp): string[] {
  const stem = name.replace(endings, '');
  return stem !== name && stem.length >= 2 ? [name, stem] : [name];
}

function stripOwn(name: string, prefixes: readonly string[][]): string {
  let rest = name;
  for (const level of prefixes) {
    const found = level.find((prefix) => rest.startsWith(prefix) && rest.length > prefix.length + 1);
    if (found) rest = rest.slice(found.length);
  }
  return rest;
}

/**
 * Prepares `county` (six digits). `divisions` must hold the county with its townships and villages and should hold what lies above;
 * divisions of other counties may be among them and sharpen what counts as outside. `aliases` are former names and what people settled.
 */
export function indexPlaces(given: {
  county: string;
  divisions: readonly Division[];
  aliases: readonly PlaceAlias[];
  soundsOf: SoundsOf;
}): PlaceIndex {
  const { county, divisions, aliases, soundsOf } = given;
  const own = divisions.filter((division) => division.code.startsWith(county));
  const above = (length: number) => divisions.find((division) => division.code === county.slice(0, length).padEnd(12, '0'))?.name;
  const countyName = above(6) ?? '';
  const ownPrefixes = [
    ['中华人民共和国', '中国'],
    above(2) ? waysOfWriting(normalisePlace(above(2) as string), /(省|市|自治区)$/) : [],
    above(4) ? [...waysOfWriting(normalisePlace(above(4) as string), /市$/), `${normalisePlace(above(4) as string).replace(/市$/, '')}地区`] : [],
    countyName ? waysOfWriting(normalisePlace(countyName), /(县|市|区)$/) : [],
    // 山西转型综合改革示范区 carries its province in its name, which may be taken off before it.
    countyName && above(2) ? [stripOwn(normalisePlace(countyName), [waysOfWriting(normalisePlace(above(2) as string), /省$/)])] : [],
  ].map((level) => level.sort((a, b) => b.length - a.length));

  const townships: Township[] = [];
  const villages: Village[] = [];
  const addTownship = (code: string, name: string, formerName: string | null) => {
    const normal = normalisePlace(formerName ?? name);
    for (const full of new Set([normal, stripOwn(normal, ownPrefixes)])) {
      townships.push({ code, name, full, stem: takeTownshipApart(full).stem, formerName });
    }
  };
  const townshipNames = new Map<string, string>();
  for (const division of own) {
    if (division.level !== 'township') continue;
    townshipNames.set(division.code, division.name);
    addTownship(division.code, division.name, null);
  }
  const addVillage = (division: Division, formerName: string | null) => {
    const townshipCode = `${division.code.slice(0, 9)}000`;
    const official = normalisePlace(formerName ?? division.name);
    for (const name of new Set([official, stripOwn(official, ownPrefixes)])) {
      const townshipName = townshipNames.get(townshipCode) ?? '';
      villages.push({ code: division.code, name: spokenName(division), townshipCode, townshipName, official: name, ...takeApart(name), formerName });
    }
  };
  const ownByCode = new Map(own.map((division) => [division.code, division]));
  for (const division of own) if (division.level === 'village') addVillage(division, null);
  const learned = new Map<string, PlaceAlias>();
  for (const alias of aliases) {
    const division = ownByCode.get(alias.divisionCode);
    if (!division) continue;
    if (alias.kind === 'learned') learned.set(`${alias.townshipCode ?? ''}|${normalisePlace(alias.text)}`, alias);
    else if (division.level === 'township') addTownship(division.code, division.name, alias.text);
    else if (division.level === 'village') addVillage(division, alias.text);
  }

  const otherPlaces = new Set<string>();
  const otherTownships = new Map<string, string>();
  const otherCores = new Set<string>();
  const otherNames = new Map<string, string>();
  for (const division of divisions) {
    if (division.code.startsWith(county)) continue;
    const name = normalisePlace(division.name);
    const elsewhere = division.level === 'county' || (division.level === 'prefecture' && !county.startsWith(division.code.slice(0, 4)));
    // 城区 is a county in three prefectures and a township in many: a name that is also ours says nothing.
    const ours = name === normalisePlace(countyName) || townships.some((township) => township.full.startsWith(name));
    if (elsewhere && !ours) otherPlaces.add(name);
    if (division.level === 'county') otherNames.set(division.code.slice(0, 6), division.name);
  }
  for (const division of divisions) {
    if (division.code.startsWith(county)) continue;
    const name = normalisePlace(division.name);
    if (division.level === 'township') otherTownships.set(name, otherNames.get(division.code.slice(0, 6)) ?? '');
    if (division.level === 'village') otherCores.add(takeApart(name).core);
  }

  const index: PlaceIndex = {
    county,
    countyName,
    villages,
    byCore: new Map(),
    byTownship: new Map(),
    villageByCode: new Map(),
    townships,
    townshipByCode: new Map(),
    longestCore: 0,
    ownPrefixes,
    otherPlaces,
    otherTownships,
    otherCores,
    learned,
    soundsOf,
    remembered: new Map(),
  };
  for (const village of villages) {
    push(index.byCore, village.core, village);
    push(index.byTownship, village.townshipCode, village);
    if (village.formerName === null && !index.villageByCode.has(village.code)) index.villageByCode.set(village.code, village);
    index.longestCore = Math.max(index.longestCore, village.core.length);
  }
  for (const township of townships) if (!index.townshipByCode.has(township.code)) index.townshipByCode.set(township.code, township);
  return index;
}
