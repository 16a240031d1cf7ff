// The lists a newcomer drops on the desk are messy on purpose, and it is known what is true of each row.
import * as xlsx from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { drawCounty, SMALL_COUNTY } from '../../src/demo/county.ts';
import { departmentFiles } from '../../src/demo/department-files.ts';
import { readDivisions } from '../../src/server/ledger/divisions.ts';
import { writeDepartmentFile } from '../support/write-department-file.ts';

const divisions = readDivisions('data/divisions-jiangxian.csv');
const villages = [...drawCounty({ divisions, size: SMALL_COUNTY, seed: 'jiangxian', today: '2026-11-01', line: 8000 })];
const files = departmentFiles(villages, new Map(divisions.map(({ code, name }) => [code, name])), 'test', 22);
const households = new Map(villages.flatMap((village) => village.households).map((household) => [household.id, household]));

describe('the departments’ lists', () => {
  it('come in every kind of file, with the rows that were wished for', () => {
    expect(new Set(files.map((file) => file.kind))).toEqual(new Set(['xlsx', 'xls', 'html-xls', 'csv-gb18030']));
    for (const file of files) expect(file.truth).toHaveLength(22);
  });

  it('say of each row the person, the village and the household that are meant', () => {
    for (const { rows, truth } of files) {
      for (const { row, personName, householdId, villageCode, idNumber } of truth) {
        expect(rows[row - 1]).toContain(personName);
        expect(households.get(householdId)?.villageCode).toBe(villageCode);
        expect(households.get(householdId)?.members.map((member) => member.idNumber)).toContain(idNumber);
      }
    }
  });

  it('hold ID numbers that Excel has ruined, and say which', () => {
    const ruined = files.flatMap(({ rows, truth }) => truth.filter((row) => !row.idReadable).map((row) => rows[row.row - 1] ?? []));
    expect(ruined.length).toBeGreaterThan(0);
    for (const row of ruined) expect(row.some((cell) => typeof cell === 'number' && cell > 1e17)).toBe(true);
  });

  it.each(['xlsx', 'xls', 'html-xls'])('open as %s with their names where they were put', (kind) => {
    const file = files.find((candidate) => candidate.kind === kind);
    if (!file) throw new Error(`no ${kind}`);
    const book = xlsx.read(writeDepartmentFile(file), { type: 'buffer' });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
    const texts = xlsx.utils.sheet_to_json<unknown[]>(sheet, { header: 1, blankrows: true }).map((row) => row.map(String));
    for (const { personName, row } of file.truth) expect(texts[row - 1]).toContain(personName);
  });

  it('are written as GB18030 where an office would', () => {
    const file = files.find((candidate) => candidate.kind === 'csv-gb18030');
    if (!file) throw new Error('no csv');
    const text = new TextDecoder('gb18030', { fatal: true }).decode(writeDepartmentFile(file));
    for (const { personName } of file.truth) expect(text).toContain(personName);
  });
});
