// Where people go to work, as codes: counties of the home province, cities and provinces beyond. Every county of China would be some 3,000 choices on each phone.
import type { Choice } from '../survey/definition.ts';
import { CITIES, PROVINCES } from './places-elsewhere.ts';
import { SHANXI_COUNTIES, SHANXI_PREFECTURES } from './places-shanxi.ts';
import { type Spelt, spelt } from './spelt.ts';
import { EN, ZH } from './wording.ts';

type Level = 'county' | 'prefecture' | 'province';

/**
 * Six digits of the division code. `level` says how far down it goes, `province` and `prefecture` where it lies, so that a phone can offer 本县, 本省其他县 and 外省 apart.
 * Two names are told from each other by what stands before them: 大同市城区? 晋城市城区. Those names are for reading; people search by the place's own pinyin.
 * A place that is not a county (its code ends in 00) asks for the county in words (`workCounty`): a rule may hold the spell of work to that.
 */
function place(row: Spelt, level: Level, above: Spelt | undefined): Choice {
  const [code] = row;
  const choice = spelt(row, { level, province: code.slice(0, 2), prefecture: code.slice(0, 4) });
  const parent = above && spelt(above).label;
  const label = choice.label ?? {};
  if (parent) choice.label = { [ZH]: `${parent[ZH]}${label[ZH]}`, [EN]: `${label[EN]}, ${parent[EN]}` };
  return choice;
}

const SHANXI: Spelt = ['140000', '山西省', 'shan xi sheng', 'Shanxi'];
const startingWith = (rows: readonly Spelt[], start: string): Spelt | undefined => rows.find(([code]) => code.startsWith(start));

/** The province's counties first, then what is known of it only roughly, then the rest of the country. */
export const PLACES: Choice[] = [
  ...SHANXI_COUNTIES.map((row) => place(row, 'county', startingWith(SHANXI_PREFECTURES, row[0].slice(0, 4)))),
  ...SHANXI_PREFECTURES.map((row) => place(row, 'prefecture', undefined)),
  place(SHANXI, 'province', undefined),
  ...CITIES.map((row) => place(row, row[0].endsWith('00') ? 'prefecture' : 'county', startingWith(PROVINCES, row[0].slice(0, 2)))),
  ...PROVINCES.map((row) => place(row, 'province', undefined)),
];
