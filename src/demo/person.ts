// One member of a family: birth, schooling, health, labour, work and insurance that agree with each other and with the quality rules.
import type { Member } from '../domain/household.ts';
import type { Job } from '../domain/member-details.ts';
import type { SCHOOL_STAGES, SCHOOLING } from '../domain/official/codes.ts';
import { spell } from '../server/ledger/spelling.ts';
import { addDays, ageOn, schoolYearStart } from './days.ts';
import type { Dice } from './dice.ts';
import type { Kin } from './family.ts';
import { longNameFor, nameFor, surnameFor } from './names.ts';
import type { Numbers } from './numbers.ts';

type Stage = (typeof SCHOOL_STAGES)[number];
type Schooling = (typeof SCHOOLING)[number];

/** A member as this county draws them: born on a day that is known. */
export type Drawn = Member & { sex: '1' | '2'; birthOn: string };

/** Where people of this county go for work, to county level as the rules ask (by code at home, in words beyond the survey's list of places), with rough weights. */
const WORK_PLACES: readonly (readonly [Job, number])[] = [
  [{ workPlace: '140802', placeName: '山西省运城市盐湖区' }, 26],
  [{ workPlace: '141081', placeName: '山西省临汾市侯马市' }, 20],
  [{ workPlace: '140823', placeName: '山西省运城市闻喜县' }, 9],
  [{ workPlace: '140827', placeName: '山西省运城市垣曲县' }, 5],
  [{ workPlace: '140105', placeName: '山西省太原市小店区' }, 9],
  [{ workPlace: '610100', workCounty: '雁塔区', placeName: '陕西省西安市雁塔区' }, 8],
  [{ workPlace: '110000', workCounty: '大兴区', placeName: '北京市大兴区' }, 5],
  [{ workPlace: '320500', workCounty: '昆山市', placeName: '江苏省苏州市昆山市' }, 5],
  [{ workPlace: '440300', workCounty: '宝安区', placeName: '广东省深圳市宝安区' }, 4],
  [{ workPlace: '330200', workCounty: '慈溪市', placeName: '浙江省宁波市慈溪市' }, 3],
  [{ workPlace: '410100', workCounty: '中牟县', placeName: '河南省郑州市中牟县' }, 3],
  [{ workPlace: '150600', workCounty: '东胜区', placeName: '内蒙古自治区鄂尔多斯市东胜区' }, 2],
  [{ workPlace: '650000', workCounty: '昌吉市', placeName: '新疆维吾尔自治区昌吉回族自治州昌吉市' }, 1],
];

/** School stage for an age on 1 September; undefined for who is not at school. */
function stageFor(dice: Dice, septemberAge: number, mayStudy: boolean): Stage | undefined {
  if (septemberAge < 3) return 'infant';
  if (septemberAge < 6) return 'kindergarten';
  if (septemberAge < 12) return 'primary';
  if (septemberAge < 15) return `junior${(septemberAge - 11) as 1 | 2 | 3}`;
  if (septemberAge < 18 && (septemberAge === 15 || dice.chance(0.92)))
    return `${dice.chance(0.72) ? 'senior' : 'vocational'}${(septemberAge - 14) as 1 | 2 | 3}`;
  if (septemberAge >= 18 && septemberAge < 21 && mayStudy && dice.chance(0.62))
    return `${dice.chance(0.5) ? 'higher' : 'bachelor'}${(septemberAge - 17) as 1 | 2 | 3}`;
  if (septemberAge === 21 && mayStudy && dice.chance(0.4)) return 'bachelor4';
  return undefined;
}

function schoolingFor(dice: Dice, age: number): Schooling {
  if (age < 23)
    return dice.weighted([
      ['junior', 5],
      ['senior', 4],
      ['college', 1],
    ] as const);
  if (age < 40)
    return dice.weighted([
      ['primary', 3],
      ['junior', 50],
      ['senior', 24],
      ['college', 15],
      ['bachelor', 8],
    ] as const);
  if (age < 60)
    return dice.weighted([
      ['illiterate', 1],
      ['primary', 18],
      ['junior', 62],
      ['senior', 16],
      ['college', 3],
    ] as const);
  if (age < 75)
    return dice.weighted([
      ['illiterate', 8],
      ['primary', 46],
      ['junior', 38],
      ['senior', 8],
    ] as const);
  return dice.weighted([
    ['illiterate', 34],
    ['primary', 52],
    ['junior', 13],
    ['senior', 1],
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

function jobOf(dice: Dice, workMonths: number): Job {
  return { ...dice.weighted(WORK_PLACES), workMonths };
}

export interface Upbringing {
  dice: Dice;
  numbers: Numbers;
  /** The day the county is drawn for. */
  today: string;
  surname: string;
}

/** A member made out of who somebody is in the family; relief is decided later, for the household as a whole. */
export function personOf(kin: Kin, { dice, numbers, today, surname }: Upbringing): Drawn {
  const birthOn = addDays(`${Number(today.slice(0, 4)) - kin.age}${today.slice(4).replace('02-29', '02-28')}`, -dice.between(0, 360));
  const age = ageOn(birthOn, today);
  const comesFromAfar = !kin.bloodline && dice.chance(0.004);
  const far = comesFromAfar ? longNameFor(dice, kin.sex) : null;
  const name = far?.name ?? nameFor(dice, kin.bloodline ? surname : surnameFor(dice), kin.sex, Number(birthOn.slice(0, 4)));
  const mayStudy = kin.bloodline && kin.relation !== '02';
  const schoolStage = stageFor(dice, ageOn(birthOn, schoolYearStart(today)), mayStudy);
  const health = healthFor(dice, age);
  const labour = labourFor(dice, age, schoolStage !== undefined, health);
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
    ...(schoolStage ? { schoolStage } : { schooling: schoolingFor(dice, age) }),
    health,
    labour,
    ...(away ? { jobs: [jobOf(dice, workMonths)] } : {}),
    medicalInsurance: employed ? 'employee' : 'resident',
    pension: age < 16 ? 'none' : employed ? 'employee' : 'resident',
    relief: 'none',
    presence: 'present',
  };
}
