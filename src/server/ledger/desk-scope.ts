// The pieces of a WHERE clause that the office's lists share: what the asker may see, and what was asked for.
import { type RawBuilder, sql } from 'kysely';
import { prefixOf } from '../../domain/division.ts';
import type { Asker } from './asker.ts';

/** Who changes a record: a person or the system, the name that timelines show (empty for the system), and the server's clock at this moment. */
export interface Actor extends Asker {
  name: string;
  now: Date;
}

/** A person of the office at work. */
export interface Officer extends Actor {
  accountId: string;
}

/** `column` holds a village code inside the asker's divisions. */
export const inScope = (asker: Pick<Asker, 'scope'>, column: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} LIKE ANY (${asker.scope.map((code) => `${prefixOf(code)}%`)}::text[])`;

/** `column` holds a code inside one division; a range rather than a pattern, so that an index can serve it. */
export function inDivision(column: string, division: string): RawBuilder<boolean> {
  const prefix = prefixOf(division);
  return sql<boolean>`${sql.ref(column)} BETWEEN ${prefix.padEnd(12, '0')} AND ${prefix.padEnd(12, '9')}`;
}

export const allOf = (conditions: RawBuilder<unknown>[]): RawBuilder<boolean> => sql<boolean>`${sql.join(conditions, sql` AND `)}`;

/** Part of a text, taken literally: a percent sign that somebody types is a percent sign. */
export const contains = (column: string, part: string): RawBuilder<boolean> => sql<boolean>`strpos(${sql.ref(column)}, ${part}) > 0`;

/** The calendar day in China on which something happens; deadlines and overdue days are counted by it. */
export const dayInChina = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
