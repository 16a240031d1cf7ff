// 劳动和务工: who is able to work, who works, where and for what pay (domain 5, Labour).
import type { Facts, JobFacts, MemberFacts } from '../facts.ts';
import {
  ageOn,
  cannotWork,
  certificateOf,
  eachPerson,
  holdsPost,
  isHealthy,
  isPupil,
  isWithoutLabour,
  nameOf,
  once,
  peopleOf,
  worksAway,
} from './people.ts';
import type { Finding, Rule, RuleContext } from './rule.ts';

const DOMAIN = 'domain 5 劳动和务工';
const LABOUR_WORDS = { ordinary: '普通劳动力', skilled: '技能劳动力', weak: '弱劳动力或半劳动力', lost: '丧失劳动力', none: '无劳动力' } as const;
const labourWord = ({ labour }: MemberFacts): string => (labour === null ? '' : LABOUR_WORDS[labour]);

/** Cities without districts or counties: their own code is as far down as a code goes (儋州, 东莞, 中山, 嘉峪关). */
const WITHOUT_COUNTIES = new Set(['460400', '441900', '442000', '620200']);

/** At each job of who counts: what is said about it, after the name. */
function eachJob(key: string, says: (job: JobFacts, context: RuleContext, member: MemberFacts) => string | null | false) {
  return (facts: Facts, context: RuleContext): Finding[] =>
    peopleOf(facts).flatMap((member) =>
      member.jobs.flatMap((job) => {
        const words = says(job, context, member);
        return words ? [{ instanceId: job.instanceId || member.instanceId, key, message: `${nameOf(facts, member)}${words}` }] : [];
      }),
    );
}

/** Both spells known from month to month; the month in which one ends may be the one in which the next begins. */
function overlaps(a: JobFacts, b: JobFacts): boolean {
  if (!a.workFrom || !a.workTo || !b.workFrom || !b.workTo) return false;
  return a.workFrom < b.workTo && b.workFrom < a.workTo;
}

/** A place outside the household's county, known down to a county. */
const isOutside = (place: string | null, county: string): boolean => place !== null && /^\d{6}/.test(place) && !place.startsWith(county);

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
  {
    code: 'labour.manyPosts',
    group: 'labour',
    severity: 'W',
    sentence: '一户的公益岗少于 3 个（县里可调）。',
    source: `${DOMAIN} · 政策 publicPosts`,
    find: once('members', (facts, { thresholds }) => {
      const held = peopleOf(facts).filter(holdsPost);
      return held.length >= thresholds.publicPosts && `家里有${held.length}个公益岗（${held.map((member) => nameOf(facts, member)).join('、')}）`;
    }),
  },
  {
    code: 'labour.postMonths',
    group: 'labour',
    severity: 'W',
    sentence: '公益岗和在岗月数一起填。',
    source: DOMAIN,
    find: eachPerson('publicPostMonths', ({ publicPost, publicPostMonths }) => {
      const months = publicPostMonths ?? 0;
      if (publicPost !== null && months <= 0) return '填了公益岗，没有填在岗月数';
      return publicPost === null && months > 0 && '填了公益岗月数，没有选公益岗';
    }),
  },
  {
    code: 'labour.placeMonths',
    group: 'labour',
    severity: 'W',
    sentence: '务工地和务工月数一起填。',
    source: DOMAIN,
    find: eachJob('workMonths', ({ workPlace, workMonths }) => {
      const there = (workPlace ?? '') !== '';
      const months = workMonths ?? 0;
      if (there && months <= 0) return '填了务工地，没有填务工月数';
      return !there && months > 0 && '填了务工月数，没有填务工地';
    }),
  },
  {
    code: 'labour.overlap',
    group: 'labour',
    severity: 'W',
    sentence: '同一人的几段务工时间不重叠。',
    source: DOMAIN,
    find: (facts) =>
      peopleOf(facts).flatMap((member) =>
        member.jobs.flatMap((job, index) => {
          const clash = member.jobs.slice(0, index).some((earlier) => overlaps(earlier, job));
          return clash
            ? [{ instanceId: job.instanceId || member.instanceId, key: 'workFrom', message: `${nameOf(facts, member)}有两段务工时间重叠` }]
            : [];
        }),
      ),
  },
  {
    code: 'labour.pay',
    group: 'labour',
    severity: 'W',
    sentence: '务工月收入在 100–30,000 元之间（县里可调）。',
    source: `${DOMAIN} · 政策 monthlyPayLow、monthlyPayHigh`,
    find: eachJob('monthlyPay', ({ monthlyPay }, { thresholds: { monthlyPayLow, monthlyPayHigh } }) => {
      if (monthlyPay === null) return null;
      if (monthlyPay < monthlyPayLow) return `的务工月收入低于${monthlyPayLow}元，请核对单位`;
      return monthlyPay > monthlyPayHigh && `的务工月收入高于${monthlyPayHigh}元，请核对`;
    }),
  },
  {
    code: 'labour.placeCounty',
    group: 'labour',
    severity: 'W',
    sentence: '务工地填到县（市、区）。',
    source: DOMAIN,
    find: eachJob('workPlace', ({ workPlace, workCounty }) => {
      const code = workPlace ?? '';
      // Beyond the home province the county is said in words.
      if ((workCounty ?? '') !== '' || !/^\d+$/.test(code) || WITHOUT_COUNTIES.has(code.slice(0, 6))) return null;
      return (code.length < 6 || code.slice(4, 6) === '00') && '的务工地没有填到县';
    }),
  },
  {
    code: 'labour.awayPost',
    group: 'labour',
    severity: 'W',
    sentence: '在县外务工的人不同时在本地公益岗。',
    source: DOMAIN,
    find: eachPerson(
      'publicPost',
      (member, { county }) => holdsPost(member) && member.jobs.some(({ workPlace }) => isOutside(workPlace, county)) && '在县外务工，又在本地公益岗',
    ),
  },
];
