// What holds for the whole county and a phone has to know: the policy of the day and the forms in use, under a stamp that changes with them.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Sealing, Settings } from '../../wire/sync.ts';
import type { Asker } from './asker.ts';
import { inScope } from './desk-scope.ts';
import { type FormHead, formsOf } from './forms.ts';
import type { Tx } from './open-ledger.ts';

/** What the phone says that it has. */
export interface Held {
  stamp: string;
  forms: readonly string[];
  /** What this phone seals its work with. */
  sealing: Sealing;
}

/** wire/sync Settings as JSON text, or null when the phone has them and every form it needs: those in use, and those that its returned checks were filled on. */
export async function settingsFor(tx: Tx, asker: Asker, policy: Policy, held: Held): Promise<string | null> {
  const published = await formsOf(tx, asker.county);
  const forms = published.flatMap(({ hash, use }) => (use ? [{ hash, use }] : [])).sort((a, b) => a.hash.localeCompare(b.hash));
  const stamp = createHash('sha256')
    .update(canonicalJson({ policy, forms, key: held.sealing.key.id }))
    .digest('hex')
    .slice(0, 32);
  const has = new Set(held.forms);
  const lacking = published.filter((form) => !has.has(form.hash));
  const old = lacking.filter((form) => form.use === null);
  const returnedOn = old.length > 0 ? await formsOfReturned(tx, asker) : new Set<string>();
  const wanted = lacking.filter((form) => form.use !== null || returnedOn.has(nameOf(form.formId, form.version)));
  if (stamp === held.stamp && wanted.length === 0) return null;
  const head: Omit<Settings, 'sent'> = { stamp, policy, forms, sealing: held.sealing };
  const sent = wanted.length > 0 ? await sentTexts(tx, asker.county, wanted) : [];
  return `${JSON.stringify(head).slice(0, -1)},"sent":[${sent.join(',')}]}`;
}

const nameOf = (formId: string, version: string): string => JSON.stringify([formId, version]);

/** Forms that the checks returned to this person were filled on: a phone that never saw the old version must still be able to open its answers. */
async function formsOfReturned(tx: Tx, asker: Asker): Promise<Set<string>> {
  const { rows } = await sql<{ form: string; version: string }>`
    SELECT DISTINCT s.survey ->> 'form' AS form, s.survey ->> 'version' AS version
    FROM task t
    JOIN hand_in i ON i.county = t.county AND i.id = t.last_hand_in_id
    CROSS JOIN LATERAL (
      SELECT i.content -> 'survey' AS survey
      UNION ALL SELECT jsonb_array_elements(COALESCE(i.content -> 'supplements', '[]'))) s
    WHERE t.county = ${asker.county} AND t.state = 'returned' AND ${inScope(asker, 't.village_code')}`.execute(tx);
  return new Set(rows.map((row) => nameOf(row.form, row.version)));
}

/** domain/published-form as text: a definition may be large and is passed on as it was written. */
async function sentTexts(tx: Tx, county: string, wanted: readonly FormHead[]): Promise<string[]> {
  const { rows } = await sql<{ hash: string; use: string; definition: string; published_at: Date }>`
    SELECT f.hash, f.definition::text AS definition, f.published_at,
      (SELECT u.use FROM form_use u WHERE u.county = f.county AND u.hash = f.hash ORDER BY u.begun_at DESC LIMIT 1) AS use
    FROM survey_form f WHERE f.county = ${county} AND f.hash = ANY (${wanted.map((form) => form.hash)}::text[])`.execute(tx);
  return rows.map(
    (row) => `{"hash":"${row.hash}","use":"${row.use}","publishedAt":"${row.published_at.toISOString()}","definition":${row.definition}}`,
  );
}
