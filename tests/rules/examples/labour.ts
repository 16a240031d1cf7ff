// Examples of the rules of labour.
import type { JobFacts, MemberFacts } from '../../../src/domain/facts.ts';
import { family, girl, head, job, measure, monitored, numberFor, person, son, wife } from '../family.ts';
import { type Example, says } from './example.ts';

const born = (years: number, days = 0) => new Date(Date.UTC(2026 - years, 5, 15 + days)).toISOString().slice(0, 10);
const aged = (years: number, changes: Partial<MemberFacts>, days = 0) => {
  const birthOn = born(years, days);
  return family({ members: [head(), wife(), person('王富贵', birthOn, '1', { relation: '51', ...changes })] });
};
const withSon = (changes: Partial<MemberFacts>) => family({ members: [head(), wife(), son(changes), girl()] });
const working = (...jobs: Partial<JobFacts>[]) => withSon({ jobs: jobs.map((changes, index) => job({ instanceId: `j-${index + 1}`, ...changes })) });
const certificate = (grade: string) => ({ health: ['disabled'] as const, certificateNo: `${numberFor('1975-02-03', 11)}${grade}` });
const oldPair = [head({ labour: 'lost', health: ['chronic'] }), wife({ labour: 'none', health: ['chronic'], minimum: true })];

