// The words by which a column's header tells what the column is; data, so that a new way of writing is one more word.
import type { ColumnRole } from './column.ts';

interface HeaderWord {
  role: ColumnRole;
  pattern: RegExp;
  /** The stronger word wins where two columns claim one role. */
  strength: number;
}

/** Columns that look like another but are about somebody or something else; tried first. */
const NOT_MEANT =
  /^(?:序号|编号|序|行号)$|关系|监护人|联系人|家长|帮扶|责任人|填表|填报|审核|经办|负责人|性别|年龄|民族|出生|银行|卡号|开户|医院|学校|备注|说明|总费用|医疗总|报销|统筹支付|基金支付|救助金额|单位|县区|县\(市|户主(?:身份证|证件)|村主任|支书/;

const WORDS: readonly HeaderWord[] = [
  { role: 'certificate', pattern: /残疾(?:人)?证/, strength: 3 },
  { role: 'idNumber', pattern: /身份证|公民身份|身份号码/, strength: 3 },
  { role: 'idNumber', pattern: /证件号|证件号码|证号$/, strength: 2 },
  { role: 'headName', pattern: /户主/, strength: 3 },
  {
    role: 'personName',
    pattern: /(?:患者|参保人|参保人员|学生|人员|本人|残疾人|救助对象|保障对象|对象|死者|病人|劳动者|申请人)(?:姓名|名称|名字)?$/,
    strength: 3,
  },
  { role: 'personName', pattern: /姓名|名字/, strength: 2 },
  { role: 'phone', pattern: /电话|手机|联系方式/, strength: 2 },
  { role: 'place', pattern: /(?:乡|镇|街道)[^村]*村/, strength: 2 },
  { role: 'place', pattern: /(?:户籍|户口|家庭|详细).*(?:地址|住址|所在地|地$)/, strength: 4 },
  { role: 'place', pattern: /地址|住址|居住地|所在地$|住所/, strength: 3 },
  { role: 'group', pattern: /村民小组|自然村|小组|^组$|组别|组名|所在组|居民组/, strength: 2 },
  { role: 'village', pattern: /行政村|村委会|村\(?居|村\(?社区|村级|村名|所在村|所属村|^村$|村庄|村社|社区|村组|村民委员会|村$/, strength: 2 },
  { role: 'township', pattern: /乡镇|乡\(镇|镇\(乡|街道|^镇$|^乡$|镇名|所在镇|所属镇|镇办|镇$|乡$/, strength: 2 },
  { role: 'indicator', pattern: /指标|(?:预警|风险|线索|问题|信息)(?:类型|类别|名称|原因|事项|内容)|预警信息/, strength: 2 },
  { role: 'amount', pattern: /自付|自费|个人负担|个人支付|个人自负|自负/, strength: 4 },
  { role: 'amount', pattern: /金额/, strength: 3 },
  { role: 'amount', pattern: /费用|支出|花费|\((?:万)?元\)|损失/, strength: 2 },
  { role: 'period', pattern: /期间|所属期|季度|年月|月份|年度|统计时段|时段/, strength: 2 },
];

export const headerKey = (header: string): string => header.normalize('NFKC').replace(/[\s*:：、,，.。_]/g, '');

/** What a header says, with its strength; null when it says nothing known. */
export function roleOfHeader(header: string): { role: ColumnRole; strength: number } | null {
  const key = headerKey(header);
  if (key === '' || key.length > 30) return null;
  if (NOT_MEANT.test(key)) return { role: 'ignore', strength: 1 };
  const word = WORDS.find((one) => one.pattern.test(key));
  return word ? { role: word.role, strength: word.strength } : null;
}

/** 万元 in the header: figures below are ten thousands. */
export const headerInWan = (header: string): boolean => /万元/.test(headerKey(header));

/** Rows below or between the data that belong to nobody: totals, signatures, remarks. Takes the row's texts joined without blanks. */
export const isClosingRow = (joined: string): boolean =>
  /^(?:合计|总计|小计|累计|共计|本页|备注[:：]?|说明[:：]|注[:：]|附[:：]|填表说明)/.test(joined) ||
  /(?:填表|制表|填报|审核|经办|负责|主管|统计|报送|联系)(?:人|单位|日期|时间|领导)(?:签字|签名|签章)?[:：(（]|(?:制表|填表|填报)(?:日期|时间)|盖章|签字[:：]/.test(
    joined,
  );
