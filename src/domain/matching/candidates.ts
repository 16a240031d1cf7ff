// Villages that a doubtful text may mean, best first, each with the reason it is offered.
import { cutGroup } from './group-name.ts';
import type { PlaceIndex, Village } from './place-index.ts';
import type { Candidate } from './place-match.ts';
import { takeApart } from './place-name.ts';
import { onlyDifference, slipBetween, slipWords, withinOneEdit } from './slip.ts';

const MOST = 6;

function likeness(core: string, village: Village, index: PlaceIndex): { score: number; reason: string } {
  if (core === '') return { score: 0, reason: '' };
  if (core === village.core) return { score: 0.8, reason: '村名一致' };
  const slip = slipBetween(core, village.core, index.soundsOf);
  if (slip) return { score: 0.7, reason: slipWords(slip) };
  if (core.length > 1 && onlyDifference(core, village.core) >= 0) return { score: 0.5, reason: '只差一个字' };
  if (core.length > 1 && withinOneEdit(core, village.core)) return { score: 0.55, reason: '多一个字或少一个字' };
  if (core.length > 1 && (village.core.includes(core) || (village.core.length > 1 && core.includes(village.core)))) {
    return { score: 0.4, reason: '名称互相包含' };
  }
  if (core.length === 1 && village.core.startsWith(core)) return { score: 0.35, reason: `以“${core}”开头` };
  const shared = new Set([...village.core].filter((char) => core.includes(char))).size;
  return shared >= 2 ? { score: 0.1 + (0.2 * shared) / Math.max(core.length, village.core.length), reason: '有相同的字' } : { score: 0, reason: '' };
}

/** At most six; villages of the named townships and those already `favoured` come first. Confidence stays below what matches by itself. */
export function candidatesFor(
  texts: readonly string[],
  townshipCodes: readonly string[],
  favoured: readonly Village[],
  index: PlaceIndex,
): Candidate[] {
  const cores = texts.map((text) => takeApart(cutGroup(text).name).core);
  const ranked: { village: Village; score: number; reason: string }[] = [];
  for (const village of index.villages) {
    const best = cores.map((core) => likeness(core, village, index)).reduce((a, b) => (b.score > a.score ? b : a), { score: 0, reason: '' });
    const here = townshipCodes.includes(village.townshipCode);
    const named = favoured.some((one) => one.code === village.code);
    const score = Math.max(best.score, named ? 0.6 : 0) + (here ? 0.08 : 0) - (townshipCodes.length > 0 && !here ? 0.05 : 0);
    if (best.score <= 0 && !named) continue;
    const place = townshipCodes.length > 0 && !here ? `，在${village.townshipName}` : '';
    ranked.push({ village, score, reason: `${best.reason || '名称相近'}${place}` });
  }
  ranked.sort((a, b) => b.score - a.score || a.village.code.localeCompare(b.village.code));
  const seen = new Set<string>();
  const candidates: Candidate[] = [];
  for (const { village, score, reason } of ranked) {
    if (seen.has(village.code)) continue;
    seen.add(village.code);
    const { code, name, townshipName } = village;
    candidates.push({ villageCode: code, villageName: name, townshipName, confidence: Math.round(Math.min(score, 0.84) * 100) / 100, reason });
    if (candidates.length === MOST) break;
  }
  return candidates;
}
