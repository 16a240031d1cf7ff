// Ten thousand messy rows over many counties with the truth known: at least 97 of 100 decidable ones are matched, and none is matched wrongly.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchPlace } from '../../src/domain/matching/match-place.ts';
import { countyIndex, jiangxian, matched, province } from './county.ts';
import { counties, type MessyRow, RowMaker } from './messy-rows.ts';

const COUNTIES = ['140826', ...counties.filter((_county, at) => at % 5 === 0)];
const DECIDABLE = 10_000;
const UNDECIDABLE = 5_000;

function draw(make: () => MessyRow | null, count: number): MessyRow[] {
  const rows: MessyRow[] = [];
  for (let dice = 0; rows.length < count && dice < count * 20; dice++) {
    const row = make();
    if (row) rows.push(row);
  }
  return rows;
}

const told = (row: MessyRow): string => `${row.county} ${row.mess}: ${Object.values(row.place).join(' | ')} (${row.truth})`;

describe('messy rows with the truth known', () => {
  const maker = new RowMaker(20260122);
  const wrong: string[] = [];
  const missed: string[] = [];
  let decided = 0;
  let rows = 0;
  let doubtful = 0;
  for (const county of COUNTIES) {
    const index = countyIndex(county);
    for (const row of draw(() => maker.decidable(county), Math.ceil(DECIDABLE / COUNTIES.length))) {
      rows++;
      const match = matchPlace(row.place, index);
      if (match.outcome !== 'matched') missed.push(told(row));
      else if (match.villageCode !== row.truth) wrong.push(`${told(row)} → ${match.villageName}: ${match.reason}`);
      else decided++;
    }
    for (const row of draw(() => maker.undecidable(county), Math.ceil(UNDECIDABLE / COUNTIES.length))) {
      doubtful++;
      const match = matchPlace(row.place, index);
      if (match.outcome === 'matched') wrong.push(`${told(row)} → ${match.villageName}: ${match.reason}`);
    }
  }

  test('there are enough of them', () => {
    expect(rows).toBeGreaterThanOrEqual(DECIDABLE);
    expect(doubtful).toBeGreaterThanOrEqual(UNDECIDABLE);
  });
  test('none is matched wrongly', () => expect(wrong).toEqual([]));
  test('at least 97 of 100 decidable ones are matched by themselves', () => {
    expect(decided / rows, missed.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(0.97);
  });
});

describe('what always holds', () => {
  const villages = province.filter((division) => division.level === 'village' && division.code.startsWith('140826'));
  const townOf = (code: string) => province.find((division) => division.code === `${code.slice(0, 9)}000`)?.name ?? '';

  test('every official name with its township is matched exactly, with any prefix and group', () => {
    for (const { code, name } of villages) {
      const town = townOf(code);
      for (const place of [
        { township: town, village: name },
        { township: `山西省运城市绛县${town}`, village: name },
        { township: town, village: `${name}第三村民小组` },
        { place: `运城市绛县${town}${name}三组8号` },
      ]) {
        expect(matched(place), JSON.stringify(place)).toMatchObject({ outcome: 'matched', villageCode: code });
      }
    }
  });

  test('any text gives an answer, the same one every time, and never a village of another county', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('古绛镇', '绛县', '东', '村', '委会', '三组', '社区', '南庄', '镇', '第', '村民', '闻喜县', '山西省', '灌底'),
    );
    const text = fc.array(word, { maxLength: 5 }).map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, text, text, (township, village, place, group) => {
        const match = matched({ township, village, place, group });
        expect(match.reason).not.toBe('');
        expect(match.outcome === 'matched').toBe(match.villageCode !== null);
        if (match.villageCode) expect(jiangxian.villageByCode.has(match.villageCode)).toBe(true);
        expect(matchPlace({ township, village, place, group }, { ...jiangxian, remembered: new Map() })).toEqual(match);
      }),
      { numRuns: 1500 },
    );
  });

  test('a side that does not exist is never taken for its neighbour', () => {
    for (const { code, name } of villages) {
      const bare = name.replace(/(村委会|社区居委会)$/, '').replace(/(?<=.)村$/, '');
      for (const side of '东西南北中上下') {
        const other = bare.replace(/[东西南北中上下]/, side);
        if (other === bare) continue;
        const match = matched({ township: townOf(code), village: `${other}村` });
        if (match.outcome === 'matched') expect(match.villageName.startsWith(other)).toBe(true);
      }
    }
  });
});
