// Published forms made ready to judge by: loading one takes some time, and what was published never changes, so the last few are kept.
import type { Form } from '../../domain/survey/form.ts';
import { loadDefinition } from '../../domain/survey/load.ts';
import { formOf } from './forms.ts';
import type { Tx } from './open-ledger.ts';

/** Forms kept ready; a county uses a handful. */
const KEPT = 40;
const ready = new Map<string, Form>();

/** The form that a submission names, loaded; undefined when this county never published it. Throws when what was published does not load: that is a bug. */
export async function loadedForm(tx: Tx, county: string, formId: string, version: string): Promise<Form | undefined> {
  const key = JSON.stringify([county, formId, version]);
  const found = ready.get(key);
  if (found) {
    // Put last again: the one not asked for longest goes first.
    ready.delete(key);
    ready.set(key, found);
    return found;
  }
  const published = await formOf(tx, county, formId, version);
  if (!published) return undefined;
  const { form } = loadDefinition(published.definition);
  if (!form) throw new Error(`published form ${published.hash} does not load`);
  ready.set(key, form);
  for (const oldest of ready.keys()) {
    if (ready.size <= KEPT) break;
    ready.delete(oldest);
  }
  return form;
}
