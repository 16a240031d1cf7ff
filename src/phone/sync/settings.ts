// What a reply says of policy and forms, as far as it can be believed: every form is checked against the hash that names it.
import * as z from 'zod/mini';
import { PublishedForm } from '../../domain/published-form.ts';
import { formHash } from '../../wire/form-hash.ts';
import { Settings } from '../../wire/sync.ts';

const Outline = z.extend(Settings, { sent: z.array(z.unknown()) });

/** Undefined when there are none, or they are not of this agreement: the phone then keeps what it has. A form that this app can't read, or whose hash is not its own, is left out. */
export async function settingsOf(raw: unknown): Promise<Settings | undefined> {
  const outline = raw === undefined ? undefined : Outline.safeParse(raw);
  if (!outline?.success) return undefined;
  const sent: Settings['sent'] = [];
  for (const one of outline.data.sent) {
    const form = PublishedForm.safeParse(one);
    if (form.success && (await formHash(form.data.definition)) === form.data.hash) sent.push(form.data);
  }
  return { ...outline.data, sent };
}