export const LABOUR_EXAMPLES: readonly Example[] = [
  {
    code: 'labour.childLabour',
    breaks: [says('王富贵 15 岁，填成弱劳动力', aged(16, { labour: 'weak' }, 1))],
    sound: [
      says('15 岁，无劳动力', aged(16, { labour: 'none' }, 1)),
      says('刚满 16 岁，普通劳动力', aged(16, { labour: 'ordinary' })),
      says('年龄不知道', aged(10, { idNumber: null, birthOn: null })),
    ],
  },
  {
    code: 'labour.childWork',
    breaks: [
      says('15 岁外出务工', aged(16, { labour: 'none', jobs: [job()] }, 1)),
      says('15 岁在公益岗', aged(15, { labour: 'none', publicPost: 'road', publicPostMonths: 3 })),
    ],
    sound: [says('16 岁外出务工', aged(16, { jobs: [job()] })), says('王小梅在上学', family())],
  },
  {
    code: 'labour.pupilLabour',
    breaks: [says('17 岁上高中，填成普通劳动力', aged(17, { schooling: null, schoolStage: 'senior2', labour: 'ordinary' }))],
    sound: [says('17 岁上高中，无劳动力', aged(17, { schooling: null, schoolStage: 'senior2', labour: 'none' })), says('25 岁，不在校', family())],
  },
  {
    code: 'labour.ableIdle',
    breaks: [
      says('40 岁，健康，填成丧失劳动力', aged(40, { labour: 'lost' })),
      says('刚满 16 岁，健康，不在校，无劳动力', aged(16, { labour: 'none' })),
      says('59 岁，健康，弱劳动力', aged(60, { labour: 'weak' }, 1)),
    ],
    sound: [
      says('60 岁，弱劳动力', aged(60, { labour: 'weak' })),
      says('40 岁，有慢性病', aged(40, { labour: 'weak', health: ['chronic'] })),
      says('17 岁，在校', aged(17, { schooling: null, schoolStage: 'senior2', labour: 'none' })),
    ],
  },
  {
    code: 'labour.elderAble',
    breaks: [says('60 岁，还是普通劳动力', aged(60, {})), says('75 岁，技能劳动力', aged(75, { labour: 'skilled' }))],
    sound: [says('差一天满 60 岁', aged(60, {}, 1)), says('70 岁，弱劳动力', aged(70, { labour: 'weak' }))],
  },
  {
    code: 'labour.limbOrdinary',
    breaks: [
      says('肢体二级，普通劳动力', family({ members: [head(certificate('42')), wife()] })),
      says(
        '号码写在证件号码里',
        family({ members: [head({ health: ['disabled'], idKind: 'disability', idNumber: `${numberFor('1975-02-03', 11)}41` }), wife()] }),
      ),
    ],
    sound: [
      says('肢体三级', family({ members: [head(certificate('43')), wife()] })),
      says('视力一级', family({ members: [head(certificate('11')), wife()] })),
      says('肢体一级，弱劳动力', family({ members: [head({ ...certificate('41'), labour: 'weak' }), wife()] })),
    ],
  },
  {
    code: 'labour.unableWorks',
    breaks: [
      says('王磊丧失劳动力，却在外务工', withSon({ labour: 'lost', health: ['major'] })),
      says('无劳动力，却在公益岗', withSon({ labour: 'none', health: ['major'], jobs: [], publicPost: 'cleaning', publicPostMonths: 6 })),
    ],
    sound: [
      says('弱劳动力，在公益岗', withSon({ labour: 'weak', health: ['chronic'], jobs: [], publicPost: 'cleaning', publicPostMonths: 6 })),
      says('普通劳动力在外务工', family()),
    ],
  },
  {
    code: 'labour.unableMeasure',
    breaks: [
      says(
        '两位老人都没有劳动力，措施有公益岗位',
        monitored({ members: oldPair, measures: [measure({ measure: 'publicPost' }), measure({ instanceId: 'x-2', measure: 'health' })] }),
      ),
      says('措施有就业', monitored({ members: oldPair, measures: [measure({ measure: 'employment' })] })),
    ],
    sound: [
      says('措施是健康', monitored({ members: oldPair, measures: [measure({ measure: 'health' })] })),
      says('有一人能劳动', monitored({ measures: [measure({ measure: 'employment' }), measure({ instanceId: 'x-2', measure: 'health' })] })),
    ],
  },
  {
    code: 'labour.elderPost',
    breaks: [says('70 岁，还在公益岗', aged(70, { labour: 'weak', publicPost: 'cleaning', publicPostMonths: 12 }))],
    sound: [says('差一天满 70 岁', aged(70, { labour: 'weak', publicPost: 'cleaning', publicPostMonths: 12 }, 1))],
  },
  {
    code: 'labour.destituteAble',
    breaks: [
      says('特困供养，59 岁，健康', aged(60, { destitute: true }, 1)),
      says('特困供养，刚满 18 岁，健康', aged(18, { destitute: true })),
      says('特困供养，65 岁，在外务工', aged(65, { labour: 'weak', destitute: true, jobs: [job()] })),
    ],
    sound: [
      says('特困供养，60 岁', aged(60, { labour: 'weak', destitute: true })),
      says('特困供养，40 岁，残疾', aged(40, { destitute: true, labour: 'lost', health: ['major'] })),
      says('17 岁，健康', aged(18, { destitute: true }, 1)),
    ],
  },
  {
    code: 'labour.manyPosts',
    breaks: [
      says(
        '三个人都在公益岗',
        family({
          members: [
            head({ publicPost: 'road', publicPostMonths: 6 }),
            wife({ publicPost: 'cleaning', publicPostMonths: 6 }),
            son({ jobs: [], publicPost: 'water', publicPostMonths: 6 }),
          ],
        }),
      ),
    ],
    sound: [
      says(
        '两个人在公益岗',
        family({ members: [head({ publicPost: 'road', publicPostMonths: 6 }), wife({ publicPost: 'cleaning', publicPostMonths: 6 }), son()] }),
      ),
    ],
  },
  {
    code: 'labour.postMonths',
    breaks: [
      says('填了公益岗，没有月数', family({ members: [head({ publicPost: 'road' }), wife()] })),
      says('月数是 0', family({ members: [head({ publicPost: 'road', publicPostMonths: 0 }), wife()] })),
      says('填了月数，没有公益岗', family({ members: [head({ publicPostMonths: 3 }), wife()] })),
    ],
    sound: [
      says('保洁，6 个月', family({ members: [head({ publicPost: 'cleaning', publicPostMonths: 6 }), wife()] })),
      says('都没有填', family()),
      says('没有公益岗，0 个月', family({ members: [head({ publicPostMonths: 0 }), wife()] })),
    ],
  },
  {
    code: 'labour.placeMonths',
    breaks: [
      says('填了务工地，没有月数', working({ workMonths: null })),
      says('月数是 0', working({ workMonths: 0 })),
      says('填了月数，没有务工地', working({ workPlace: null })),
    ],
    sound: [says('盐湖区，8 个月', working({})), says('都没有填', working({ workPlace: null, workMonths: null, monthlyPay: null }))],
  },
  {
    code: 'labour.overlap',
    breaks: [says('3–10 月一段，6–8 月又一段', working({}, { workFrom: '2025-06', workTo: '2025-08', workMonths: 3 }))],
    sound: [
      says('3–5 月一段，5–10 月一段（当月换工作）', working({ workTo: '2025-05', workMonths: 3 }, { workFrom: '2025-05', workMonths: 5 })),
      says('后一段没有填起止', working({}, { workFrom: null, workTo: null })),
    ],
  },
  {
    code: 'labour.pay',
    breaks: [says('月收入 30,001 元', working({ monthlyPay: 30001 })), says('月收入 99 元', working({ monthlyPay: 99 }))],
    sound: [
      says('30,000 元', working({ monthlyPay: 30000 })),
      says('100 元', working({ monthlyPay: 100 })),
      says('没有填', working({ monthlyPay: null })),
    ],
  },
  {
    code: 'labour.placeCounty',
    breaks: [says('务工地只到运城市（140800）', working({ workPlace: '140800' })), says('只到山西省（14）', working({ workPlace: '14' }))],
    sound: [
      says('到盐湖区（140802）', working({})),
      says('东莞市不设县（441900）', working({ workPlace: '441900' })),
      says('没有填', working({ workPlace: null, workMonths: null })),
    ],
  },
  {
    code: 'labour.awayPost',
    breaks: [says('在盐湖区务工，又在本地公益岗', withSon({ publicPost: 'cleaning', publicPostMonths: 4 }))],
    sound: [
      says('在本县务工，又在公益岗', withSon({ jobs: [job({ workPlace: '140826' })], publicPost: 'cleaning', publicPostMonths: 4 })),
      says('只在外务工', family()),
    ],
  },
];
