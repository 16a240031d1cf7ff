// The policy an installation starts with: Shanxi's clocks and the departments' signals, with a monitoring line that the county has still to confirm.
import { DEFAULT_PHONE_DAYS, type Indicator, type Policy, type RuleThresholds } from './policy.ts';
import { DEFAULT_NAMES } from './policy-names.ts';

/**
 * The signals of domain 4, each with the words departments use for it in file names, titles, headers and cells.
 * Longer words come first: a reader takes the longest that fits.
 */
export const DEFAULT_INDICATORS: readonly Indicator[] = [
  {
    code: 'medical-self-paid',
    department: 'yibao',
    label: '医疗自付费用较高',
    words: [
      '个人自付费用较高',
      '医疗自付费用',
      '个人自付费用',
      '个人自付医疗费',
      '自付医疗费',
      '自付金额',
      '自付费用',
      '个人自付',
      '医疗费用',
      '大额医疗',
      '自负费用',
    ],
    threshold: { watched: 5000, others: 20000 },
  },
  {
    code: 'uninsured',
    department: 'yibao',
    label: '未参加基本医疗保险',
    words: ['未参加基本医疗保险', '未参保人员', '未参加医保', '医保断保', '未参保', '断保', '未缴费'],
    threshold: null,
  },
  {
    code: 'relief-new',
    department: 'minzheng',
    label: '新纳入低保特困或临时救助',
    words: ['新纳入低保', '新增低保', '新增特困', '低保新增', '特困供养', '临时救助', '城乡低保', '低保', '特困'],
    threshold: null,
  },
  {
    code: 'relief-ended',
    department: 'minzheng',
    label: '退出低保',
    words: ['退出低保', '停发低保', '低保退出', '低保清退', '停保'],
    threshold: null,
  },
  {
    code: 'out-of-school',
    department: 'jiaoyu',
    label: '义务教育阶段失学辍学',
    words: ['失学辍学', '疑似辍学', '控辍保学', '义务教育未入学', '未入学', '辍学', '失学'],
    threshold: null,
  },
  {
    code: 'school-self-paid',
    department: 'jiaoyu',
    label: '教育自付支出较大',
    words: ['教育自付支出', '教育支出较大', '教育自付', '就学支出', '教育支出', '学费支出'],
    threshold: { watched: 10000, others: 10000 },
  },
  {
    code: 'disability-new',
    department: 'canlian',
    label: '新办残疾证',
    words: ['新办残疾人证', '新增持证残疾人', '新办残疾证', '残疾等级变更', '新增残疾', '持证残疾人', '残疾人证', '残疾证'],
    threshold: null,
  },
  {
    code: 'dwelling-unsafe',
    department: 'zhujian',
    label: '住房安全等级C级D级',
    words: ['住房安全鉴定', '疑似危房', '住房不安全', '危房排查', 'C级D级', 'CD级危房', '危房'],
    threshold: null,
  },
  {
    code: 'water-unsafe',
    department: 'shuili',
    label: '饮水困难或水质不达标',
    words: ['饮水不达标', '饮水困难', '饮水安全', '水质不达标', '供水中断', '停水'],
    threshold: null,
  },
  {
    code: 'job-lost',
    department: 'renshe',
    label: '务工返乡失业',
    words: ['务工返乡', '返乡回流', '失业人员', '务工不稳', '未就业', '失业', '返乡'],
    threshold: null,
  },
  {
    code: 'disaster',
    department: 'yingji',
    label: '受灾',
    words: ['自然灾害', '因灾受损', '洪涝受灾', '受灾群众', '火灾', '受灾', '灾情'],
    threshold: null,
  },
  {
    code: 'accident',
    department: 'gongan',
    label: '交通事故等意外',
    words: ['道路交通事故', '交通事故', '意外事故', '意外伤亡', '事故'],
    threshold: null,
  },
  {
    code: 'death-or-move',
    department: 'gongan',
    label: '户籍变动',
    words: ['户籍变动', '死亡注销', '户口迁移', '死亡人员', '户口注销', '迁出'],
    threshold: null,
  },
  {
    code: 'major-illness',
    department: 'weijian',
    label: '新确诊大病',
    words: ['大病专项救治', '新确诊大病', '大病患者', '重大疾病', '罕见病', '大病'],
    threshold: null,
  },
  {
    code: 'petition',
    department: 'xiangcun',
    label: '信访舆情或其他渠道反映',
    words: ['12317', '信访反映', '信访', '舆情', '媒体反映', '行业部门推送', '其他线索'],
    threshold: null,
  },
];

/** The figures of domain 5. */
export const DEFAULT_RULE_THRESHOLDS: RuleThresholds = {
  perCapitaLow: 4000,
  perCapitaHigh: 20000,
  wagesOdd: 100,
  monthlyPayLow: 100,
  monthlyPayHigh: 30000,
  incomeChange: 0.3,
  landMu: 100,
  woodMu: 200,
  roadKm: 5,
  labourShare: 0.25,
  publicPosts: 3,
  eliminationMonths: 6,
  developmentMonths: 6,
};

/**
 * Shanxi from 2026. The line of the year is not known here: 8,000 元 is an assumption, marked as one, until the county sets its own
 * (screens say so while `monitoringLineAssumed` holds). Clocks: 15 days from first signal to decision (workflow.md), of which a village has 7.
 */
export const SHANXI_POLICY_2026: Policy = {
  division: '14',
  effectiveFrom: '2026-01-01',
  monitoringLine: 8000,
  monitoringLineAssumed: true,
  dueDays: { lead: 7, sweep: 30, self: 7, round: 7 },
  returnedDueDays: 3,
  closeAfterDays: 7,
  indicators: [...DEFAULT_INDICATORS],
  ruleThresholds: DEFAULT_RULE_THRESHOLDS,
  names: DEFAULT_NAMES,
  phones: DEFAULT_PHONE_DAYS,
};

/** What a new county's ledger is given; the county's own later records win over these (policyOn). */
export const DEFAULT_POLICIES: readonly Policy[] = [SHANXI_POLICY_2026];
