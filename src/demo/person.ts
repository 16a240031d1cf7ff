// One member of a family: birth, schooling, health, labour, work and insurance that agree with each other and with the quality rules.
import type { Member } from '../domain/household.ts';
import { spell } from '../server/ledger/spelling.ts';
import { addDays, ageOn, schoolYearStart } from './days.ts';
import type { Dice } from './dice.ts';
import type { Kin } from './family.ts';
import { longNameFor, nameFor, surnameFor } from './names.ts';
import type { Numbers } from './numbers.ts';

/** Where people of this county go for work, to county level (the rules ask for that), with rough weights. */
const WORK_PLACES: readonly (readonly [string, number])[] = [
  ['山西省运城市盐湖区', 26],
  ['山西省临汾市侯马市', 20],
  ['山西省运城市闻喜县', 9],
  ['山西省运城市垣曲县', 5],
  ['山西省太原市小店区', 9],
  ['陕西省西安市雁塔区', 8],
  ['北京市大兴区', 5],
  ['江苏省苏州市昆山市', 5],
  ['广东省深圳市宝安区', 4],
  ['浙江省宁波市慈溪市', 3],
  ['河南省郑州市中牟县', 3],
  ['内蒙古自治区鄂尔多斯市东胜区', 2],
  ['新疆维吾尔自治区昌吉回族自治州昌吉市', 1],
];

const ONE_TO = ['一', '二', '三', '四', '五'];

/** School stage for an age on 1 September, or empty when this person is not at school. */
function stageFor(dice: Dice, septemberAge: number, mayStudy: boolean): string {
  if (septemberAge < 3) return '学龄前儿童';
  if (septemberAge < 6) return '学前教育';
  if (septemberAge < 12) return '小学';
  if (septemberAge < 15) return ['七年级', '八年级', '九年级'][septemberAge - 12] as string;
  if (septemberAge < 18 && (septemberAge === 15 || dice.chance(0.92))) return `${dice.chance(0.72) ? '高中' : '中职'}${ONE_TO[septemberAge - 15]}`;
  if (septemberAge >= 18 && septemberAge < 21 && mayStudy && dice.chance(0.62))
    return `${dice.chance(0.5) ? '高职高专' : '本科'}${ONE_TO[septemberAge - 18]}`;
  if (septemberAge === 21 && mayStudy && dice.chance(0.4)) return '本科四';
  return '';
}

function schoolingFor(dice: Dice, age: number): string {
  if (age < 23)
    return dice.weighted([
      ['初中', 5],
      ['高中', 4],
      ['大专', 1],
    ] as const);
  if (age < 40)
    return dice.weighted([
      ['小学', 3],
      ['初中', 50],
      ['高中', 24],
      ['大专', 15],
      ['本科及以上', 8],
    ] as const);
  if (age < 60)
    return dice.weighted([
      ['文盲或半文盲', 1],
      ['小学', 18],
      ['初中', 62],
      ['高中', 16],
      ['大专', 3],
    ] as const);
  if (age < 75)
    return dice.weighted([
      ['文盲或半文盲', 8],
      ['小学', 46],
      ['初中', 38],
      ['高中', 8],
    ] as const);
  return dice.weighted([
    ['文盲或半文盲', 34],
    ['小学', 52],
    ['初中', 13],
    ['高中', 1],
  ] as const);
}

function healthFor(dice: Dice, age: number): Member['health'] {
  const [chronic, major, disabled] =
    age < 16 ? [0.005, 0.004, 0.006] : age < 60 ? [0.05, 0.01, 0.028] : age < 75 ? [0.3, 0.03, 0.05] : [0.44, 0.04, 0.08];
  const dies = dice.next();
  if (dies < disabled) return dice.chance(0.15) ? ['disabled', 'chronic'] : ['disabled'];
  if (dies < disabled + major) return ['major'];
  return dies < disabled + major + chronic ? ['chronic'] : ['healthy'];
}

