// Lists without ID numbers: their first rows are people, not headings.
import { describe, expect, it } from 'vitest';
import { DEFAULT_INDICATORS } from '../../src/domain/policy-defaults.ts';
import { previewRoster } from '../../src/domain/roster/preview-roster.ts';
import { province, soundsOf } from './county.ts';

const rowsOf = (...cells: string[][]) => {
  const sheet = { name: 'Sheet1', hidden: false, cells, merges: [], numeric: new Set<number>() };
  const context = { county: '140826', divisions: province, aliases: [], indicators: [...DEFAULT_INDICATORS] };
  return previewRoster('2026年三季度.csv', [sheet], context, soundsOf).rows;
};

describe('a list without ID numbers', () => {
  const header = ['序号', '姓名', '乡镇', '村', '金额'];

  it('loses no row to the header', () => {
    const rows = rowsOf(header, ['1', '冯不清', '安峪镇', '孙王村', '5000'], ['2', '陈玉兰', '磨里镇', '磨里村', '5100']);
    expect(rows.map((row) => row.person.personName)).toEqual(['冯不清', '陈玉兰']);
  });

  it('may be of one person, in a village that nobody knows', () => {
    expect(rowsOf(header, ['1', '冯不清', '安峪镇', '没有这个村', '5000'])).toMatchObject([
      { person: { personName: '冯不清' }, match: { outcome: 'ask' } },
    ]);
  });

  it('may hold names and places only', () => {
    const rows = rowsOf(['姓名', '乡镇', '村'], ['冯不清', '安峪镇', '孙王村'], ['陈玉兰', '磨里镇', '磨里村']);
    expect(rows.map((row) => row.person.personName)).toEqual(['冯不清', '陈玉兰']);
  });

  it('takes the quarter of the file’s name for every row, not the bare year', () => {
    const rows = rowsOf(['姓名', '乡镇', '村', '所属期'], ['冯不清', '安峪镇', '孙王村', ''], ['陈玉兰', '磨里镇', '磨里村', '二季度']);
    expect(rows.map((row) => row.person.period)).toEqual(['2026Q3', '2026Q2']);
  });
});
