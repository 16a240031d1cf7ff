// Finding the village that a text begins with, within some townships or the whole county: as written, or with one slip that leaves no doubt.
import { cutGroup, groupName, isGroupOrHouse } from './group-name.ts';
import type { PlaceIndex, Village } from './place-index.ts';
import { type PlaceName, takeApart } from './place-name.ts';
import { bothSurnames, slipBetween, slipWords, withinOneEdit } from './slip.ts';

/** found: one village. several: the text fits more than one, or one of another kind; a person decides. none: nothing fits. empty: no village is named. */
export type VillageFinding =
  | { kind: 'found'; how: 'exact' | 'slip'; village: Village; group: string; confidence: number; note: string }
  | { kind: 'several'; villages: Village[]; note: string }
  | { kind: 'none' }
  | { kind: 'empty' };

const once = (villages: Village[]): Village[] => villages.filter((one, at) => villages.findIndex((other) => other.code === one.code) === at);

/** Those of one core that the written kind allows; an official name written in full decides alone. */
function choose(head: string, name: PlaceName, sameCore: Village[]): { villages: Village[]; note: string } {
  const official = once(sameCore.filter((village) => village.official === head));
  if (official.length === 1) return { villages: official, note: '' };
  const kin = sameCore.filter((village) => name.kind === 'unsaid' || village.kind === 'unsaid' || village.kind === name.kind);
  if (kin.length === 0) {
    return { villages: [], note: name.kind === 'community' ? '写的是社区，名录里是村' : '写的是村，名录里是社区' };
  }
  if (name.kind === 'community') {
    const sameBase = once(kin.filter((village) => village.base === name.base));
    if (sameBase.length === 1) return { villages: sameBase, note: '' };
  }
  return { villages: once(kin), note: '' };
}

/** What may follow a name that says 村 or 社区 itself: a group, a house, or the name of a natural village; never another village. */
function mayFollow(head: string, core: string, rest: string, pool: Map<string, Village[]>): boolean {
  if (isGroupOrHouse(rest)) return true;
  const cut = cutGroup(rest).name;
  if (/自然(?:村|庄)/.test(rest)) return true;
  if (/(?:村|庄|社区|居委会|村委会)$/.test(cut)) return false;
  if (pool.has(takeApart(cut).core)) return false;
  return /委会$/.test(head) || (core.length >= 2 && cut.length >= 2) || /^(?:[东西南北中]?[街巷路院])/.test(cut);
}

function findExact(text: string, pool: Map<string, Village[]>, longestCore: number): VillageFinding {
  for (let length = Math.min(text.length, longestCore + 8); length >= 1; length--) {
    const head = text.slice(0, length);
    const name = takeApart(head);
    const sameCore = pool.get(name.core);
    if (!sameCore) continue;
    const rest = text.slice(length);
    if (name.kind === 'unsaid' ? !isGroupOrHouse(rest) : !mayFollow(head, name.core, rest, pool)) continue;
    if (name.kind === 'unsaid' && name.core.length === 1) return { kind: 'several', villages: once(sameCore), note: `只写了“${head}”一个字` };
    const chosen = choose(head, name, sameCore);
    const [village, another] = chosen.villages;
    if (!village) return { kind: 'several', villages: once(sameCore), note: chosen.note };
    if (another) return { kind: 'several', villages: chosen.villages, note: `“${head}”可指不止一个` };
    const official = head === village.official;
    const former = village.formerName === null ? '' : `${village.name}原名${village.formerName}`;
    const note = former || (official ? '名称一致' : head === village.name ? '村名一致' : `“${head}”即${village.name}`);
    const natural = rest !== '' && !isGroupOrHouse(rest);
    const confidence = (official ? 1 : name.kind === 'unsaid' ? 0.97 : 0.99) - (natural ? 0.05 : 0);
    return { kind: 'found', how: 'exact', village, group: groupName(rest), confidence, note };
  }
  return { kind: 'none' };
}

