// The form that a check was filled on, fetched once and kept while the page is open: what was published never changes.
import * as z from 'zod/mini';
import type { Difference } from '../domain/comparison.ts';
import { choicesOf, labelOfChoice } from '../domain/survey/choices.ts';
import { Definition, languageNamed, type Question, textIn } from '../domain/survey/definition.ts';
import type { Form } from '../domain/survey/form.ts';
import { loadDefinition } from '../domain/survey/load.ts';
import { call, type Reply } from './call.ts';
import { language } from './language.ts';
import { type Resource, useResource } from './resource.ts';

const forms = new Map<string, Promise<Reply<Form>>>();

async function fetchForm(form: string, version: string): Promise<Reply<Form>> {
  const path = `/api/check-forms/${encodeURIComponent(form)}/${encodeURIComponent(version)}`;
  const reply = await call(path, z.object({ definition: Definition }));
  if (!reply.ok) return reply;
  const loaded = loadDefinition(reply.value.definition);
  if (!loaded.form) throw new Error('a published form does not load');
  return { ok: true, value: loaded.form };
}

/** Null asks for nothing. */
export function useCheckForm(of: { form: string; version: string } | null): Resource<Form> {
  const key = of && JSON.stringify([of.form, of.version]);
  return useResource<Form>(key, () => {
    const { form, version } = of as { form: string; version: string };
    const kept = forms.get(key as string);
    if (kept) return kept;
    const fetched = fetchForm(form, version);
    forms.set(key as string, fetched);
    // What failed is asked for again.
    void fetched.then((reply) => reply.ok || forms.delete(key as string));
    return fetched;
  });
}

/** A difference of a full survey in the words of its form: who, what, and the two values. */
export function fullDifferenceWords(form: Form, { path, memberName, before, after }: Difference): { what: string; before: string; after: string } {
  const key = path.slice(path.indexOf('/') + 1);
  const node = form.nodes.find((one) => one.key === key);
  const { definition } = form;
  const named = languageNamed(definition, language.value);
  const choices = node?.kind === 'question' ? choicesOf(definition, node.item as Question) : [];
  const inWords = (value: Difference['before']): string => {
    if (value === null || value === '') return '—';
    const words = String(value)
      .split(',')
      .map((name) => choices.find((choice) => choice.name === name))
      .map((choice) => (choice ? labelOfChoice(choice, named, definition) : ''));
    return choices.length > 0 && words.every(Boolean) ? words.join('、') : String(value);
  };
  const label = (node && textIn(node.item.label, named, definition.languages)) || key;
  return { what: memberName ? `${memberName} · ${label}` : label, before: inWords(before), after: inWords(after) };
}
