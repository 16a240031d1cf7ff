// Lists as departments really send them: titles, merged cells, signatures, abbreviations, slips and damaged ID numbers, about people of the demonstration county, with what is true of each row.
import { DEPARTMENT_NAMES, type DepartmentCode } from '../domain/department.ts';
import { spokenName } from '../domain/division.ts';
import type { Household, Member } from '../domain/household.ts';
import { idNumberFault } from '../domain/id-number.ts';
import type { DrawnVillage } from './county.ts';
import { diceOf } from './dice.ts';

export type Cell = string | number | null;
export type FileKind = 'xlsx' | 'xls' | 'html-xls' | 'csv' | 'csv-gb18030';

/** What a careful clerk would make of a row. */
export interface RowTruth {
  /** As Excel counts, from 1. */
  row: number;
  personName: string;
  idNumber: string;
  villageCode: string;
  householdId: string;
  /** Whether the ID number as written can still be read: a numeric cell has lost its last digits. */
  idReadable: boolean;
}

export interface DepartmentFile {
  name: string;
  kind: FileKind;
  department: DepartmentCode;
  indicator: string;
  rows: Cell[][];
  /** Merged areas, from 0: first and last row and column. */
  merges: { fromRow: number; toRow: number; fromColumn: number; toColumn: number }[];
  truth: RowTruth[];
  /** Rows that nobody could decide from the list alone: a name that two villages share, another county. */
  doubts: { row: number; personName: string; about: 'ask' | 'outside' }[];
}

interface Person {
  member: Member;
  household: Household;
  village: string;
  township: string;
}

/** Ways of writing a village that leave no doubt which one is meant. */
const VILLAGE_STYLES: readonly ((person: Person) => string)[] = [
  ({ village }) => village,
  ({ village }) => spokenName({ name: village, level: 'village' }),
  ({ village }) => ` ${spokenName({ name: village, level: 'village' })} `,
  ({ village, household }) => spokenName({ name: village, level: 'village' }) + household.groupName,
];
const TOWNSHIP_STYLES: readonly ((person: Person) => string)[] = [
  ({ township }) => township,
  ({ township }) => township.replace(/[镇乡]$/, ''),
  ({ township }) => (township === '磨里镇' ? '么里镇' : township === '安峪镇' ? '安裕镇' : township),
  ({ township }) => `绛县${township}`,
];

const wide = (digits: string): string => digits.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** ID numbers as they come: clean, in full width, with blanks, with an apostrophe, or as a number whose last three digits Excel has made zeros. */
function writeId(id: string, style: number): { cell: Cell; readable: boolean } {
  const base = id.slice(0, 18);
  if (style === 3) return { cell: wide(base), readable: true };
  if (style === 5) return { cell: `${base.slice(0, 6)} ${base.slice(6, 14)} ${base.slice(14)}`, readable: true };
  if (style === 7) return { cell: `'${base}`, readable: true };
  // One in eleven would still have a right check digit, and nobody could see that it is another number.
  const ruined = `${base.slice(0, 15)}000`;
  if (style === 9 && !base.endsWith('X') && idNumberFault(ruined) !== null) return { cell: Number(ruined), readable: false };
  return { cell: base, readable: true };
}

interface Wish {
  department: DepartmentCode;
  indicator: string;
  title: string;
  kind: FileKind;
  header: readonly string[];
  about: (member: Member) => boolean;
  /** Cells between the running number and the remark. */
  write: (person: Person, id: Cell, style: number, amount: number) => Cell[];
  doubts?: readonly { personName: string; about: 'ask' | 'outside'; cells: Cell[] }[];
}

const townshipOf = (person: Person, style: number): string => (TOWNSHIP_STYLES[style % 4] as (typeof TOWNSHIP_STYLES)[number])(person);
const villageOf = (person: Person, style: number): string => (VILLAGE_STYLES[(style >> 1) % 4] as (typeof VILLAGE_STYLES)[number])(person);
const adult = (member: Member): boolean => member.schoolStage === undefined && (member.birthOn ?? '') < '2005';

