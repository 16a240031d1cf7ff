// The quality rules of the core survey: what must be put right (E) and what needs a word of explanation (W), the same at the door, at the server and over the county (domain 5).
import type { Household } from '../household.ts';
import { GUARANTEES } from '../household.ts';
import { idNumberFault } from '../id-number.ts';
import { incomeStanding } from '../income.ts';
import type { Yuan } from '../money.ts';
import type { CoreContent, MemberAnswer } from '../visit.ts';

/** `path` names the answer, e.g. survey.members.0.idNumber; `message` names the person and the field. Codes are never used for anything else. */
export interface RuleRemark {
  code: string;
  severity: 'E' | 'W';
  path: string;
  message: string;
}

export interface RuleContext {
  /** The archive's household, null when the person was not found there. */
  known: Household | null;
  /** 监测线, yuan a person a year; null when no policy is at hand. */
  line: Yuan | null;
}

type Note = (severity: RuleRemark['severity'], code: string, path: string, message: string) => void;

/** Every remark on a check, in the order of the form. */
export function coreRemarks(content: CoreContent, context: RuleContext): RuleRemark[] {
  const remarks: RuleRemark[] = [];
  const note: Note = (severity, code, path, message) => remarks.push({ severity, code, path, message });
  remarkMembers(content, note);
  remarkGuarantees(content, note);
  remarkIncome(content, context, note);
  remarkResult(content, context, note);
  return remarks;
}

const GUARANTEE_NAMES = { housing: '住房安全', schooling: '义务教育', water: '饮水安全', insurance: '医疗保险' } as const;
const counts = (member: MemberAnswer): boolean => member.presence !== 'dead' && member.presence !== 'movedOut';

function remarkMembers({ survey }: CoreContent, note: Note): void {
  const seen = new Map<string, string>();
  survey.members.forEach((member, index) => {
    if (!counts(member)) return;
    const who = member.name || `第${index + 1}位成员`;
    const path = `survey.members.${index}`;
    const id = member.idNumber.trim().toUpperCase();
    const fault = idNumberFault(id);
    if (fault === 'empty') note('W', 'id.empty', `${path}.idNumber`, `${who}没有证件号码，请补填或说明原因`);
    else if (fault) note('E', `id.${fault}`, `${path}.idNumber`, `${who}的证件号码不对，请对照身份证核对`);
    else {
      const other = seen.get(id.slice(0, 18));
      if (other !== undefined) note('E', 'id.twice', `${path}.idNumber`, `${who}与${other}的证件号码相同`);
      seen.set(id.slice(0, 18), who);
    }
    if (member.name.trim() === '') note('E', 'member.name', `${path}.name`, `第${index + 1}位成员没有姓名`);
    if (member.relation === '') note('E', 'member.relation', `${path}.relation`, `${who}没有填与户主关系`);
    if (member.phone !== '' && !/^1[3-9]\d{9}$/.test(member.phone)) note('W', 'phone.form', `${path}.phone`, `${who}的电话不像手机号`);
  });
  const people = survey.members.filter(counts);
  const heads = people.filter((member) => member.relation === '02').length;
  // A head who has died or left cannot be replaced at the door: the police's register does that later.
  const headLeft = survey.members.some((member) => member.relation === '02' && !counts(member));
  if (people.length > 0 && heads === 0) {
    if (headLeft) note('W', 'head.left', 'survey.members', '户主已去世或迁出，请提醒家里变更户主');
    else note('E', 'head.none', 'survey.members', '成员里没有户主');
  }
  if (heads > 1) note('E', 'head.two', 'survey.members', '成员里有两个户主');
  if (people.filter((member) => member.relation === '10').length > 1) note('E', 'spouse.two', 'survey.members', '成员里有两个配偶');
  const { phone } = survey.household;
  if (phone !== '' && !/^1[3-9]\d{9}$/.test(phone)) note('W', 'phone.form', 'survey.household.phone', '家庭联系电话不像手机号');
}

function remarkGuarantees({ survey, result }: CoreContent, note: Note): void {
  for (const name of GUARANTEES) {
    const answer = survey.guarantees[name];
    const path = `survey.guarantees.${name}`;
    if (answer.problem === null) note('W', 'guarantee.unanswered', path, `${GUARANTEE_NAMES[name]}没有填写`);
    if (answer.problem !== true) continue;
    if (answer.who.trim() === '' && answer.action.trim() === '')
      note('W', 'guarantee.unexplained', path, `${GUARANTEE_NAMES[name]}有问题，请写明是谁、怎么解决`);
    if (!result.include) note('W', 'guarantee.notIncluded', path, `${GUARANTEE_NAMES[name]}有问题但不纳入，请说明`);
  }
}

function remarkIncome({ survey, result }: CoreContent, { known, line }: RuleContext, note: Note): void {
  const { income } = survey;
  if (income === null) return;
  for (const [item, amount] of Object.entries(income)) {
    if (amount < 0) note('E', 'income.negative', `survey.income.${item}`, '收入和支出的金额不能是负数');
  }
  const people = survey.members.filter(counts).length || (known?.size ?? 0);
  const standing = line === null ? null : incomeStanding(income, people, line);
  if (standing === null) return;
  if (standing.netGap < 0 && !result.include)
    note('W', 'income.belowLine', 'survey.income', `人均纯收入 ${standing.netPerCapita} 元，低于监测线但不纳入，请说明`);
  if (standing.netGap >= 0 && result.include && result.category !== 'sudden') {
    note('W', 'income.aboveLine', 'survey.income', `人均纯收入 ${standing.netPerCapita} 元，高于监测线；只有突发严重困难户可以高于监测线`);
  }
  if (survey.risks.includes('illness') && income.selfPaid === 0)
    note('W', 'income.illnessUnpaid', 'survey.income.selfPaid', '风险是因病，但合规自付支出为 0');
}

function remarkResult({ result, survey, visitors }: CoreContent, { known }: RuleContext, note: Note): void {
  if (!result.include) {
    if (result.reason === null) note('E', 'result.noReason', 'result.reason', '不纳入，但没有选原因');
    if (result.category !== null) note('E', 'result.categoryOfNone', 'result.category', '不纳入，却选了监测户类型');
    return;
  }
  if (result.category === null || result.category === 'none') note('E', 'result.noCategory', 'result.category', '纳入，但没有选监测户类型');
  if (known && result.category === 'unstable' && known.kind !== 'lifted')
    note('E', 'result.unstableKind', 'result.category', '脱贫不稳定户只能是脱贫户');
  if (known && result.category === 'marginal' && known.kind !== 'general')
    note('E', 'result.marginalKind', 'result.category', '边缘易致贫户只能是一般农户');
  if (survey.risks.length === 0) note('E', 'risk.none', 'survey.risks', '纳入，但没有选风险');
  if (survey.risks.includes('other') && survey.riskText.trim() === '') note('E', 'risk.otherText', 'survey.riskText', '选了其他风险，请写明是什么');
  if (survey.income === null) note('E', 'income.none', 'survey.income', '纳入，但没有填收入');
  if (visitors.filter((name) => name.trim() !== '').length < 2) note('W', 'visitors.two', 'visitors', '纳入要有两名入户人员');
  const withProblem = GUARANTEES.filter((name) => survey.guarantees[name].problem === true);
  const matching = { housing: 'housing', water: 'water', schooling: 'schooling', insurance: 'illness' } as const;
  for (const name of withProblem) {
    if (name !== 'insurance' && !survey.risks.includes(matching[name]))
      note('W', 'risk.unmatched', 'survey.risks', `${GUARANTEE_NAMES[name]}有问题，风险里没有相应一项`);
  }
}
