// A slip of the pen or of the input method: one character replaced by one that sounds or looks like it.
import { looksAlike, tellsApart } from './look-alikes.ts';
import type { SoundsOf } from './place-index.ts';

/** Common surnames. 张庄 and 章庄, 马村 and 冯村 are both names a village may have: neither is taken for a slip of the other. */
const SURNAMES = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢骆岳齐梅庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边',
);

export interface Slip {
  position: number;
  kind: 'sound' | 'look';
  written: string;
  meant: string;
}

/** Where two strings of one length differ in exactly one character: its position; -1 otherwise. */
export function onlyDifference(a: string, b: string): number {
  if (a.length !== b.length) return -1;
  let at = -1;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) continue;
    if (at >= 0) return -1;
    at = i;
  }
  return at;
}

/** The slip that turns `meant` into `written`, or null when they differ in more, or in a way that is no slip. */
export function slipBetween(written: string, meant: string, soundsOf: SoundsOf): Slip | null {
  const position = onlyDifference(written, meant);
  if (position < 0) return null;
  const a = written[position] as string;
  const b = meant[position] as string;
  if (tellsApart(a) || /\d/.test(a + b)) return null;
  if (looksAlike(a, b)) return { position, kind: 'look', written: a, meant: b };
  const sounds = soundsOf(b);
  return soundsOf(a).some((sound) => sounds.includes(sound)) ? { position, kind: 'sound', written: a, meant: b } : null;
}

/** Whether both readings could be real names: a surname stands where the names differ. */
export const bothSurnames = (slip: Slip): boolean => slip.position === 0 && SURNAMES.has(slip.written) && SURNAMES.has(slip.meant);

/** Whether one insertion, deletion or substitution turns one into the other. */
export function withinOneEdit(a: string, b: string): boolean {
  if (a === b || onlyDifference(a, b) >= 0) return true;
  if (Math.abs(a.length - b.length) !== 1) return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  return short.slice(i) === long.slice(i + 1);
}

export const slipWords = (slip: Slip): string =>
  slip.kind === 'look' ? `“${slip.written}”与“${slip.meant}”字形相近` : `“${slip.written}”与“${slip.meant}”同音`;
