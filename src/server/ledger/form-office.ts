// What the desk shows of the county's forms: the list with who published what when, one form in full, and what it lacks.
import { sql } from 'kysely';
import { OFFICIAL_SURVEY } from '../../domain/official/survey.ts';
import { missingQuestions } from '../../domain/rules/needed-names.ts';
import type { Definition } from '../../domain/survey/definition.ts';
import type { FormDetail, FormLine, FormReading, Forms } from '../../wire/desk-forms.ts';
import { formHash } from '../../wire/form-hash.ts';
import { formOf } from './forms.ts';
import type { Tx } from './open-ledger.ts';
import { Refusal } from './refusal.ts';

interface LineRow {
  hash: string;
  form_id: string;
  version: string;
  title: string;
  source_name: string;
  published_at: Date;
  author_name: string;
  use: FormLine['use'];
  begun_at: Date | null;
  ended_at: Date | null;
}

async function linesOf(tx: Tx, county: string, hash: string | null): Promise<FormLine[]> {
  const { rows } = await sql<LineRow>`
    SELECT f.hash, f.form_id, f.version, f.title, f.source_name, f.published_at, COALESCE(a.name, '') AS author_name,
      CASE WHEN u.ended_at IS NULL THEN u.use END AS use, u.begun_at, u.ended_at
    FROM survey_form f
    LEFT JOIN LATERAL (
      SELECT * FROM form_use WHERE form_use.county = f.county AND form_use.hash = f.hash ORDER BY ended_at DESC NULLS FIRST, begun_at DESC LIMIT 1) u ON true
    LEFT JOIN account a ON a.county = f.county AND a.id = f.author_id
    WHERE f.county = ${county} AND (${hash}::text IS NULL OR f.hash = ${hash})
    ORDER BY f.published_at DESC, f.hash`.execute(tx);
  return rows.map((row) => ({
    hash: row.hash,
    formId: row.form_id,
    version: row.version,
    title: row.title,
    use: row.use,
    usedFrom: row.begun_at?.toISOString() ?? null,
    usedUntil: row.ended_at?.toISOString() ?? null,
    publishedAt: row.published_at.toISOString(),
    authorName: row.author_name,
    sourceName: row.source_name,
  }));
}

export async function listForms(tx: Tx, county: string): Promise<Forms> {
  const forms = await linesOf(tx, county, null);
  const hash = await formHash(OFFICIAL_SURVEY);
  const published = forms.find((form) => form.hash === hash);
  const state = published ? (published.use === 'check' ? 'inUse' : 'published') : 'new';
  return { forms, official: { hash, title: OFFICIAL_SURVEY.title, version: OFFICIAL_SURVEY.version, state } };
}

/** Refused (`notFound`) when this county never published it. */
export async function readForm(tx: Tx, county: string, hash: string): Promise<FormDetail> {
  const [form] = await linesOf(tx, county, hash);
  const row = await tx.selectFrom('survey_form').select('definition').where('county', '=', county).where('hash', '=', hash).executeTakeFirst();
  if (!form || !row) throw new Refusal('notFound', { message: '没有找到这张表，请刷新后再试' });
  return { form, definition: row.definition };
}

/** How a definition that was read stands to what is published, and what the quality rules would miss in it. */
export async function standingOf(tx: Tx, county: string, definition: Definition): Promise<Pick<FormReading, 'published' | 'missing'>> {
  const known = await formOf(tx, county, definition.id, definition.version);
  const published = known === undefined ? 'new' : known.hash === (await formHash(definition)) ? 'same' : 'taken';
  return { published, missing: missingQuestions(definition, OFFICIAL_SURVEY) };
}
