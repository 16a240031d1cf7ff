// What a column is by the look of its data, where the header does not say or is missing.
import { normalisePlace, takeApart } from '../matching/place-name.ts';
import { cleanText } from './clean-cell.ts';
import type { ColumnRole } from './column.ts';

/** Own townships (古绛镇 and 古绛) and villages (cores), for telling place columns by their words. */
export interface PlaceWords {
  townships: ReadonlySet<string>;
  villageCores: ReadonlySet<string>;
}

const SAMPLE = 200;
const SURNAME =
  /^[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛毕柴闫仇裴卫吉靳申景晋焦原尉解薄郇][\u4e00-\u9fff·]{1,3}$/;

type Test = (cell: string) => boolean;

const tests = (places: PlaceWords): { role: ColumnRole; share: number; test: Test }[] => [
  { role: 'idNumber', share: 0.6, test: (cell) => /^\d{17}[\dXx]$|^\d\.\d+E\+17$/i.test(cell.replace(/\s/g, '')) },
  { role: 'certificate', share: 0.6, test: (cell) => /^\d{17}[\dXx]\d{2}(?:\d{2})?$/.test(cell.replace(/\s/g, '')) },
  { role: 'phone', share: 0.7, test: (cell) => /^1[3-9]\d{9}$/.test(cell.replace(/[\s-]/g, '')) },
  { role: 'township', share: 0.6, test: (cell) => places.townships.has(normalisePlace(cell)) || /^.{1,6}(?:镇|乡|街道)$/.test(cell) },
  { role: 'place', share: 0.6, test: (cell) => /(?:镇|乡|县|街道).{1,12}(?:村|社区|委会|组|号)/.test(cell) },
  {
    role: 'village',
    share: 0.6,
    test: (cell) => /(?:村|社区|委会)$/.test(cell) || (cell.length >= 2 && places.villageCores.has(takeApart(normalisePlace(cell)).core)),
  },
  { role: 'group', share: 0.7, test: (cell) => /^第?.{1,3}(?:组|队)$|村民小组$/.test(cell) },
  { role: 'personName', share: 0.6, test: (cell) => SURNAME.test(cell) },
];

/** Fills in roles that no header claimed (`known` false), first column first; changes `roles`. A header's 证件号 over certificates becomes certificate. */
export function guessRoles(roles: ColumnRole[], known: boolean[], cells: string[][], dataRows: readonly number[], places: PlaceWords): void {
  const sampled = dataRows.slice(0, SAMPLE);
  const shares = (column: number, test: Test): number => {
    const values = sampled.map((row) => cleanText(cells[row]?.[column] ?? '')).filter((cell) => cell !== '');
    return values.length === 0 ? 0 : values.filter((cell) => test(cell)).length / values.length;
  };
  const checks = tests(places);
  const certificate = checks.find((check) => check.role === 'certificate');
  const claimed = roles.indexOf('idNumber');
  if (certificate && claimed >= 0 && !roles.includes('certificate') && shares(claimed, certificate.test) >= certificate.share)
    roles[claimed] = 'certificate';
  for (const { role, share, test } of checks) {
    if (roles.includes(role)) continue;
    if (role === 'place' && roles.includes('village')) continue;
    if ((role === 'village' || role === 'township') && roles.includes('place')) continue;
    const column = roles.findIndex((one, index) => one === 'ignore' && !known[index] && shares(index, test) >= share);
    if (column >= 0) roles[column] = role;
  }
}
