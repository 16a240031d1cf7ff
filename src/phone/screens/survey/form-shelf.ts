// The forms of the county, ready to run: each compiled once while the app is open; where the phone has none yet, the official survey that comes with the app.

import type { Definition } from '../../../domain/survey/definition.ts';
import { definitionHash } from '../../../domain/survey/definition.ts';
import type { Form } from '../../../domain/survey/form.ts';
import { loadDefinition } from '../../../domain/survey/load.ts';
import type { PhoneStore } from '../../store/phone-store.ts';
import { fetchTheSurvey } from '../shell/later.tsx';
import { store as archive, settings } from '../state/archive.ts';

export interface ShelvedForm {
  hash: string;
  form: Form;
}

const shelf = new Map<string, Form>();

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function shelve(hash: string, definition: Definition): ShelvedForm {
  const kept = shelf.get(hash);
  if (kept) return { hash, form: kept };
  const { form, faults } = loadDefinition(definition);
  if (!form) throw new Error(`the form ${definition.id} ${definition.version} can't be loaded: ${faults.map((fault) => fault.code).join(', ')}`);
  shelf.set(hash, form);
  return { hash, form };
}

let official: Promise<string> | null = null;
/** The survey that came with the app, in a file of its own: for a phone that has not heard from the county yet. */
async function officialForm(): Promise<ShelvedForm> {
  const { OFFICIAL_SURVEY } = await fetchTheSurvey();
  official ??= definitionHash(OFFICIAL_SURVEY, sha256);
  return shelve(await official, OFFICIAL_SURVEY);
}

/** The form with this hash; null when the phone does not have it. */
export async function formNamed(store: PhoneStore, hash: string): Promise<ShelvedForm | null> {
  const kept = shelf.get(hash);
  if (kept) return { hash, form: kept };
  const published = await store.form(hash);
  if (published) return shelve(hash, published.definition);
  const fallback = await officialForm();
  return fallback.hash === hash ? fallback : null;
}

/** The form that answers name; null when the phone does not have it. */
export async function formOf(store: PhoneStore, id: string, version: string): Promise<ShelvedForm | null> {
  const published = await store.formFor(id, version);
  if (published) return shelve(published.hash, published.definition);
  const fallback = await officialForm();
  const { definition } = fallback.form;
  return definition.id === id && definition.version === version ? fallback : null;
}

/** The survey of a check that begins now. */
export async function formInUse(store: PhoneStore): Promise<ShelvedForm> {
  // As the archive has them already, where it is the store of this screen: a check that begins waits for no disk.
  const known = archive.peek() === store ? settings.peek() : null;
  const inUse = (known ?? (await store.settings()))?.forms.find((form) => form.use === 'check');
  return (inUse ? await formNamed(store, inUse.hash) : null) ?? officialForm();
}

/** The county's own forms, offered beside it. */
export async function supplementsInUse(store: PhoneStore): Promise<ShelvedForm[]> {
  const offered = (await store.settings())?.forms.filter((form) => form.use === 'supplement') ?? [];
  return (await Promise.all(offered.map((form) => formNamed(store, form.hash)))).filter((form): form is ShelvedForm => form !== null);
}
