// How often each form was filled: every check is read once, whoever looks and however often.
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { FormHits } from '../../wire/desk-forms.ts';
import type { Tx } from './open-ledger.ts';

type Hits = z.infer<typeof FormHits>['hits'];

/** No hand-in takes longer from its `received_at` (the server's clock) to being seen by others. */
const SETTLED_MS = 5 * 60_000;

interface Settled {
  /** Everything received until then is in `counts`. */
  upTo: Date;
  counts: ReadonlyMap<string, Hits[number]>;
}

const add = (counts: Map<string, Hits[number]>, { formId, version, count }: Hits[number]): void => {
  const key = JSON.stringify([formId, version]);
  counts.set(key, { formId, version, count: count + (counts.get(key)?.count ?? 0) });
};

/**
 * Counts as `systemOf(county)`, numbers only. What was received long enough ago never changes: a server counts it once and remembers it, and reads only what came since.
 * One for each server.
 */
export function hitCounter(): (tx: Tx, county: string, now: Date) => Promise<z.infer<typeof FormHits>> {
  const known = new Map<string, Settled>();
  return async (tx, county, now) => {
    const before = known.get(county);
    const upTo = new Date(now.getTime() - SETTLED_MS);
    const { rows } = await sql<Hits[number] & { settled: boolean }>`
      SELECT s.survey ->> 'form' AS "formId", s.survey ->> 'version' AS version, i.received_at <= ${upTo} AS settled, count(*)::int AS count
      FROM hand_in i
      CROSS JOIN LATERAL (SELECT i.content -> 'survey' AS survey UNION ALL SELECT jsonb_array_elements(COALESCE(i.content -> 'supplements', '[]'))) s
      WHERE i.county = ${county} AND (${before?.upTo ?? null}::timestamptz IS NULL OR i.received_at > ${before?.upTo ?? null}::timestamptz)
      GROUP BY 1, 2, 3 ORDER BY 1, 2`.execute(tx);
    const settled = new Map(before?.counts);
    for (const row of rows) if (row.settled) add(settled, row);
    // Somebody else may have counted meanwhile: whoever is further has it.
    if ((known.get(county)?.upTo ?? new Date(0)) < upTo) known.set(county, { upTo, counts: settled });
    const all = new Map(settled);
    for (const row of rows) if (!row.settled) add(all, row);
    return { hits: [...all.values()].sort((a, b) => a.formId.localeCompare(b.formId) || a.version.localeCompare(b.version)) };
  };
}
