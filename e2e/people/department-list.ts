// A list as a department's office sends it: a title, a note, a header in its own words, people as they were written down, a signature below.
import { writeFile } from 'node:fs/promises';
import * as XLSX from '@e965/xlsx';

export interface ListedPerson {
  name: string;
  /** As typed; `asNumber` stores it in a numeric cell, which ruins its last digits. */
  idNumber: string;
  asNumber?: boolean;
  town: string;
  village: string;
  amount: number;
}

/** Writes the list as .xlsx with merged title and merged township cells (empty below means the same as above). */
export async function writesList(path: string, people: readonly ListedPerson[]): Promise<void> {
  const rows: (string | number)[][] = [
    ['绛县医疗保障局2026年第三季度个人自付费用较高人员名单'],
    ['单位：元', '', '', '', '', '制表日期：2026年10月8日'],
    ['序号', '患者姓名', '公民身份号码', '所属乡（镇）', '村（社区）', '个人负担费用'],
  ];
  const merges: XLSX.Range[] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 5 } }];
  people.forEach((person, index) => {
    const above = people[index - 1];
    rows.push([
      index + 1,
      person.name,
      person.asNumber ? Number(person.idNumber) : `${person.idNumber.slice(0, 6)} ${person.idNumber.slice(6)}`,
      person.town === above?.town ? '' : person.town,
      person.village,
      person.amount,
    ]);
    const run = people.slice(index).findIndex((other) => other.town !== person.town);
    const length = run === -1 ? people.length - index : run;
    if (person.town !== above?.town && length > 1) merges.push({ s: { r: index + 3, c: 3 }, e: { r: index + 2 + length, c: 3 } });
  });
  rows.push(['合计', '', '', '', '', people.reduce((total, person) => total + person.amount, 0)]);
  rows.push(['填表人：张某', '', '', '审核人：李某']);
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  sheet['!merges'] = merges;
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '名单');
  await writeFile(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }));
}