/** Under 16 and at school: none. Healthy and of working age: ordinary or skilled. From 60 on: half or none. */
function labourFor(dice: Dice, age: number, atSchool: boolean, health: Member['health']): Member['labour'] {
  if (age < 16 || atSchool) return 'none';
  const frail = health.includes('disabled') || health.includes('major');
  if (age >= 75) return frail || dice.chance(0.55) ? 'none' : 'weak';
  if (age >= 60) return frail ? (dice.chance(0.5) ? 'lost' : 'weak') : dice.chance(0.9) ? 'weak' : 'none';
  if (frail) return dice.chance(0.55) ? 'weak' : 'lost';
  if (health.includes('chronic')) return dice.chance(0.6) ? 'ordinary' : 'weak';
  return dice.chance(0.08) ? 'skilled' : 'ordinary';
}

/** Category and grade of a disability certificate: grades 1 and 2 of the limbs never beside ordinary labour, which labourFor already keeps apart. */
const certificateOf = (dice: Dice): string =>
  `${dice.weighted([
    ['4', 55],
    ['1', 12],
    ['2', 12],
    ['6', 9],
    ['5', 7],
    ['3', 2],
    ['7', 3],
  ] as const)}${dice.weighted([
    ['1', 12],
    ['2', 30],
    ['3', 30],
    ['4', 28],
  ] as const)}`;

export interface Upbringing {
  dice: Dice;
  numbers: Numbers;
  /** The day the county is drawn for. */
  today: string;
  surname: string;
}

/** A member made out of who somebody is in the family; relief is decided later, for the household as a whole. */
export function personOf(kin: Kin, { dice, numbers, today, surname }: Upbringing): Member {
  const birthOn = addDays(`${Number(today.slice(0, 4)) - kin.age}${today.slice(4).replace('02-29', '02-28')}`, -dice.between(0, 360));
  const age = ageOn(birthOn, today);
  const comesFromAfar = !kin.bloodline && dice.chance(0.004);
  const far = comesFromAfar ? longNameFor(dice, kin.sex) : null;
  const name = far?.name ?? nameFor(dice, kin.bloodline ? surname : surnameFor(dice), kin.sex, Number(birthOn.slice(0, 4)));
  const mayStudy = kin.bloodline && kin.relation !== '02';
  const schoolStage = stageFor(dice, ageOn(birthOn, schoolYearStart(today)), mayStudy);
  const health = healthFor(dice, age);
  const labour = labourFor(dice, age, schoolStage !== '', health);
  const able = (labour === 'ordinary' || labour === 'skilled') && age < 60;
  const away = able && dice.chance(age < 45 ? 0.55 : 0.28);
  const workMonths = away
    ? dice.weighted([
        [12, 20],
        [11, 12],
        [10, 30],
        [9, 14],
        [8, 10],
        [6, 9],
        [4, 5],
      ] as const)
    : 0;
  const employed = (workMonths === 12 && dice.chance(0.35)) || (age >= 60 && labour === 'weak' && dice.chance(0.03));
  const id = numbers.idNumber(birthOn, kin.sex);
  return {
    id: dice.uuid(),
    name,
    ...spell(name),
    idNumber: health.includes('disabled') ? id + certificateOf(dice) : id,
    relation: kin.relation,
    sex: kin.sex,
    birthOn,
    ethnic: far?.ethnic ?? (dice.chance(0.002) ? '03' : '01'),
    phone: kin.relation !== '02' && age >= 16 && age < 72 && dice.chance(0.6) ? numbers.phone() : '',
    schooling: schoolStage === '' ? schoolingFor(dice, age) : '',
    schoolStage,
    health,
    labour,
    workPlace: away ? dice.weighted(WORK_PLACES) : '',
    workMonths,
    medicalInsurance: employed ? 'employee' : 'resident',
    pension: age < 16 ? 'none' : employed ? 'employee' : 'resident',
    relief: 'none',
    presence: 'present',
  };
}
