// The box of a hand-in: what will be sent, word for word, and whose it is.
import type { HandInRow } from './database.ts';
import type { Box, Seal } from './seal.ts';

/** In the box: the person's name as JSON, a line's end, and the hand-in as it will be sent, its fields in the order of the hash: nothing is made anew at each try. */
export interface HandInText {
  personName: string;
  text: string;
}

const placeOf = (id: string): string => `handIn/${id}`;

export const boxHandIn = (seal: Seal, id: string, { personName, text }: HandInText): Promise<Box> =>
  seal.text(`${JSON.stringify(personName)}\n${text}`, placeOf(id));

export async function openHandIn(seal: Seal, { id, box }: Pick<HandInRow, 'id' | 'box'>): Promise<HandInText> {
  const whole = await seal.openText(box, placeOf(id));
  const end = whole.indexOf('\n');
  return { personName: JSON.parse(whole.slice(0, end)) as string, text: whole.slice(end + 1) };
}
