// 教育: what somebody has finished or is at, and whether it fits their age (domain 5, Education).
import type { MemberFacts } from '../facts.ts';
import type { SCHOOL_STAGES } from '../official/codes.ts';
import { ageOn, eachPerson, isHealthy, isMonitored, schoolYearBegan } from './people.ts';
import type { Rule } from './rule.ts';

const DOMAIN = 'domain 5 教育';
type Stage = (typeof SCHOOL_STAGES)[number];

/** A stage and the ages that are usual for it, in full years today; both bounds are still usual. */
const usualAge = (code: string, word: string, isStage: (stage: Stage) => boolean, youngest: number, oldest: number | null): Rule => ({
  code,
  group: 'education',
  severity: 'W',
  sentence: `${word}的学生${oldest === null ? `年满 ${youngest} 岁` : `在 ${youngest}–${oldest} 岁之间`}。`,
  source: DOMAIN,
  find: eachPerson('schoolStage', (member, { today }) => {
    const age = ageOn(member, today);
    if (member.schoolStage === null || !isStage(member.schoolStage) || age === null) return null;
    return (age < youngest || (oldest !== null && age > oldest)) && `${age}岁，在校阶段是${word}，请核对年龄和在校阶段`;
  }),
});

const isHigher = (stage: Stage): boolean => /^(higher|technician|bachelor)/.test(stage);
const isBeforeSchool = (stage: Stage): boolean => stage === 'infant' || stage === 'kindergarten';
const finishedCompulsory = ({ schooling }: MemberFacts): boolean => schooling !== null && schooling !== 'illiterate' && schooling !== 'primary';

export const EDUCATION_RULES: readonly Rule[] = [
  {
    code: 'education.both',
    group: 'education',
    severity: 'E',
    sentence: '已完成学历和在校阶段只填一项。',
    source: DOMAIN,
    find: eachPerson(
      'schoolStage',
      ({ schooling, schoolStage }) => schooling !== null && schoolStage !== null && '的已完成学历和在校阶段都填了，只能填一项',
    ),
  },
  {
    code: 'education.neither',
    group: 'education',
    severity: 'E',
    sentence: '已完成学历、在校阶段、未上学原因至少填一项。',
    source: DOMAIN,
    find: eachPerson(
      'schooling',
      ({ schooling, schoolStage, notInSchool }) =>
        schooling === null && schoolStage === null && notInSchool === null && '没有填学历，也没有填在校阶段或未上学原因',
    ),
  },
  usualAge('education.primaryAge', '小学', (stage) => stage === 'primary', 6, 14),
  usualAge('education.juniorAge', '初中', (stage) => stage.startsWith('junior'), 12, 17),
  usualAge('education.seniorAge', '高中或中职', (stage) => /^(senior|vocational)/.test(stage), 15, 20),
  usualAge('education.collegeAge', '高职、技师学院或本科', isHigher, 18, null),
  usualAge('education.masterAge', '硕士及以上', (stage) => stage === 'master', 20, null),
  {
    code: 'education.infantAge',
    group: 'education',
    severity: 'W',
    sentence: '健康的孩子满 7 岁不再是学龄前或学前教育。',
    source: DOMAIN,
    find: eachPerson('schoolStage', (member, { today }) => {
      const age = ageOn(member, today);
      const stays = member.schoolStage !== null && isBeforeSchool(member.schoolStage);
      return stays && isHealthy(member) && age !== null && age >= 7 && `${age}岁，健康，在校阶段还是学龄前或学前教育`;
    }),
  },
  {
    code: 'education.outOfSchool',
    group: 'education',
    severity: 'W',
    sentence: '9 月 1 日满 6 岁、不满 16 岁而没有完成初中的孩子在上学，或写明未上学原因。',
    source: `${DOMAIN} · 义务教育法第二条、第十一条`,
    find: eachPerson('notInSchool', (member, { today }) => {
      const age = ageOn(member, schoolYearBegan(today));
      const away = (member.schoolStage === null && !finishedCompulsory(member)) || (member.schoolStage === 'infant' && !isHealthy(member));
      return away && age !== null && age >= 6 && age <= 15 && member.notInSchool === null && '是义务教育阶段的孩子，没有上学，也没有填未上学原因';
    }),
  },
  {
    code: 'education.reasonHealth',
    group: 'education',
    severity: 'W',
    sentence: '因病或因残没有上学的孩子，健康状况不是健康。',
    source: DOMAIN,
    find: eachPerson('notInSchool', (member) => {
      const { notInSchool } = member;
      const forHealth = notInSchool === 'illness' || notInSchool === 'disability';
      return forHealth && isHealthy(member) && `的未上学原因是${notInSchool === 'illness' ? '因病' : '因残'}，健康状况却是健康`;
    }),
  },
  {
    code: 'education.lowSchooling',
    group: 'education',
    severity: 'W',
    sentence: '16–22 岁的人至少完成初中。',
    source: DOMAIN,
    find: eachPerson('schooling', (member, { today }) => {
      const age = ageOn(member, today);
      const low = member.schooling === 'illiterate' || member.schooling === 'primary';
      return low && age !== null && age >= 16 && age <= 22 && `${age}岁，已完成学历是小学或以下，请核对`;
    }),
  },
  {
    code: 'education.rainDew',
    group: 'education',
    severity: 'W',
    sentence: '脱贫户、监测户里上中职、高职的学生享受雨露计划。',
    source: `${DOMAIN} · 雨露计划只补助脱贫户和监测户的学生`,
    find: eachPerson('rainDew', (member, _context, facts) => {
      const entitled = facts.household.kind === 'lifted' || isMonitored(facts);
      const learns = /^(vocational|higher)/.test(member.schoolStage ?? '');
      return entitled && learns && member.rainDew === false && '上中职或高职，没有享受雨露计划';
    }),
  },
];
