// The county's policy and forms as the phone keeps them: the settings are replaced, forms only gathered.
import type { PublishedForm } from '../../domain/published-form.ts';
import type { Settings } from '../../wire/sync.ts';
import type { FormRecord, PhoneDatabase } from './database.ts';
import type { KeptSettings } from './phone-store.ts';
import type { Box, Seal } from './seal.ts';
import { boxValue, openValue, readVault } from './vault.ts';

/** So many a request may name (wire/sync). */
const NAMED = 200;

export const readSettings = (db: PhoneDatabase, seal: Seal): Promise<KeptSettings | null> => readVault<KeptSettings>(db, seal, 'settings');

export function publishedForm(record: FormRecord | undefined): PublishedForm | undefined {
  if (!record) return undefined;
  const { formId: _formId, version: _version, ...form } = record;
  return form;
}

/** Inside a transaction: what `settingsHeld` is made of. */
export interface SettingsRows {
  settings: { box: Box } | undefined;
  hashes: string[];
}

export const readSettingsRows = async (db: PhoneDatabase): Promise<SettingsRows> => ({
  settings: await db.vault.get('settings'),
  hashes: await db.forms.toCollection().primaryKeys(),
});

/** What the server is told at the start of a pass. */
export async function settingsHeld(seal: Seal, { settings, hashes }: SettingsRows): Promise<{ stamp: string; forms: string[] }> {
  const known = await openValue<KeptSettings>(seal, 'settings', settings);
  const inUse = new Set(known?.forms.map((form) => form.hash));
  const forms = [...hashes.filter((hash) => inUse.has(hash)), ...hashes.filter((hash) => !inUse.has(hash))].slice(0, NAMED);
  return { stamp: known?.stamp ?? '', forms };
}

export interface SettingsToKeep {
  forms: FormRecord[];
  box: Box;
}

/**
 * Before the transaction. Forms in use change only when every one of them is here (one that this app could not read has been left out): until then the old ones stay
 * in use, and without a stamp the next pass asks again. The policy holds at once.
 */
export async function prepareSettings(db: PhoneDatabase, seal: Seal, { sent, ...settings }: Settings): Promise<SettingsToKeep> {
  const held = new Set([...(await db.forms.toCollection().primaryKeys()), ...sent.map((form) => form.hash)]);
  const whole = settings.forms.every((form) => held.has(form.hash));
  const before = whole ? null : await readSettings(db, seal);
  const kept: KeptSettings = whole ? settings : { ...settings, stamp: '', forms: before?.forms ?? [] };
  return {
    forms: sent.map((form) => ({ ...form, formId: form.definition.id, version: form.definition.version })),
    box: await boxValue(seal, 'settings', kept),
  };
}

/** Inside the transaction. */
export async function keepSettings(db: PhoneDatabase, { forms, box }: SettingsToKeep): Promise<void> {
  await db.forms.bulkPut(forms);
  await db.vault.put({ key: 'settings', box });
}
