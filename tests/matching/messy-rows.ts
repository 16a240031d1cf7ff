// Rows as offices would write them, with the truth known: decidable ones a careful clerk would settle, and ones nobody could. Knows nothing of the matcher.
import type { Division } from '../../src/domain/division.ts';
import type { PlaceText } from '../../src/domain/matching/place-match.ts';
import { province, soundsOf } from './county.ts';

export interface MessyRow {
  county: string;
  place: PlaceText;
  /** The village meant; null where the row does not say enough, or names none of the county. */
  truth: string | null;
  mess: string;
}

/** mulberry32: small, seeded, the same everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const ENDINGS = ['社区居民委员会', '社区居委会', '村民委员会', '居民委员会', '居委会', '村委会', '社区'];
const TELLING = '东西南北中上下前后大小新老旧内外左右一二三四五六七八九十';
const LOOK = [
  '峪裕浴',
  '柏拍伯',
  '杆竿秆',
  '雎睢',
  '渠梁',
  '侯候',
  '垣桓',
  '末未',
  '己已',
  '录绿',
  '壁璧',
  '祁祈',
  '洼娃',
  '烟炯',
  '冶治',
  '崔催',
  '册删',
  '址扯',
];
const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢骆岳齐梅庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边';

const stem = (name: string): string => {
  const ending = ENDINGS.find((one) => name.endsWith(one) && name.length > one.length);
  return ending ? name.slice(0, -ending.length) : name;
};
const bare = (name: string): string => stem(name).replace(/(?<=.)村+$/, '');
const isCommunity = (name: string): boolean => /社区|居委会|居民委员会/.test(name);
const townStem = (name: string): string => name.replace(/(街道办事处|街道|镇|乡)$/, '');

function distance(a: string, b: string): number {
  const row = Array.from({ length: b.length + 1 }, (_none, i) => i);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0] as number;
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] as number;
      row[j] = Math.min(above + 1, (row[j - 1] as number) + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1));
      diagonal = above;
    }
  }
  return row[b.length] as number;
}

const names = new Map(province.map((division) => [division.code, division.name]));
const villagesOf = new Map<string, Division[]>();
for (const division of province) {
  if (division.level !== 'village') continue;
  const county = division.code.slice(0, 6);
  villagesOf.set(county, [...(villagesOf.get(county) ?? []), division]);
}
const towns = new Map<string, string[]>();
for (const { code, name, level } of province) if (level === 'township') towns.set(code.slice(0, 6), [...(towns.get(code.slice(0, 6)) ?? []), name]);
const townsOf = (county: string): string[] => towns.get(county) ?? [];
/** Counties with enough villages to be one. */
export const counties = [...villagesOf.entries()].filter(([, villages]) => villages.length >= 20).map(([county]) => county);
const everyBare = new Set([...villagesOf.values()].flat().map((village) => bare(village.name)));
const characters = [...new Set([...everyBare].join(''))];
const bySound = new Map<string, string[]>();
for (const char of characters) for (const sound of soundsOf(char)) bySound.set(sound, [...(bySound.get(sound) ?? []), char]);