/** The names a text may begin with when none is known as written: without group and house number, or up to its first 村 or 社区. */
function heads(text: string): { head: string; group: string }[] {
  const { name, group } = cutGroup(text);
  const found = [{ head: name, group }];
  const stated = /^(.{1,12}?(?:村民委员会|村委会|社区居民委员会|社区居委会|居委会|社区|村))(.+)$/.exec(text);
  if (stated?.[1] && stated[2] && stated[1] !== name && isGroupOrHouse(stated[2])) found.push({ head: stated[1], group: groupName(stated[2]) });
  return found;
}

function findSlip(text: string, scope: readonly Village[], index: PlaceIndex, withTownship: boolean): VillageFinding {
  for (const { head, group } of heads(text)) {
    const name = takeApart(head);
    const found: { village: Village; note: string; confidence: number; risky: boolean }[] = [];
    let near = 0;
    for (const village of scope) {
      if (Math.abs(village.core.length - name.core.length) > 1) continue;
      const kin = name.kind === 'unsaid' || village.kind === 'unsaid' || village.kind === name.kind;
      const slip = slipBetween(name.core, village.core, index.soundsOf);
      if (slip && kin) {
        const single = name.core.length === 1 && !(slip.kind === 'look' && name.kind === 'village' && withTownship);
        const note = `“${head}”应为${village.name}（${slipWords(slip)}）`;
        found.push({ village, note, confidence: withTownship ? 0.93 : 0.88, risky: single || bothSurnames(slip) });
      } else if (kin && withTownship && name.core.length >= 2 && village.core.replace('家', '') === name.core && village.core.includes('家')) {
        found.push({ village, note: `“${head}”是${village.name}的简称`, confidence: 0.92, risky: false });
      } else if (name.core.length > 1 && withinOneEdit(name.core, village.core)) near++;
    }
    const villages = once(found.map((one) => one.village));
    const [only] = found;
    if (!only) continue;
    const realElsewhere = index.otherCores.has(name.core);
    if (villages.length === 1 && near === 0 && !only.risky && !realElsewhere) {
      return { kind: 'found', how: 'slip', village: only.village, group, confidence: only.confidence, note: only.note };
    }
    const why = villages.length > 1 || near > 0 ? `“${head}”与不止一个村名相近` : `“${head}”与${only.village.name}相近，也可能是别的村`;
    return { kind: 'several', villages, note: why };
  }
  return { kind: 'none' };
}

const pools = new WeakMap<PlaceIndex, Map<string, Map<string, Village[]>>>();

function poolOf(index: PlaceIndex, codes: readonly string[]): Map<string, Village[]> {
  if (codes.length === 0) return index.byCore;
  const key = codes.join();
  const known = pools.get(index) ?? new Map<string, Map<string, Village[]>>();
  pools.set(index, known);
  const ready = known.get(key);
  if (ready) return ready;
  const pool = new Map<string, Village[]>();
  for (const code of codes) {
    for (const village of index.byTownship.get(code) ?? []) pool.set(village.core, [...(pool.get(village.core) ?? []), village]);
  }
  known.set(key, pool);
  return pool;
}

/** Looks for the village at the start of `text` (normalised) in the given townships; an empty list means the whole county. */
export function findVillage(text: string, townshipCodes: readonly string[], index: PlaceIndex): VillageFinding {
  if (text === '' || cutGroup(text).name === '') return { kind: 'empty' };
  const exact = findExact(text, poolOf(index, townshipCodes), index.longestCore);
  if (exact.kind !== 'none') return exact;
  // A name that stands elsewhere in the county is no slip of a name here.
  if (townshipCodes.length > 0 && findExact(text, index.byCore, index.longestCore).kind !== 'none') return { kind: 'none' };
  const scope = townshipCodes.length === 0 ? index.villages : townshipCodes.flatMap((code) => index.byTownship.get(code) ?? []);
  return findSlip(text, scope, index, townshipCodes.length === 1);
}
