// What a field of the record is called on the screen: for return reasons.
import { ownValue } from '../../../domain/own-value.ts';
import { w } from '../state/look.ts';

/** `path` is a part of the check (`members`), a field of it (`result.summary`), or an answer of its survey (`root/phone`), which is named by its part where it can be. */
export function fieldName(path: string): string {
  const { result, visitors, form } = w();
  const fields: Readonly<Record<string, string>> = {
    summary: result.summary,
    reason: result.reason,
    category: result.category,
    include: result.include,
    residency: result.residency,
    visitors: visitors.title,
    respondent: visitors.respondent,
    ...form.parts,
  };
  const words = path.split(/[./]/).reverse();
  for (const word of words) {
    const name = ownValue(fields, word);
    if (name !== undefined) return name;
  }
  return path;
}
