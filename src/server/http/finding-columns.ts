// The columns of a list of findings in Excel, so that a township can work it off line by line.
import type { PolicyNames } from '../../domain/policy-names.ts';
import { ruleSentence } from '../../domain/rules/table.ts';
import type { FindingItem } from '../../wire/quality.ts';
import { zh } from '../../words/desk/zh.ts';
import type { SheetColumn } from '../sheets/write-sheet.ts';

export const findingColumns = (names: PolicyNames): readonly SheetColumn<FindingItem>[] => [
  { header: '乡镇', width: 12, type: 'text', value: (item) => item.townshipName },
  { header: '村', width: 14, type: 'text', value: (item) => item.villageName },
  { header: '组', width: 10, type: 'text', value: (item) => item.groupName },
  { header: '户主', width: 10, type: 'text', value: (item) => item.headName },
  { header: '级别', width: 10, type: 'text', value: ({ severity }) => zh.quality.severity[severity] },
  { header: '问题', width: 48, type: 'text', value: (item) => item.message },
  { header: '规则', width: 44, type: 'text', value: ({ code }) => ruleSentence(code, names) ?? '' },
  { header: '规则编号', width: 28, type: 'text', value: ({ code }) => code },
];
