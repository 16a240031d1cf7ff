// Whether a text names another province, prefecture or county than ours at its start.
import type { PlaceIndex } from './place-index.ts';
import { withoutOwnPrefixes } from './township-reading.ts';

const PROVINCES =
  '北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门'.split(
    ' ',
  );
const AFTER_PROVINCE = /^(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区|特别行政区)/;
const GENERIC = /^([\u4e00-\u9fff]{1,5}?(?:自治州|自治县|地区|县|市|盟|旗))(?=[\u4e00-\u9fff]{2})/;

/** The foreign place named at the start, e.g. 闻喜县; empty when there is none. Takes normalised text. */
export function foreignPlace(text: string, index: PlaceIndex): string {
  const startsOwn = (rest: string) => index.townships.some(({ full, stem }) => rest.startsWith(full) || (stem.length >= 2 && rest.startsWith(stem)));
  for (const rest of withoutOwnPrefixes(text, index)) {
    if (rest === '' || startsOwn(rest)) continue;
    for (const province of PROVINCES) {
      if (!rest.startsWith(province) || index.ownPrefixes[1]?.includes(province)) continue;
      const after = AFTER_PROVINCE.exec(rest.slice(province.length));
      if (after) return province + after[0];
      if (GENERIC.test(rest.slice(province.length))) return province;
    }
    for (let length = Math.min(rest.length, 12); length >= 2; length--) {
      const head = rest.slice(0, length);
      if (index.otherPlaces.has(head) && !startsWithVillage(rest, length, index)) return head;
    }
  }
  const last = withoutOwnPrefixes(text, index).at(-1) ?? text;
  const generic = GENERIC.exec(last);
  if (generic?.[1] && !startsOwn(last) && !startsWithVillage(last, generic[1].length, index)) return generic[1];
  return '';
}

/** Whether an own village's name reaches further than the foreign one: 市庄村 is no 市. */
function startsWithVillage(text: string, length: number, index: PlaceIndex): boolean {
  return index.villages.some((village) => village.core.length >= length && text.startsWith(village.core));
}
