// 承诺授权书: the promise of truth and the authorisation to compare a household's assets, to be signed by every adult member (workflow, step 3).
import type { PaperWords } from '../words/paper/zh.ts';
import { label, type Sheet, value } from './sheet.ts';

export interface LetterPerson {
  name: string;
  /** As it may be shown: masked on a screen of the office, whole only where it was unmasked; empty leaves room to write. */
  idNumber: string;
  relation: string;
}

/** `adults` besides the head; rooms for three more are kept. `signature`: an object URL of what was signed on the phone. */
export function promiseLetter(
  { place, head, adults, signature }: { place: string; head: LetterPerson; adults: readonly LetterPerson[]; signature?: string },
  words: PaperWords['letter'],
): Sheet {
  const room: LetterPerson = { name: '', idNumber: '', relation: '' };
  const rows = [...adults, ...Array.from({ length: adults.length === 0 ? 3 : 1 }, () => room)];
  return {
    title: words.title,
    subtitle: '',
    blocks: [
      { kind: 'text', text: words.to(place) },
      { kind: 'text', text: words.who(head.name, head.idNumber) },
      ...words.promises.map((text) => ({ kind: 'text', text }) as const),
      { kind: 'sign', places: [{ label: words.headSigns, image: signature }, { label: words.standIn }] },
      { kind: 'heading', text: words.adults, level: 3 },
      { kind: 'row', cells: [label(words.name), label(words.idNumber, 4), label(words.relation), label(words.signature, 4)] },
      ...rows.map(
        (person) => ({ kind: 'row', cells: [value(person.name, 2), value(person.idNumber, 4), value(person.relation, 2), value('', 4)] }) as const,
      ),
      { kind: 'sign', places: [{ label: words.witnesses }, { label: words.date }] },
    ],
  };
}
