// The citizen's ID number (GB 11643) and the disability certificate built on it: check, read, mask.

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** The check digit for the first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
export function checkDigit(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return CHECK_DIGITS[sum % 11] as string;
}

/** A calendar day that exists, as YYYY-MM-DD, or null. */
function realDay(yyyymmdd: string): string | null {
  const day = `${yyyymmdd.slice(0, 4)}-${yyyymmdd.slice(4, 6)}-${yyyymmdd.slice(6, 8)}`;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day) ? day : null;
}

export type IdNumberFault = 'empty' | 'length' | 'characters' | 'birthDate' | 'checkDigit' | 'certificate';

/** What is wrong with an ID or certificate number, or null. A 999999 prefix ("has none") passes the check digit test unlooked at. */
export function idNumberFault(id: string): IdNumberFault | null {
  if (id === '') return 'empty';
  if (![18, 20, 22].includes(id.length)) return 'length';
  if (!/^\d{17}[\dX]\d{0,4}$/.test(id)) return 'characters';
  if (id.startsWith('999999')) return null;
  if (realDay(id.slice(6, 14)) === null) return 'birthDate';
  if (checkDigit(id.slice(0, 17)) !== id[17]) return 'checkDigit';
  if (id.length > 18 && !/^[1-7][1-4]/.test(id.slice(18))) return 'certificate';
  return null;
}

/** Birth date YYYY-MM-DD and sex (1 男, 2 女) read from a number whose digits are sound; null otherwise. */
export function readIdNumber(id: string): { birthOn: string; sex: '1' | '2' } | null {
  if (!/^\d{17}/.test(id)) return null;
  const birthOn = realDay(id.slice(6, 14));
  return birthOn ? { birthOn, sex: Number(id[16]) % 2 === 1 ? '1' : '2' } : null;
}

/** 110105********002X: what screens, lists and logs may show. Shorter strings are hidden but for their last four. */
export function maskIdNumber(id: string): string {
  if (id.length >= 18) return `${id.slice(0, 6)}********${id.slice(14)}`;
  return id === '' ? '' : `${'*'.repeat(Math.max(0, id.length - 4))}${id.slice(-4)}`;
}

/** 138****0000. */
export const maskPhone = (phone: string): string => (phone.length >= 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : phone);

const ID_NAMES = /(idNumber|certificateNo)$/i;
const PHONE_NAMES = /phone$/i;

/** How a number of a person is masked, by the name of the question or field that holds it; null for any other field. */
export const maskFor = (name: string): ((value: string) => string) | null =>
  ID_NAMES.test(name) ? maskIdNumber : PHONE_NAMES.test(name) ? maskPhone : null;
