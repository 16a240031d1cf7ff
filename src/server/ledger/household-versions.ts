// Earlier versions of households: what a check saw weeks ago, and who said what stands in the archive now.
import { sql } from 'kysely';
import { type Fields, type FieldValue, fieldsOf, partsOf, pathOf, sameValue } from '../../domain/archive/fields.ts';
import type { Side, SideSource } from '../../domain/conflict.ts';
import type { Household } from '../../domain/household.ts';
import type { Tx } from './open-ledger.ts';

interface Version {
  household: Household;
  source: SideSource;
  accountId: string | null;
  byName: string;
  at: Date | null;
  handInId: string | null;
  taskId: string | null;
}

/** The versions of a household from the earliest asked for to the one that stands, oldest first. */
export type History = readonly [Version, ...Version[]];

/** @param from by household: the earliest version that matters. Households that stand come from `now`. */
export async function historiesOf(
  tx: Tx,
  county: string,
  now: ReadonlyMap<string, Household>,
  from: ReadonlyMap<string, number>,
): Promise<Map<string, History>> {
  if (from.size === 0) return new Map();
  const ids = [...from.keys()];
  const { rows } = await sql<{
    household_id: string;
    body: Household | null;
    source: string | null;
    changed_by: string | null;
    by_name: string | null;
    at: Date | null;
    hand_in_id: string | null;
    task_id: string | null;
  }>`
    SELECT v.household_id, v.body, v.source, v.changed_by, a.name AS by_name, COALESCE(i.made_at, v.changed_at) AS at, v.hand_in_id, i.task_id
    FROM (
      SELECT p.household_id, p.version, p.body, p.source, p.changed_by, p.changed_at, p.hand_in_id
      FROM unnest(${ids}::uuid[], ${ids.map((id) => from.get(id) ?? 0)}::int[]) AS n(id, version)
      JOIN household_version p ON p.county = ${county} AND p.household_id = n.id AND p.version >= n.version
      UNION ALL
      SELECT h.id, h.version, NULL, h.source, h.changed_by, h.changed_at, h.hand_in_id FROM household h WHERE h.county = ${county} AND h.id = ANY (${ids}::uuid[])
    ) v
    LEFT JOIN hand_in i ON i.county = ${county} AND i.id = v.hand_in_id
    LEFT JOIN account a ON a.county = ${county} AND a.id = v.changed_by
    ORDER BY v.household_id, v.version`.execute(tx);
  const histories = new Map<string, Version[]>();
  for (const row of rows) {
    const household = row.body ?? now.get(row.household_id);
    if (!household) continue;
    const version: Version = {
      household,
      source: row.source === null || row.source === 'other' ? 'archive' : (row.source as SideSource),
      accountId: row.changed_by,
      byName: row.by_name ?? '',
      at: row.at,
      handInId: row.hand_in_id,
      taskId: row.task_id,
    };
    histories.set(row.household_id, [...(histories.get(row.household_id) ?? []), version]);
  }
  return histories as unknown as Map<string, History>;
}

/** The household as a check saw it: that version, or the earliest after it where that one was never kept. Undefined for a version that is not there yet (a restored backup). */
export const versionSeen = (history: History | undefined, seen: number): Household | undefined =>
  history?.find(({ household }) => household.version >= seen)?.household;

const whole = (fields: Fields, member: string): string =>
  JSON.stringify([...fields].filter(([path]) => path.startsWith(`${member}/`) && path !== pathOf(member, 'presence')));

/** Who gave the archive the value that stands, as a side of a conflict: the last version in which it became otherwise. */
export function standingSide(history: History, path: string, value: FieldValue | null): Side {
  const fields = history.map(({ household }) => fieldsOf(household));
  const { instance, key } = partsOf(path);
  const isOtherThan = (at: number, before: number, of: (fields: Fields) => unknown): boolean =>
    JSON.stringify(of(fields[at] as Fields)) !== JSON.stringify(of(fields[before] as Fields));
  const lastChange = (of: (fields: Fields) => unknown): number => {
    for (let at = history.length - 1; at > 0; at--) if (isOtherThan(at, at - 1, of)) return at;
    return 0;
  };
  const direct = lastChange((one) => one.get(path));
  // Whoever has news of a member says that they are there, though nobody touched that field.
  const at = direct === 0 && key === 'presence' ? lastChange((one) => whole(one, instance)) : direct;
  const { source, accountId, byName, at: when, handInId, taskId } = history[at] as Version;
  return { value: value as Side['value'], source, accountId, byName, at: when?.toISOString() ?? null, handInId, taskId };
}

/** Sides that say the same are one. */
export const withSide = (sides: readonly Side[], side: Side): Side[] =>
  sides.some((one) => sameValue(one.value as FieldValue | null, side.value as FieldValue | null)) ? [...sides] : [...sides, side];
