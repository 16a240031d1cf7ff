// Names as they are given in southern Shanxi, by sex and generation, with the rare characters and long names that break careless software.
import type { Dice } from './dice.ts';

/** Surnames with their rough weight: the great ones of the north, those at home around Jiangxian, and a few that fonts and parsers stumble over. */
const SURNAMES: readonly (readonly [string, number])[] = [
  ...[...'王李张'].map((name) => [name, 62] as const),
  ...[...'刘赵杨陈郭'].map((name) => [name, 34] as const),
  ...[...'高马贾卫郝柴董吕崔樊薛裴任史冯孔景牛乔'].map((name) => [name, 14] as const),
  ...[...'吴周宋韩梁段范程姚曹秦许侯苏雷白武田孟靳文解翟闫'].map((name) => [name, 6] as const),
  ...[...'续尉郇雎仝逯亓昝晁卢谭毋荆党撖展腾鱼暴原相庾'].map((name) => [name, 1] as const),
  ...['上官', '司马', '欧阳', '尉迟', '皇甫', '令狐'].map((name) => [name, 0.8] as const),
];

interface Generation {
  bornFrom: number;
  male: { first: string; second: string };
  female: { first: string; second: string };
}

/** Characters of given names by generation: 银环 and 天喜, 建军 and 红霞, 子涵 and 浩宇. */
const GENERATIONS: readonly Generation[] = [
  {
    bornFrom: 2005,
    male: { first: '子浩宇俊梓嘉晨家一博泽奕明睿佳', second: '轩宇涵泽辰睿豪阳帆然博杰航熙铭' },
    female: { first: '子梓欣雨佳思诗一语可若雅晨艺', second: '涵萱怡琪彤桐瑶妍诺悦馨熙宁淇' },
  },
  {
    bornFrom: 1985,
    male: { first: '晓小志文海亚鹏伟建永旭少振国', second: '伟鹏峰飞强磊涛龙斌波杰勇超亮刚' },
    female: { first: '晓小丽文亚艳海春雪红玉慧娟静', second: '娟丽霞芳静燕艳敏倩婷萍玲娜莉红' },
  },
  {
    bornFrom: 1962,
    male: { first: '建国志文永新红学天保海春玉东俊', second: '军民平明华生强刚林义忠才伟红峰' },
    female: { first: '红秀春爱玉秋小巧改桂丽雪冬月', second: '霞梅兰萍英芳红娥莲琴玲花环霞' },
  },
  {
    bornFrom: 0,
    male: { first: '天保学栓玉春长丙德清廷永来福景', second: '喜才成柱管文娃锁山虎珠祥元德有' },
    female: { first: '银改秀桂玉春爱玲金彩翠雪月淑', second: '环香英花兰娥莲叶仙珍枝芳琴女' },
  },
];

/** Given names whose characters are rare or lie outside the basic plane of Unicode: search, sorting and cutting must survive them. */
const RARE_GIVEN = ['垚', '犇', '淼', '喆', '翀', '珺瑶', '昱燊', '彧', '瑀', '祎', '䶮', '𬀩', '小𫖯', '旻昊', '槑', '赟', '頔'];

/** Married in from far away: the dot belongs to the name. */
const LONG_NAMES: readonly (readonly [string, '1' | '2', string])[] = [
  ['阿布都热合曼·买买提', '1', '05'],
  ['古丽巴哈尔·艾山江', '2', '05'],
  ['乌云其其格', '2', '02'],
  ['沙马阿木呷', '1', '07'],
  ['吉克木果莫', '2', '07'],
  ['次仁卓玛', '2', '04'],
];

export const surnameFor = (dice: Dice): string => dice.weighted(SURNAMES);

/** A full name for somebody of this sex and year of birth. About every fifth has one character after the surname, one in 250 a rare one. */
export function nameFor(dice: Dice, surname: string, sex: '1' | '2', birthYear: number): string {
  if (dice.chance(0.004)) return surname + dice.pick(RARE_GIVEN);
  const generation = GENERATIONS.find((candidate) => birthYear >= candidate.bornFrom) as Generation;
  const pool = sex === '1' ? generation.male : generation.female;
  const second = dice.pick([...pool.second]);
  if (dice.chance(0.2)) return surname + second;
  return surname + dice.pick([...pool.first]) + second;
}

/** A long name and the ethnic group (GB/T 3304) that goes with it, for somebody who married in. */
export function longNameFor(dice: Dice, sex: '1' | '2'): { name: string; ethnic: string } {
  const [name, , ethnic] = dice.pick(LONG_NAMES.filter(([, its]) => its === sex));
  return { name, ethnic };
}
