// 承诺授权书: the promise of truth and the authorisation to compare a household's assets, to be signed by every adult member (workflow, step 3).
import { type Household, RELATIONS } from '../domain/household.ts';
import type { PaperWords } from '../words/paper/zh.ts';
import { label, type Sheet, value } from './sheet.ts';

export interface LetterPerson {
  name: string;
  /** As it may be shown: masked on a screen of the office, whole only where it was unmasked; empty leaves room to write. */
  idNumber: string;
  relation: string;
}

/** `adults` besides the head; rooms for three more are kept. `signature`: an object URL of what was signed on the phone. `term`: what the county calls a household in monitoring. */
export function promiseLetter(
  { place, head, adults, signature }: { place: string; head: LetterPerson; adults: readonly LetterPerson[]; signature?: string },
  words: PaperWords['letter'],
  term: string,
): Sheet {
  const room: LetterPerson = { name: '', idNumber: '', relation: '' };
  const rows = [...adults, ...Array.from({ length: adults.length === 0 ? 3 : 1 }, () => room)];
  return {
    title: words.title,
    subtitle: '',
    blocks: [
      { kind: 'text', text: words.to(place) },
      { kind: 'text', text: words.who(head.name, head.idNumber, term) },
      ...words.promises.map((text) => ({ kind: 'text', text }) as const),
      { kind: 'sign', places: [{ label: words.headSigns, image: signature }, { label: words.standIn }] },
      { kind: 'heading', text: words.adults, level: 3 },
      { kind: 'row', cells: [label(words.name), label(words.idNumber, 4), label(words.relation), label(words.signature, 4)] },
      ...rows.map(
        (person) => ({ kind: 'row', cells: [value(person.name, 2), value(person.idNumber, 4), value(person.relation, 2), value('\n', 4)] }) as const,
      ),
      { kind: 'sign', places: [{ label: words.witnesses }, { label: words.date }] },
    ],
  };
}

const ADULT = 18;

/**
 * The letter of a household as the archive has it; `household` null when it has none, then only the head is named. ID numbers are left to be written by hand: no screen
 * has to show them for it. `today`: YYYY-MM-DD.
 */
export function householdLetter(
  { place, headName, household, today }: { place: string; headName: string; household: Pick<Household, 'members'> | null; today: string },
  words: PaperWords['letter'],
  term: string,
): Sheet {
  const person = (name: string, relation: string): LetterPerson => ({ name, idNumber: '', relation: RELATIONS[relation] ?? '' });
  // Of whom no birth date is known, the letter asks too.
  const isAdult = ({ birthOn }: { birthOn?: string | undefined }): boolean =>
    birthOn === undefined || `${Number(birthOn.slice(0, 4)) + ADULT}${birthOn.slice(4)}` <= today;
  const adults = (household?.members ?? []).filter((member) => member.relation !== '02' && member.presence === 'present' && isAdult(member));
  return promiseLetter({ place, head: person(headName, '02'), adults: adults.map((member) => person(member.name, member.relation)) }, words, term);
}
