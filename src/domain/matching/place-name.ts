// A place name taken apart: noise removed, ending recognised, what is left is the core by which names are compared.
import { simplify } from './traditional.ts';

/** Letters that don't change what a place is called: blanks, quotes, brackets, commas, hyphens, invisible characters. */
const NOISE = /[\s\u200b-\u200f\u2060\ufeff\u00ad'"`´‘’“”,，.。、;；:：·・•\-‐-―_~～|｜/\\()（）[\]【】{}<>《》〈〉「」*+=!！?？#^]+/g;

/** Half-width, simplified, without blanks and punctuation, lower case. Never throws. */
export function normalisePlace(text: string): string {
  return simplify(text.normalize('NFKC').replace(NOISE, '')).toLowerCase();
}

/** village: 村 is said; community: 社区 or 居委会 is said; unsaid: the bare name. */
export type NameKind = 'village' | 'community' | 'unsaid';

export interface PlaceName {
  /** What remains after endings: 新义村村委会 → 新义, 龙王庙社区居委会 → 龙王庙, 乔村 → 乔. */
  core: string;
  kind: NameKind;
  /** The core with what the name itself carries: 新义村村委会 → 新义村, 东关村委会 → 东关. */
  base: string;
}

const COMMUNITY = /(?:社区居民委员会|社区居委会|社区居民委|社区委员会|居民委员会|社区居委|社区党支部|居委会|居委|社区)$/;
const COMMITTEE = /(?:村民委员会|村民委员|村委员会|村党支部|村支部|村委会|村委|民委会)$/;

/** Takes a normalised name apart. A name that is nothing but an ending keeps it as its core. */
export function takeApart(name: string): PlaceName {
  const community = COMMUNITY.exec(name);
  if (community && community.index > 0) {
    const base = name.slice(0, community.index);
    return { core: withoutVillage(base), kind: 'community', base };
  }
  const committee = COMMITTEE.exec(name);
  if (committee && committee.index > 0) {
    const base = name.slice(0, committee.index);
    return { core: withoutVillage(base), kind: 'village', base };
  }
  return { core: withoutVillage(name), kind: name.length > 1 && name.endsWith('村') ? 'village' : 'unsaid', base: name };
}

/** 新义村 → 新义, 陈村村 → 陈; 村 alone stays. */
function withoutVillage(base: string): string {
  let end = base.length;
  while (end > 1 && base[end - 1] === '村') end--;
  return base.slice(0, end);
}

const TOWNSHIP_ENDING = /(?:街道办事处|街道办|街道|镇|乡)$/;
export interface TownshipName {
  stem: string;
  ending: string;
}
/** 古绛镇 → 古绛 + 镇; names without such an ending (开发区, 农场) are all stem. */
export function takeTownshipApart(name: string): TownshipName {
  const ending = TOWNSHIP_ENDING.exec(name);
  return ending && ending.index > 0 ? { stem: name.slice(0, ending.index), ending: ending[0] } : { stem: name, ending: '' };
}

/** What may follow a township's name and says nothing more: 古绛镇人民政府. */
export const TOWNSHIP_TAIL = /^(?:人民政府|镇政府|乡政府|政府|办事处|街道办事处|辖区|便民服务中心)/;