export class RowMaker {
  private readonly random: () => number;
  constructor(seed: number) {
    this.random = seeded(seed);
  }
  private one<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)] as T;
  }

  private slip(village: Division, own: readonly Division[]): string | null {
    const name = bare(village.name);
    if (name.length < 2) return null;
    const at = Math.floor(this.random() * name.length);
    const char = name[at] as string;
    if (TELLING.includes(char)) return null;
    const likes = LOOK.filter((group) => group.includes(char)).join('');
    const pool = likes && this.random() < 0.5 ? [...likes] : soundsOf(char).flatMap((sound) => bySound.get(sound) ?? []);
    const other = this.one(pool.filter((one) => one !== char && !TELLING.includes(one)));
    if (!other || (at === 0 && SURNAMES.includes(char) && SURNAMES.includes(other))) return null;
    const written = name.slice(0, at) + other + name.slice(at + 1);
    if (everyBare.has(written)) return null;
    const here = own.filter((one) => one.code.slice(0, 9) === village.code.slice(0, 9) && one.code !== village.code);
    return here.some((one) => distance(bare(one.name), written) <= 1) ? null : `${written}${isCommunity(village.name) ? '社区' : '村'}`;
  }

  /** A row that says enough, or null when the dice fell on a mess this village does not allow. */
  decidable(county: string): MessyRow | null {
    const own = villagesOf.get(county) ?? [];
    const village = this.one(own);
    const town = names.get(`${village.code.slice(0, 9)}000`) ?? '';
    const here = own.filter((one) => one.code.slice(0, 9) === village.code.slice(0, 9));
    const name = bare(village.name);
    const base = stem(village.name);
    const community = isCommunity(village.name);
    const alike = (list: readonly Division[]) => list.filter((one) => bare(one.name) === name).length;
    const messes: string[] = [];
    let written = village.name;
    const how = this.random();
    if (how < 0.3) written = village.name;
    else if (how < 0.6) {
      if (alike(here.filter((one) => isCommunity(one.name) === community)) > 1) return null;
      written = community ? `${base}社区` : base.endsWith('村') ? base : `${base}村`;
      messes.push('spoken');
    } else if (how < 0.75) {
      if (alike(here) > 1 || name.length < 2) return null;
      written = name;
      messes.push('bare');
    } else if (how < 0.85) {
      if (alike(here.filter((one) => isCommunity(one.name) === community)) > 1) return null;
      const swapped = village.name.endsWith('村委会') ? village.name.replace(/村委会$/, '村民委员会') : village.name.replace(/村民委员会$/, '村委会');
      written = swapped;
      messes.push('ending');
    } else {
      const slipped = this.slip(village, own);
      if (!slipped) return null;
      written = slipped;
      messes.push('slip');
    }
    let group = '';
    if (this.random() < 0.25) {
      group = this.one(['三组', '第二村民小组', '5组', '东组', '第1小组', '十二组']);
      messes.push('group');
    }
    let township = town;
    const townDice = this.random();
    if (townDice < 0.12 && !messes.includes('slip')) {
      const elsewhere = own.filter((one) => bare(one.name) === name && one.code !== village.code);
      if (elsewhere.length > 0) return null;
      township = '';
      messes.push('no township');
    } else if (townDice < 0.25 && townStem(town).length >= 2) {
      const same = townsOf(county).filter((other) => townStem(other) === townStem(town));
      if (same.length > 1) return null;
      township = townStem(town);
      messes.push('short township');
    } else if (townDice < 0.32) township = `${town}人民政府`;
    const prefix = this.one([
      '',
      '',
      '',
      names.get(`${county}000000`) ?? '',
      `${names.get(`${county.slice(0, 4)}00000000`)}${names.get(`${county}000000`)}`,
      `山西省${names.get(`${county.slice(0, 4)}00000000`)}${names.get(`${county}000000`)}`,
    ]);
    if (prefix) messes.push('prefix');
    const shape = this.random();
    let place: PlaceText;
    if (shape < 0.5) place = { township: township && prefix + township, village: written, place: '', group };
    else if (shape < 0.7) place = { township, village: written + group, place: '', group: '' };
    else {
      // In one address a bare name that is also a township's says too little.
      if (township === '' && (messes.includes('bare') || townsOf(county).some((other) => townStem(other) === base))) return null;
      const house = this.random() < 0.3 ? `${1 + Math.floor(this.random() * 200)}号` : '';
      place = { township: '', village: '', place: prefix + township + written + group + house, group: '' };
      messes.push('address');
    }
    if (this.random() < 0.15) {
      const wide = (text: string) =>
        [...text].join(this.one([' ', '　'])).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
      place = { township: wide(place.township), village: wide(place.village), place: wide(place.place), group: wide(place.group) };
      messes.push('wide');
    }
    return { county, place, truth: village.code, mess: messes.join('+') || 'official' };
  }

  /** A row nobody could decide. */
  undecidable(county: string): MessyRow | null {
    const own = villagesOf.get(county) ?? [];
    const village = this.one(own);
    const name = bare(village.name);
    const town = (code: string) => names.get(`${code.slice(0, 9)}000`) ?? '';
    const row = (mess: string, place: Partial<PlaceText>): MessyRow => ({
      county,
      place: { township: '', village: '', place: '', group: '', ...place },
      truth: null,
      mess,
    });
    const spoken = (one: Division) => (isCommunity(one.name) ? `${stem(one.name)}社区` : `${bare(one.name)}村`);
    switch (Math.floor(this.random() * 6)) {
      case 0: {
        const other = this.one(own);
        const there = own.filter((one) => one.code.slice(0, 9) === other.code.slice(0, 9));
        if (there.some((one) => bare(one.name) === name)) return null;
        return row('contradiction', { township: town(other.code), village: spoken(village) });
      }
      case 1: {
        const stranger = this.one(villagesOf.get(this.one(counties)) ?? []);
        if (own.some((one) => bare(one.name) === bare(stranger.name))) return null;
        return row('unknown village', { township: town(village.code), village: spoken(stranger) });
      }
      case 2: {
        const stranger = this.one(villagesOf.get(this.one(counties)) ?? []);
        if (own.some((one) => bare(one.name) === bare(stranger.name))) return null;
        return row('unknown village, no township', { village: spoken(stranger) });
      }
      case 3: {
        const twins = own.filter((one) => bare(one.name) === name);
        if (new Set(twins.map((one) => one.code.slice(0, 9))).size < 2) return null;
        return row('twins', { village: name });
      }
      case 4: {
        const away = this.one(counties);
        if (away === county) return null;
        const stranger = this.one(villagesOf.get(away) ?? []);
        const prefecture = names.get(`${away.slice(0, 4)}00000000`);
        return row('other county', { place: `${prefecture}${names.get(`${away}000000`)}${town(stranger.code)}${spoken(stranger)}` });
      }
      default: {
        const at = [...name].findIndex((char) => TELLING.slice(0, 13).includes(char));
        if (at < 0 || name.length < 2) return null;
        const other = this.one([...TELLING.slice(0, 13)]);
        const neighbour = name.slice(0, at) + other + name.slice(at + 1);
        if (own.some((one) => bare(one.name) === neighbour)) return null;
        return row('neighbour that is none', { township: town(village.code), village: `${neighbour}村` });
      }
    }
  }
}
