// 收入: every item in 元 over the 12 full months before, the totals of its parts, and how the household stands against the line (domain 3.3).
import type { Group, Item } from '../survey/definition.ts';
import { INCOME_PARTS, type IncomeItem, type IncomePart } from './codes.ts';
import { SUGGESTION } from './suggestion.ts';
import { computed, group, money, reckoned, say, YUAN } from './wording.ts';

const ITEMS: Record<IncomeItem, readonly [zh: string, en: string]> = {
  wagesWork: ['务工工资', 'Wages from work'],
  wagesPostDepartment: ['公益岗（部门开发）', 'Public post of a department'],
  wagesPostTownship: ['公益岗（乡镇开发）', 'Public post of the township'],
  wagesPostVillage: ['公益岗（村级开发）', 'Public post of the village'],
  wagesOdd: ['采摘等零工', 'Odd jobs, picking'],
  businessCrops: ['种植业收入', 'Crops'],
  businessLivestock: ['养殖业收入', 'Livestock'],
  businessOrchard: ['林果业收入', 'Orchards and woods'],
  businessOther: ['其他经营收入', 'Other business'],
  costsCrops: ['种植业支出', 'Costs of crops'],
  costsLivestock: ['养殖业支出', 'Costs of livestock'],
  costsOrchard: ['林果业支出', 'Costs of orchards and woods'],
  costsOther: ['其他经营支出', 'Costs of other business'],
  propertyDividend: ['资产收益分红', 'Dividends from assets'],
  propertyLand: ['土地流转', 'Land let to others'],
  propertyFinance: ['金融项目', 'Finance projects'],
  propertyEntrusted: ['代种代养', 'Planting and breeding by others'],
  propertyOther: ['其他财产性收入', 'Other property'],
  transferBirthPlan: ['计划生育金', 'Family planning award'],
  transferMinimum: ['低保金', 'Minimum living allowance'],
  transferDestitute: ['特困供养金', 'Destitute support'],
  transferPension: ['养老金', 'Pension'],
  transferReforest: ['生态补偿：退耕还林', 'Ecology: returned to forest'],
  transferPublicForest: ['生态补偿：公益林', 'Ecology: public forest'],
  transferPasture: ['生态补偿：草原', 'Ecology: grassland'],
  transferEcologyOther: ['生态补偿：其他', 'Ecology: other'],
  transferGrain: ['种粮补贴', 'Grain subsidy'],
  transferSoil: ['地力补贴', 'Soil subsidy'],
  transferMachinery: ['农机保险补贴', 'Farm machinery and insurance'],
  transferElder: ['高龄补贴', 'Old age allowance'],
  transferVeteran: ['优抚金', 'Veterans and families'],
  transferDisability: ['残疾补贴', 'Disability allowance'],
  transferEducation: ['教育资助', 'Education aid'],
  transferDisaster: ['救灾款', 'Disaster relief'],
  transferChildren: ['赡养费', 'From children'],
  transferHeating: ['取暖费', 'Heating aid'],
  transferInsurance: ['防贫保险', 'Anti-poverty insurance'],
  transferGift: ['捐赠与赔偿', 'Donations and compensation'],
  transferOther: ['其他转移性收入', 'Other transfers'],
  claims: ['理赔收入', 'Claims received'],
  spendMedical: ['医疗自付', 'Medical, paid by oneself'],
  spendEducation: ['教育自付', 'Education, paid by oneself'],
  spendHousing: ['住房自付', 'Housing, paid by oneself'],
  spendOther: ['其他自付', 'Other, paid by oneself'],
};

const PARTS: Record<IncomePart, readonly [zh: string, en: string, hintZh: string, hintEn: string]> = {
  wages: ['A 工资性收入', 'A Wages', '全家人前 12 个月的合计', 'The whole household, the last 12 months'],
  business: ['B 经营性收入', 'B Business, gross', '没扣成本的毛收入', 'Before costs'],
  property: ['C 财产性收入', 'C Property', '', ''],
  transfers: ['D 转移性收入', 'D Transfers', '', ''],
  costs: ['E 生产经营性支出', 'E Business costs', '种子、化肥、饲料等', 'Seed, fertiliser, fodder'],
  claims: ['理赔收入', 'Claims received', '保险理赔到手的钱，不算进纯收入', 'Paid by insurers; not part of the net income'],
  selfPaid: ['合规自付支出', 'Self-paid spending', '所有报销、救助之后自家出的钱', 'After all reimbursement and aid'],
};

