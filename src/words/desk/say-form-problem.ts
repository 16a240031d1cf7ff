// One line for one problem of an Excel form: where it is, as Excel counts, and what to do.
import type { FormProblem } from '../../domain/survey/xlsform/grid.ts';
import type { Language } from '../common/say.ts';
import { formProblemsEn } from './form-problems-en.ts';
import { formProblemsZh } from './form-problems-zh.ts';

/** survey 表第 5 行 relevant 列，第 12 个字符：这里不应出现“)”，请检查公式 */
export function sayFormProblem({ sheet, row, column, code, at, detail }: FormProblem, language: Language): string {
  const zh = language === 'zh';
  const place = [
    zh ? `${sheet} 表` : `Sheet ${sheet}`,
    row === 0 ? '' : zh ? `第 ${row} 行` : `, row ${row}`,
    column === '' ? '' : zh ? ` ${column} 列` : `, column ${column}`,
    at === 0 ? '' : zh ? `，第 ${at + 1} 个字符` : `, character ${at + 1}`,
  ].join('');
  return `${place}${zh ? '：' : ': '}${(zh ? formProblemsZh : formProblemsEn)[code](detail)}`;
}
