// A failure in the words of the page's language.
import type { Failure } from './call.ts';
import { common, language, words } from './language.ts';

/** The server's own sentence in Chinese, which names the field; in English, or where it said nothing, the dictionary's. */
export function sentenceOf(failure: Failure): string {
  if (failure.problem === 'offline') return words().states.offline;
  if (failure.problem === 'unreadable') return words().states.unreadable;
  if (language.value === 'zh') {
    const fields = failure.fields.map((field) => field.message).join('；');
    return fields || failure.message || common().problems[failure.problem];
  }
  return common().problems[failure.problem];
}
