// What is said of an ID number while it is typed: how much is missing, what is wrong, or whose it is.
import { type IdNumberFault, idNumberFault, readIdNumber } from '../../../../domain/id-number.ts';
import { ageOn } from '../../../../words/common/say.ts';

export type IdVerdict =
  | { says: 'nothing' }
  /** So many digits are still to come: never a reproach. */
  | { says: 'missing'; digits: number }
  | { says: 'fault'; fault: Exclude<IdNumberFault, 'empty'> }
  /** Starts with 999999: stands for "has none" and says nothing of the person. */
  | { says: 'none' }
  | { says: 'right'; birthOn: string; sex: '1' | '2'; age: number };

/** As it is kept: no spaces, a small x made large, wide digits of a Chinese keyboard made plain. */
export const plainId = (typed: string): string =>
  typed
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[\s-]/g, '')
    .toUpperCase()
    .slice(0, 22);

/** `typing`: the person may not be done. `today` YYYY-MM-DD. */
export function idVerdict(id: string, typing: boolean, today: string): IdVerdict {
  if (id === '') return { says: 'nothing' };
  const fault = idNumberFault(id);
  // A certificate is 20 or 22 long: at 19 or 21 there is one to come.
  const short = id.length < 18 ? 18 - id.length : id.length === 19 || id.length === 21 ? 1 : 0;
  if (fault === 'length' && typing && short > 0) return { says: 'missing', digits: short };
  if (fault) return { says: 'fault', fault: fault as Exclude<IdNumberFault, 'empty'> };
  if (id.startsWith('999999')) return { says: 'none' };
  const read = readIdNumber(id);
  if (!read || read.birthOn > today) return { says: 'fault', fault: 'birthDate' };
  return { says: 'right', ...read, age: ageOn(read.birthOn, today) };
}
