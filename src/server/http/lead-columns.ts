// The columns of a list of leads in Excel, in the order in which departments ask for them; ID numbers stay masked.
import { DEPARTMENT_NAMES } from '../../domain/department.ts';
import type { LeadItem } from '../../wire/desk.ts';
import type { CommonWords } from '../../words/common/zh.ts';
import type { SheetColumn } from '../sheets/write-sheet.ts';

const dayOf = (instant: string | null): Date | null => (instant ? new Date(Date.parse(instant) + 8 * 3_600_000) : null);

/** `words` with the county's own names of the categories. */
export const leadColumns = (words: CommonWords): readonly SheetColumn<LeadItem>[] => [
  { header: '推送部门', width: 12, type: 'text', value: ({ lead }) => DEPARTMENT_NAMES[lead.department] },
  { header: '姓名', width: 10, type: 'text', value: ({ lead }) => lead.personName },
  { header: '身份证号', width: 22, type: 'text', value: ({ lead }) => lead.idNumber },
  { header: '乡镇', width: 12, type: 'text', value: (item) => item.townshipName },
  { header: '村', width: 14, type: 'text', value: (item) => item.villageName },
  { header: '原文地址', width: 24, type: 'text', value: ({ lead }) => lead.placeText },
  { header: '线索', width: 20, type: 'text', value: ({ lead }) => lead.indicatorText },
  { header: '金额（元）', width: 14, type: 'money', value: ({ lead }) => lead.amount },
  { header: '时间段', width: 10, type: 'text', value: ({ lead }) => lead.period },
  { header: '接收日期', width: 12, type: 'date', value: ({ lead }) => dayOf(lead.receivedAt) },
  { header: '线索状态', width: 10, type: 'text', value: ({ lead }) => words.leadStates[lead.state] },
  { header: '任务状态', width: 10, type: 'text', value: (item) => (item.taskState ? words.taskStates[item.taskState] : '') },
  { header: '户籍情况', width: 10, type: 'text', value: ({ result }) => (result ? words.residency[result.residency] : '') },
  { header: '是否纳入', width: 10, type: 'text', value: ({ result }) => (result ? (result.include ? words.include.yes : words.include.no) : '') },
  { header: '监测户类型', width: 14, type: 'text', value: ({ result }) => (result?.category ? words.categories[result.category] : '') },
  { header: '不纳入原因', width: 16, type: 'text', value: ({ result }) => (result?.reason ? words.reasons[result.reason] : '') },
  { header: '简要情况说明', width: 40, type: 'text', value: ({ result }) => result?.summary ?? '' },
  { header: '部门知晓日期', width: 12, type: 'date', value: (item) => dayOf(item.acknowledgedAt) },
];
