// The group (村民小组, 自然村) that follows a village's name, and the house number after it, which is no part of a place.

const NUMBER = '[一二三四五六七八九十百零〇两\\d]{1,4}';
const WORD = '(?:村民小组|居民小组|村民组|居民组|生产小组|生产队|小组|大队|组|队|网格)';
const NUMBERED = new RegExp(`^第?(${NUMBER})${WORD}`);
const SIDED = new RegExp(`^([东西南北中前后上下新老大小]{1,2})${WORD}`);
const NATURAL = /^([\u4e00-\u9fff]{1,6})(?:自然村|自然庄)/;
const HOUSE = new RegExp(`(?:第?${NUMBER}(?:号院?|户|栋|幢|号楼|楼|单元|室|排|弄|巷|门)|附\\d+|\\d+)+$`);
const DIGITS = '零一二三四五六七八九';

/** 3 → 三, 12 → 十二, 20 → 二十; Chinese numbers stay. Numbers of three digits and more stay as written. */
function chineseNumber(text: string): string {
  if (!/^\d{1,2}$/.test(text)) return text;
  const n = Number(text);
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  if (tens === 0) return DIGITS[ones] as string;
  return `${tens > 1 ? DIGITS[tens] : ''}十${ones > 0 ? DIGITS[ones] : ''}`;
}

/** 第三村民小组 → 三组, 3组 → 三组, 东小组 → 东组, 3 → 三组 (in a group column), 南坡自然村 → 南坡; anything else as it is. Takes normalised text. */
export function groupName(text: string): string {
  if (text === '') return '';
  if (/^第?\d{1,2}$/.test(text)) return `${chineseNumber(text.replace('第', ''))}组`;
  const numbered = NUMBERED.exec(text);
  if (numbered) return `${chineseNumber(numbered[1] as string)}组`;
  const sided = SIDED.exec(text);
  if (sided) return `${sided[1]}组`;
  const natural = NATURAL.exec(text);
  if (natural) {
    const rest = text.slice(natural[0].length).replace(HOUSE, '');
    return `${natural[1]}${rest ? groupName(rest) : ''}`;
  }
  return text.replace(HOUSE, '');
}

/** Whether what follows a bare name (without 村) is a group or a house number, so that the name ends there: 南庄|三组12号, but not 南庄|子. */
export function isGroupOrHouse(rest: string): boolean {
  if (rest === '') return true;
  const group = NUMBERED.exec(rest) ?? SIDED.exec(rest);
  if (group) return true;
  return new RegExp(`^${HOUSE.source}`).test(rest);
}

const TRAILING = new RegExp(`(?:第?${NUMBER}${WORD}|(?<=村|社区|会)[东西南北中前后上下新老大小]{1,2}${WORD}|[东西南北中前后上下新老大小]${WORD})$`);

/** Cuts house number and group off the end: 下拍村三组12号 → 下拍村 and 三组. For texts whose village is not known as written. */
export function cutGroup(text: string): { name: string; group: string } {
  // 二巷 and 三楼 are names of places too, when nothing stands before them.
  const withoutHouse = text.replace(HOUSE, '') || text;
  const found = TRAILING.exec(withoutHouse);
  if (!found || found.index === 0) return { name: withoutHouse, group: '' };
  return { name: withoutHouse.slice(0, found.index), group: groupName(found[0]) };
}
