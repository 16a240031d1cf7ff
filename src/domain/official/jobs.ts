// 外出务工: each spell of work of a member, with its place to the county (domain 3.2).
import type { Repeat } from '../survey/definition.ts';
import { ask, choose, IS_MONTH, ITS_FIRST_DAY, money, month, reckoned, repeat, say, YUAN } from './wording.ts';

export const JOBS: Repeat = repeat('jobs', '务工经历', 'Spell of work', [
  choose('workPlace', 'places', '务工地点', 'Place of work', {
    appearance: 'minimal autocomplete',
    hint: say('可按拼音查找', 'Can be found by pinyin'),
  }),
  // A code that ends in 00 is a province or a prefecture: the county is then said in words.
  ask('text', 'workCounty', '具体到哪个县（市、区）', 'Which county or district', { relevant: "ends-with(${workPlace}, '00')" }),
  ask('text', 'employer', '务工企业或雇主', 'Employer'),
  choose('trade', 'trades', '从事行业', 'Trade', { appearance: 'minimal autocomplete' }),
  ask('integer', 'workMonths', '今年务工几个月', 'Months this year', {
    unit: say('个月', 'months'),
    constraint: '. >= 0 and . <= 12',
    constraintMessage: say('应在 0 到 12 之间', 'Between 0 and 12'),
  }),
  money('monthlyPay', '月工资', 'Monthly pay'),
  choose('howFound', 'howFound', '怎么找到的', 'How it was found'),
  month('workFrom', '从哪个月起', 'From'),
  month('workTo', '到哪个月止', 'To', {
    hint: say('还在做就不填', 'Leave empty while it lasts'),
    constraint: `${IS_MONTH} and (\${workFrom} = '' or ${ITS_FIRST_DAY} >= date(concat(\${workFrom}, '-01')))`,
    constraintMessage: say('请填年和月，不早于开始的月份', 'Year and month, not before the first'),
  }),
  choose('workPlan', 'workPlans', '下一步打算', 'Plans'),
  reckoned('yearlyPay', '全年工资', 'Pay of the year', 'round(coalesce(${monthlyPay}, 0) * coalesce(${workMonths}, 0), 2)', YUAN),
]);
