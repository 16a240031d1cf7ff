// The township at the start of a text, in every way it may be written, and what is left after it.
import type { PlaceIndex, Township } from './place-index.ts';
import { TOWNSHIP_TAIL } from './place-name.ts';
import { slipBetween, slipWords } from './slip.ts';

/** One way of reading the start of a text: which townships it may be (several when a bare name fits two), and the rest. */
export interface TownshipReading {
  /** Codes; empty when no township is named. */
  codes: string[];
  rest: string;
  /** How sure the reading of the township is: 1 written in full. */
  confidence: number;
  /** Words on how it was read; empty when written in full. */
  note: string;
  /** stem: the bare name without 镇/乡, which may just as well be a village's name. */
  written: 'none' | 'full' | 'stem' | 'slip' | 'unknown';
}

/** The text with own province, prefecture and county taken off, each optional; the text itself comes first. */
export function withoutOwnPrefixes(text: string, index: PlaceIndex): string[] {
  const alternatives = [text];
  let rest = text;
  for (let round = 0; round < 2; round++) {
    for (const level of index.ownPrefixes) {
      const prefix = level.find((name) => rest.startsWith(name));
      if (prefix === undefined) continue;
      rest = rest.slice(prefix.length);
      alternatives.push(rest);
    }
  }
  return [...new Set(alternatives)];
}

const dropTail = (rest: string): string => rest.replace(TOWNSHIP_TAIL, '');

function codesOf(townships: Township[]): string[] {
  return [...new Set(townships.map((township) => township.code))];
}

/** All readings of a text's start. The last is always "no township named". */
export function readTownships(text: string, index: PlaceIndex): TownshipReading[] {
  const readings: TownshipReading[] = [];
  const full = index.townships.filter((township) => text.startsWith(township.full));
  for (const length of new Set(full.map((township) => township.full.length))) {
    const named = full.filter((township) => township.full.length === length);
    const former = named.find((township) => township.formerName !== null);
    readings.push({
      codes: codesOf(named),
      rest: dropTail(text.slice(length)),
      confidence: 1,
      note: former ? `${former.name}原名${former.formerName}` : '',
      written: takesEnding(named[0]) ? 'full' : 'stem',
    });
  }
  // The head up to 镇, 乡 or 街道 may carry another ending than the official one (郝庄镇 for 郝庄乡) or a slip (安裕镇).
  for (const head of text.matchAll(/(?<=^.{1,7})(?:街道办事处|街道办|街道|镇|乡)/g)) {
    const stem = text.slice(0, head.index);
    const rest = dropTail(text.slice(head.index + head[0].length));
    if (index.townships.some((township) => township.full === stem + head[0])) continue;
    const sameStem = index.townships.filter((township) => township.stem === stem && takesEnding(township));
    if (sameStem.length > 0) {
      const named = sameStem[0] as Township;
      readings.push({ codes: codesOf(sameStem), rest, confidence: 0.97, note: `“${stem}${head[0]}”按${named.name}`, written: 'full' });
      continue;
    }
    const slips = index.townships
      .filter((township) => takesEnding(township))
      .map((township) => ({ township, slip: slipBetween(stem, township.stem, index.soundsOf) }))
      .filter((found) => found.slip !== null);
    const codes = [...new Set(slips.map((found) => found.township.code))];
    const first = slips[0];
    const realElsewhere = index.otherTownships.has(stem + head[0]);
    if (codes.length === 1 && first?.slip && !realElsewhere) {
      const note = `“${stem}${head[0]}”应为${first.township.name}（${slipWords(first.slip)}）`;
      readings.push({ codes, rest, confidence: 0.93, note, written: 'slip' });
    } else {
      readings.push({ codes: [], rest, confidence: 0, note: `本县没有${stem}${head[0]}`, written: 'unknown' });
    }
  }
  const stems = index.townships.filter((township) => takesEnding(township) && text.startsWith(township.stem) && township.stem.length >= 2);
  for (const length of new Set(stems.map((township) => township.stem.length))) {
    const named = stems.filter((township) => township.stem.length === length);
    const rest = text.slice(length);
    if (/^(?:街道|镇|乡)/.test(rest)) continue;
    readings.push({ codes: codesOf(named), rest, confidence: 0.97, note: '', written: 'stem' });
  }
  readings.push({ codes: [], rest: text, confidence: 1, note: '', written: 'none' });
  return readings;
}

const takesEnding = (township: Township | undefined): boolean => township !== undefined && township.full !== township.stem;
