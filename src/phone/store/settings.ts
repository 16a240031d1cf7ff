// The county's policy and forms as the phone keeps them: the settings are replaced, forms only gathered.
import type { PublishedForm } from '../../domain/published-form.ts';
import type { Settings } from '../../wire/sync.ts';
import type { FormRecord, PhoneDatabase } from './database.ts';
import type { KeptSettings } from './phone-store.ts';

/** So many a request may name (wire/sync). */
const NAMED = 200;

export const readSettings = async (db: PhoneDatabase): Promise<KeptSettings | null> => (await db.read<KeptSettings>('settings')) ?? null;

export function publishedForm(record: FormRecord | undefined): PublishedForm | undefined {
  if (!record) return undefined;
  const { formId: _formId, version: _version, ...form } = record;
  return form;
}

/** What the server is told at the start of a pass. */
export async function settingsHeld(db: PhoneDatabase): Promise<{ stamp: string; forms: string[] }> {
  const settings = await readSettings(db);
  const held = await db.forms.toCollection().primaryKeys();
  const inUse = new Set(settings?.forms.map((form) => form.hash));
  const forms = [...held.filter((hash) => inUse.has(hash)), ...held.filter((hash) => !inUse.has(hash))].slice(0, NAMED);
  return { stamp: settings?.stamp ?? '', forms };
}

/**
 * Inside a transaction. Forms in use change only when every one of them is here (one that this app could not read has been left out): until then the old ones stay
 * in use, and without a stamp the next pass asks again. The policy holds at once.
 */
export async function keepSettings(db: PhoneDatabase, { sent, ...settings }: Settings): Promise<void> {
  await db.forms.bulkPut(sent.map((form) => ({ ...form, formId: form.definition.id, version: form.definition.version })));
  const held = new Set(await db.forms.toCollection().primaryKeys());
  const whole = settings.forms.every((form) => held.has(form.hash));
  const before = await readSettings(db);
  await db.write('settings', whole ? settings : { ...settings, stamp: '', forms: before?.forms ?? [] });
}