const WISHES: readonly Wish[] = [
  {
    department: 'yibao',
    indicator: 'medical-self-paid',
    title: '2026年第三季度个人自付费用较高人员名单',
    kind: 'xlsx',
    header: ['姓名', '身份证号码', '户主姓名', '乡镇', '行政村', '个人自付金额（元）'],
    about: (member) => adult(member) && member.health[0] !== 'healthy',
    write: (person, id, style, amount) => [person.member.name, id, person.household.headName, person.township, villageOf(person, style), amount],
    // 横水镇 has 东灌底村 and 西灌底村; 水头镇 belongs to 夏县.
    doubts: [
      { personName: '宋建国', about: 'ask', cells: ['宋建国', null, '宋建国', '横水镇', '灌底村', 21_930] },
      { personName: '何远来', about: 'outside', cells: ['何远来', null, '何远来', '夏县水头镇', '水头村', 28_800] },
    ],
  },
  {
    department: 'canlian',
    indicator: 'disability-new',
    title: '2026年10月新办残疾人证人员花名册',
    kind: 'xls',
    header: ['残疾人姓名', '残疾证号', '家庭住址', '联系电话'],
    about: (member) => member.health.includes('disabled'),
    write: (person, _id, style) => [
      person.member.name,
      person.member.idNumber,
      `山西省绛县${townshipOf(person, style % 3)}${villageOf(person, 2)}${person.household.groupName}`,
      person.household.phone,
    ],
  },
  {
    department: 'minzheng',
    indicator: 'relief-new',
    title: '2026年10月临时救助对象名单',
    kind: 'html-xls',
    header: ['申请人', '证件号码', '所在乡镇', '村（社区）', '救助金额'],
    about: adult,
    write: (person, id, style, amount) => [person.member.name, id, townshipOf(person, style), villageOf(person, style), Math.round(amount / 10)],
  },
  {
    department: 'renshe',
    indicator: 'job-lost',
    title: '务工返乡回流人员名单',
    kind: 'csv-gb18030',
    header: ['户主', '人员姓名', '公民身份号码', '户籍地址'],
    about: (member) => member.jobs !== undefined,
    write: (person, id, style) => [
      person.household.headName,
      person.member.name,
      id,
      `${townshipOf(person, style)}${villageOf(person, style).trim()}`,
    ],
  },
];

/** The lists for a drawn county; `perFile` rows each. The same villages and seed give the same files. */
export function departmentFiles(
  villages: readonly DrawnVillage[],
  townships: ReadonlyMap<string, string>,
  seed: string,
  perFile = 16,
): DepartmentFile[] {
  return WISHES.map((wish) => {
    const dice = diceOf(`${seed}:file:${wish.department}`);
    const people: Person[] = [];
    for (let attempt = 0; people.length < perFile && attempt < perFile * 400; attempt++) {
      const { division, households } = dice.pick(villages);
      const household = households.length > 0 ? dice.pick(households) : undefined;
      const member = household?.category === 'none' ? household.members.find(wish.about) : undefined;
      const township = townships.get(division.parentCode ?? '');
      if (!household || !member || !township || !division.name.endsWith('村委会') || people.some((one) => one.household === household)) continue;
      people.push({ member, household, village: division.name, township });
    }
    people.sort((a, b) => a.household.villageCode.localeCompare(b.household.villageCode));
    return fileOf(wish, people, dice);
  });
}

function fileOf(wish: Wish, people: readonly Person[], dice: ReturnType<typeof diceOf>): DepartmentFile {
  const width = wish.header.length + 2;
  const csv = wish.kind === 'csv-gb18030' || wish.kind === 'csv';
  const rows: Cell[][] = csv ? [] : [[`绛县${DEPARTMENT_NAMES[wish.department]}${wish.title}`], ['填报单位（盖章）：', null, null, '2026年11月5日']];
  const merges: DepartmentFile['merges'] = csv ? [] : [{ fromRow: 0, toRow: 0, fromColumn: 0, toColumn: width - 1 }];
  rows.push(['序号', ...wish.header, '备注']);
  const truth: RowTruth[] = [];
  const townshipColumn = 1 + wish.header.indexOf('乡镇');
  let mergedFrom = 0;
  people.forEach((person, index) => {
    const { cell, readable } = writeId(person.member.idNumber, index % 11);
    const cells = wish.write(person, cell, index, dice.between(20_100, 46_000));
    const certificate = wish.department === 'canlian';
    rows.push([index + 1, ...cells, null]);
    const at = rows.length - 1;
    truth.push({
      row: rows.length,
      personName: person.member.name,
      idNumber: person.member.idNumber,
      villageCode: person.household.villageCode,
      householdId: person.household.id,
      idReadable: certificate || readable,
    });
    // One merged cell names the township of all rows below it.
    const same = index > 0 && people[index - 1]?.township === person.township;
    if (townshipColumn > 0 && !csv) {
      if (!same) mergedFrom = at;
      else (rows[at] as Cell[])[townshipColumn] = null;
      if (people[index + 1]?.township !== person.township && at > mergedFrom)
        merges.push({ fromRow: mergedFrom, toRow: at, fromColumn: townshipColumn, toColumn: townshipColumn });
    }
  });
  const doubts = (wish.doubts ?? []).map(({ personName, about, cells }, index) => {
    rows.push([people.length + index + 1, ...cells, null]);
    return { row: rows.length, personName, about };
  });
  if (!csv) rows.push([], ['制表人：张三（演示）', null, null, '审核人：李四（演示）'], ['注：以上人员请各乡镇于15日内核查反馈。']);
  const ending = wish.kind === 'html-xls' ? 'xls' : csv ? 'csv' : wish.kind;
  return {
    name: `${DEPARTMENT_NAMES[wish.department]}-${wish.title}.${ending}`,
    kind: wish.kind,
    department: wish.department,
    indicator: wish.indicator,
    rows,
    merges,
    truth,
    doubts,
  };
}
