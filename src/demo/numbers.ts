// Numbers that look like people's but can be nobody's: ID numbers of a division that never existed, and phones of a range that never rang.
import { checkDigit } from '../domain/id-number.ts';

/** 149926 was never a division code, so no citizen's number begins with it. */
export const NEVER_ISSUED = '149926';

/**
 * Mobile numbers beginning 154 were left out when the ranges 150–159 were given to the carriers, so a number of ours rings nobody by accident;
 * it still has the shape 1[3-9]xxxxxxxxx that the rules and the keypad expect.
 */
export const SILENT_RANGE = '154';

export interface Numbers {
  /** 18 digits with a right check digit, a different one at every call; odd 17th digit for a man. Throws when a day's 500 numbers a sex are used up. */
  idNumber(birthOn: string, sex: '1' | '2'): string;
  /** 11 digits, a different one at every call. */
  phone(): string;
}

/** One source of numbers for the whole county: what it gives depends only on the order it is asked in. */
export function numbersOf(): Numbers {
  const given = new Map<string, number>();
  let phones = 0;
  return {
    idNumber: (birthOn, sex) => {
      const day = birthOn.replaceAll('-', '');
      const key = `${day}${sex}`;
      const count = given.get(key) ?? 0;
      if (count >= 500) throw new Error(`no ID number left for ${birthOn}`);
      given.set(key, count + 1);
      // Start somewhere else every day, so that the last digits of neighbours differ.
      const place = (Number(day) * 37 + count * 89) % 500;
      const first17 = `${NEVER_ISSUED}${day}${String(place * 2 + (sex === '1' ? 1 : 0)).padStart(3, '0')}`;
      return first17 + checkDigit(first17);
    },
    phone: () => {
      phones += 1;
      // 7,654,321 has no factor in common with 10⁸: eight digits that repeat only after a hundred million.
      return SILENT_RANGE + String((phones * 7_654_321) % 100_000_000).padStart(8, '0');
    },
  };
}
