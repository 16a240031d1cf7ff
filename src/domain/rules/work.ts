// 务工和公益岗: where somebody works, how long and for what pay (domain 5, Labour).
import type { Facts, JobFacts, MemberFacts } from '../facts.ts';
import { eachPerson, holdsPost, nameOf, once, peopleOf } from './people.ts';
import type { Finding, Rule, RuleContext } from './rule.ts';

const DOMAIN = 'domain 5 劳动和务工';

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

export const WORK_RULES: readonly Rule[] = [
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