/** In the order in which the form asks; the printed form's letters. */
const ORDER: readonly IncomePart[] = ['wages', 'business', 'costs', 'property', 'transfers', 'claims', 'selfPaid'];

/**
 * Whether an item is part of the net income. Domain 3.3 lists the one-off aids (救灾款, 教育资助, 防贫保险, 捐赠与赔偿) among the transfers and makes the net income of all of
 * A + B + C + D − E, so by default everything there counts, and claims and self-paid spending don't. A county that holds one-off aid not to be stable income publishes its
 * survey with that item's flag off: the totals are counted sums and follow.
 */
const counts = (part: IncomePart): boolean => part !== 'claims' && part !== 'selfPaid';

/** What the members' spells of work come to is suggested as their wages. */
const SUGGESTED: Partial<Record<IncomeItem, string>> = { wagesWork: "if(sum(${yearlyPay}) > 0, round(sum(${yearlyPay}), 2), '')" };

const asked = (part: IncomePart): Group => {
  const [zh, en, hintZh, hintEn] = PARTS[part];
  const items = INCOME_PARTS[part].map((item) =>
    money(item, ...ITEMS[item], { countsInNetIncome: counts(part), ...(SUGGESTED[item] ? { calculation: SUGGESTED[item] } : {}) }),
  );
  return group(`${part}Items`, zh, en, items, hintZh === '' ? {} : { hint: say(hintZh, hintEn) });
};

const every = (parts: readonly IncomePart[]): string =>
  parts
    .flatMap((part) => INCOME_PARTS[part])
    .map((item) => `\${${item}}`)
    .join(', ');

/** Totals in 元. Nothing while not one item has been said or confirmed: not asked is not 0. */
const said = (calculation: string): string => `if(\${incomeSaid} = 1, round(${calculation}, 2), '')`;
const aPerson = (total: string): string => `if(\${incomeSaid} = 1 and \${size} >= 1, round(\${${total}} div \${size}, 2), '')`;
/** Above the line; below it when negative. */
const againstLine = (figure: string): string => `if(\${${figure}} = '' or \${monitoringLine} = '', '', round(\${${figure}} - \${monitoringLine}, 2))`;

const totals: Item[] = [
  computed('incomeSaid', `if(coalesce(${every(ORDER)}) = '', 0, 1)`),
  ...(['wages', 'business', 'costs', 'property', 'transfers'] as const).map((part) => {
    const [zh, en] = PARTS[part];
    return reckoned(part, `${zh}合计`, `${en}, total`, said(`counted-sum(\${${part}Items})`), YUAN);
  }),
  reckoned('selfPaid', '合规自付支出合计', 'Self-paid spending, total', said(`sum(${every(['selfPaid'])})`), YUAN),
  reckoned('net', '家庭纯收入', 'Net income', said('${wages} + ${business} + ${property} + ${transfers} - ${costs}'), YUAN),
  reckoned('reference', '家庭参考收入', 'Reference income', said('${net} + coalesce(${claims}, 0) - ${selfPaid}'), YUAN),
  reckoned('perCapita', '人均纯收入', 'Net income a person', aPerson('net'), YUAN),
  reckoned('referencePerCapita', '人均参考收入', 'Reference income a person', aPerson('reference'), YUAN),
  reckoned('lineGap', '人均纯收入高出监测线', 'Net income a person above the line', againstLine('perCapita'), YUAN),
  reckoned('referenceGap', '人均参考收入高出监测线', 'Reference income a person above the line', againstLine('referencePerCapita'), YUAN),
];

export const INCOME_SECTION: Group = group('income', '家庭收入', 'Income', [...ORDER.map(asked), ...totals, ...SUGGESTION], {
  appearance: 'income',
  relevant: "${include} = 'yes'",
});
