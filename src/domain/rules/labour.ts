// 劳动能力: who is able to work, and whether that fits what they do (domain 5, Labour).
import type { MemberFacts } from '../facts.ts';
import { ageOn, cannotWork, certificateOf, eachPerson, holdsPost, isHealthy, isPupil, isWithoutLabour, worksAway } from './people.ts';
import type { Rule } from './rule.ts';

const DOMAIN = 'domain 5 劳动和务工';
const LABOUR_WORDS = { ordinary: '普通劳动力', skilled: '技能劳动力', weak: '弱劳动力或半劳动力', lost: '丧失劳动力', none: '无劳动力' } as const;
const labourWord = ({ labour }: MemberFacts): string => (labour === null ? '' : LABOUR_WORDS[labour]);

export const LABOUR_RULES: readonly Rule[] = [
  {
    code: 'labour.childLabour',
    group: 'labour',
    severity: 'E',
    sentence: '不满 16 岁的人是无劳动力。',
    source: `${DOMAIN} · 劳动法第十五条`,
    find: eachPerson('labour', (member, { today }) => {
      const age = ageOn(member, today);
      return (
        age !== null && age < 16 && member.labour !== null && member.labour !== 'none' && `不满16岁，劳动能力却是${labourWord(member)}，应为无劳动力`
      );
    }),
  },
  {
    code: 'labour.childWork',
    group: 'labour',
    severity: 'E',
    sentence: '不满 16 岁的人不外出务工，也不在公益岗。',
    source: `${DOMAIN} · 劳动法第十五条`,
    find: eachPerson('labour', (member, { today }) => {
      const age = ageOn(member, today);
      return age !== null && age < 16 && (worksAway(member) || holdsPost(member)) && `不满16岁，却填了${worksAway(member) ? '务工' : '公益岗'}`;
    }),
  },
  {
    code: 'labour.pupilLabour',
    group: 'labour',
    severity: 'E',
    sentence: '在校学生是无劳动力。',
    source: DOMAIN,
    find: eachPerson('labour', (member, { today }) => {
      const age = ageOn(member, today);
      // Below 16 the age alone says so already.
      const said = age !== null && age < 16;
      return (
        !said && isPupil(member) && member.labour !== null && member.labour !== 'none' && `在校，劳动能力却是${labourWord(member)}，应为无劳动力`
      );
    }),
  },
  {
    code: 'labour.ableIdle',
    group: 'labour',
    severity: 'W',
    sentence: '16–59 岁、健康、不在校的人是普通或技能劳动力。',
    source: DOMAIN,
    find: eachPerson('labour', (member, { today }) => {
      const age = ageOn(member, today);
      const weak = cannotWork(member) || member.labour === 'weak';
      return (
        weak &&
        age !== null &&
        age >= 16 &&
        age <= 59 &&
        isHealthy(member) &&
        !isPupil(member) &&
        `${age}岁，健康，不在校，劳动能力却是${labourWord(member)}`
      );
    }),
  },
  {
    code: 'labour.elderAble',
    group: 'labour',
    severity: 'W',
    sentence: '满 60 岁的人不是普通或技能劳动力。',
    source: DOMAIN,
    find: eachPerson('labour', (member, { today }) => {
      const age = ageOn(member, today);
      return (
        age !== null && age >= 60 && (member.labour === 'ordinary' || member.labour === 'skilled') && `${age}岁，劳动能力还是${labourWord(member)}`
      );
    }),
  },
  {
    code: 'labour.limbOrdinary',
    group: 'labour',
    severity: 'W',
    sentence: '肢体残疾一、二级的人不是普通劳动力。',
    source: DOMAIN,
    find: eachPerson('labour', (member) => {
      const certificate = certificateOf(member);
      const severe = certificate?.category === '4' && (certificate.grade === '1' || certificate.grade === '2');
      return severe && member.labour === 'ordinary' && '是肢体残疾一、二级，劳动能力却是普通劳动力';
    }),
  },
  {
    code: 'labour.unableWorks',
    group: 'labour',
    severity: 'W',
    sentence: '无劳动力、丧失劳动力的人不务工，也不在公益岗。',
    source: DOMAIN,
    // A child at work is an E of its own.
    find: eachPerson('labour', (member, { today }) => {
      const age = ageOn(member, today);
      const works = worksAway(member) ? '务工' : holdsPost(member) && '公益岗';
      return cannotWork(member) && works && !(age !== null && age < 16) && `是${labourWord(member)}，却填了${works}`;
    }),
  },
  {
    code: 'labour.unableMeasure',
    group: 'labour',
    severity: 'W',
    sentence: '没有劳动力的家庭没有就业、公益岗位措施。',
    source: DOMAIN,
    find: (facts) =>
      isWithoutLabour(facts)
        ? (facts.measures ?? [])
            .filter(({ measure }) => measure === 'employment' || measure === 'publicPost')
            .map(({ instanceId, measure }) => ({
              instanceId,
              key: 'measure',
              message: `家里没有劳动力，帮扶措施却有${measure === 'employment' ? '就业' : '公益岗位'}`,
            }))
        : [],
  },
  {
    code: 'labour.elderPost',
    group: 'labour',
    severity: 'W',
    sentence: '满 70 岁的人不在公益岗。',
    source: DOMAIN,
    find: eachPerson('publicPost', (member, { today }) => {
      const age = ageOn(member, today);
      return age !== null && age >= 70 && holdsPost(member) && `${age}岁，还在公益岗`;
    }),
  },
  {
    code: 'labour.destituteAble',
    group: 'labour',
    severity: 'W',
    sentence: '特困供养人员不是 18–59 岁的健康人，也不外出务工。',
    source: DOMAIN,
    find: eachPerson('destitute', (member, { today }) => {
      if (member.destitute !== true) return null;
      if (worksAway(member)) return '是特困供养人员，却填了务工';
      const age = ageOn(member, today);
      return age !== null && age >= 18 && age <= 59 && isHealthy(member) && `是特困供养人员，${age}岁，健康状况却是健康`;
    }),
  },
];
