// Survey forms of a county: publishing them, taking them into and out of use, and finding any version that was ever published.
import { sql } from 'kysely';
import { FORMS_IN_USE, type FormUse } from '../../domain/published-form.ts';
import type { Definition } from '../../domain/survey/definition.ts';
import { formHash } from '../../wire/form-hash.ts';
import type { Asker } from './asker.ts';
import { audit } from './audit.ts';
import type { Tx } from './open-ledger.ts';
import { Refusal } from './refusal.ts';

/** A published form without its definition. `use` is null while it is not in use. */
export interface FormHead {
  hash: string;
  formId: string;
  version: string;
  title: string;
  publishedAt: string;
  use: FormUse | null;
}

/** Two who publish at the same moment wait for each other: which form is in use is decided one after the other. */
const oneAtATime = (tx: Tx, county: string): Promise<unknown> => sql`SELECT pg_advisory_xact_lock(hashtext(${`forms of ${county}`}))`.execute(tx);

/** Every form that the county ever published, the newest first. */
export async function formsOf(tx: Tx, county: string): Promise<FormHead[]> {
  const rows = await tx
    .selectFrom('survey_form as f')
    .leftJoin('form_use as u', (join) => join.onRef('u.county', '=', 'f.county').onRef('u.hash', '=', 'f.hash').on('u.ended_at', 'is', null))
    .select(['f.hash', 'f.form_id', 'f.version', 'f.title', 'f.published_at', 'u.use'])
    .where('f.county', '=', county)
    .orderBy('f.published_at', 'desc')
    .orderBy('f.hash')
    .execute();
  return rows.map((row) => ({
    hash: row.hash,
    formId: row.form_id,
    version: row.version,
    title: row.title,
    publishedAt: row.published_at.toISOString(),
    use: row.use,
  }));
}

export interface Publishing {
  definition: Definition;
  use: FormUse;
  /** The .xlsx it came from; empty for one that comes with the program. */
  sourceName: string;
}

/**
 * Publishes a form and takes it into use; from then on phones get it with their next sync. The check form in use before ends, as does an older version of the
 * same form: drafts keep theirs. The same content again only takes it into use. Refused (`conflict`): this id and version with other content; a supplement too many.
 * The definition has to be one that loads (domain/survey/load).
 */
export async function publishForm(tx: Tx, asker: Asker, { definition, use, sourceName }: Publishing, now: Date): Promise<string> {
  const { county } = asker;
  const hash = await formHash(definition);
  await oneAtATime(tx, county);
  const known = await tx
    .selectFrom('survey_form')
    .select('hash')
    .where('county', '=', county)
    .where('form_id', '=', definition.id)
    .where('version', '=', definition.version)
    .executeTakeFirst();
  if (known && known.hash !== hash) {
    throw new Refusal('conflict', {
      message: `「${definition.title}」版本 ${definition.version || '（空）'} 已经发布过，内容不同。请把 settings 工作表里的 version 改成新的版本号再发布`,
      fields: [{ path: 'version', message: '这个版本号已用过，请改成新的' }],
    });
  }
  if (!known) {
    await tx
      .insertInto('survey_form')
      .values({
        county,
        hash,
        form_id: definition.id,
        version: definition.version,
        title: definition.title,
        definition: JSON.stringify(definition),
        source_name: sourceName,
        author_id: asker.accountId,
        published_at: now,
      })
      .execute();
    const detail = { form: definition.id, version: definition.version, use };
    await audit(tx, asker, { action: 'form.publish', entity: 'form', entityId: hash, detail }, now);
  }
  await takeIntoUse(tx, asker, hash, use, now);
  return hash;
}

/** Takes a published form into use (again); `notFound` when it was never published here. */
export async function useForm(tx: Tx, asker: Asker, hash: string, use: FormUse, now: Date): Promise<void> {
  await oneAtATime(tx, asker.county);
  await takeIntoUse(tx, asker, hash, use, now);
}

async function takeIntoUse(tx: Tx, asker: Asker, hash: string, use: FormUse, now: Date): Promise<void> {
  const { county } = asker;
  const forms = await formsOf(tx, county);
  const form = forms.find((one) => one.hash === hash);
  if (!form) throw new Refusal('notFound', { message: '没有找到这张表，请刷新后再试' });
  if (form.use === use) return;
  const inUse = forms.filter((one) => one.use !== null);
  const last = inUse.filter((one) => one.use === 'check');
  if (form.use === 'check') throw new Refusal('conflict', { message: '这张表是正在用的排查表，请先启用另一张排查表' });
  const followed = inUse.filter((one) => (use === 'check' && one.use === 'check') || (one.formId === form.formId && one.use === 'supplement'));
  if (use === 'supplement' && last.some((one) => one.formId === form.formId)) {
    throw new Refusal('conflict', { message: '这张表的另一版本正作排查表用，不能同时作补充表' });
  }
  if (use === 'supplement' && inUse.length - last.length - followed.length >= FORMS_IN_USE.supplements) {
    throw new Refusal('conflict', { message: `补充表最多同时用 ${FORMS_IN_USE.supplements} 张，请先停用一张` });
  }
  for (const one of followed) await endUse(tx, asker, one.hash, now);
  await tx.insertInto('form_use').values({ county, hash, use, begun_at: now, begun_by: asker.accountId }).execute();
  await audit(tx, asker, { action: 'form.use', entity: 'form', entityId: hash, detail: { form: form.formId, version: form.version, use } }, now);
}

const endUse = (tx: Tx, asker: Asker, hash: string, now: Date): Promise<unknown> =>
  tx
    .updateTable('form_use')
    .set({ ended_at: now, ended_by: asker.accountId })
    .where('county', '=', asker.county)
    .where('hash', '=', hash)
    .where('ended_at', 'is', null)
    .execute();

/** Ends the use of a supplement. The check form is ended only by its successor. */
export async function retireForm(tx: Tx, asker: Asker, hash: string, now: Date): Promise<void> {
  await oneAtATime(tx, asker.county);
  const form = (await formsOf(tx, asker.county)).find((one) => one.hash === hash);
  if (!form) throw new Refusal('notFound', { message: '没有找到这张表，请刷新后再试' });
  if (form.use === 'check') throw new Refusal('conflict', { message: '排查表不能停用，只能换成另一张' });
  if (form.use === null) return;
  await endUse(tx, asker, hash, now);
  await audit(tx, asker, { action: 'form.retire', entity: 'form', entityId: hash, detail: { form: form.formId, version: form.version } }, now);
}

/** The definition that a submission names, of whatever age; undefined when this county never published it. */
export async function formOf(tx: Tx, county: string, formId: string, version: string): Promise<{ hash: string; definition: Definition } | undefined> {
  return tx
    .selectFrom('survey_form')
    .select(['hash', 'definition'])
    .where('county', '=', county)
    .where('form_id', '=', formId)
    .where('version', '=', version)
    .executeTakeFirst();
}
