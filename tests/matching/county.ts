// Counties with their real divisions, prepared for the matcher as the server prepares them.
import { readFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
import type { Division, DivisionLevel } from '../../src/domain/division.ts';
import { FORMER_NAMES } from '../../src/domain/matching/former-names.ts';
import { matchPlace } from '../../src/domain/matching/match-place.ts';
import { indexPlaces, type PlaceIndex } from '../../src/domain/matching/place-index.ts';
import type { PlaceAlias, PlaceMatch, PlaceText } from '../../src/domain/matching/place-match.ts';

export const province: Division[] = readFileSync('data/divisions-shanxi.csv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [code = '', parent = '', level = '', name = ''] = line.split(',');
    return { code, parentCode: parent || null, level: level as DivisionLevel, name };
  });

const sounds = new Map<string, string[]>();
export function soundsOf(char: string): string[] {
  const known = sounds.get(char) ?? pinyin(char, { toneType: 'none', type: 'array', multiple: true });
  sounds.set(char, known);
  return known;
}

export function countyIndex(county: string, aliases: readonly PlaceAlias[] = FORMER_NAMES): PlaceIndex {
  return indexPlaces({ county, divisions: province, aliases, soundsOf });
}

export const jiangxian = countyIndex('140826');

/** What the matcher says of a township and a village column, or of an address with `place`. */
export const matched = (place: Partial<PlaceText>, index = jiangxian): PlaceMatch =>
  matchPlace({ township: '', village: '', place: '', group: '', ...place }, index);
