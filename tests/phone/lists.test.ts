// Stories of the two lists on the phone: tasks by due date, households found while typing.
import { describe, expect, it } from 'vitest';
import { asOneWalks, findHouseholds } from '../../src/phone/screens/households/find.ts';
import { asItStood, countFilters, inOrder, phoneState, sectionOf, type TaskLine } from '../../src/phone/screens/tasks/task-state.ts';
import { lineOf } from '../../src/phone/store/household-line.ts';
import { aHousehold, aMember, aTask } from './county.ts';

/** A Saturday. */
const TODAY = '2026-11-21';
const nothingHere = { draft: false, unsent: false };

function lineFor(over: Parameters<typeof aTask>[0], here = nothingHere, groupName = ''): TaskLine {
  const task = aTask(over);
  const state = phoneState(task, here);
  return { task, state, section: sectionOf(task, state, TODAY), groupName };
}

describe('the task list', () => {
  it('stands at a cold start as it stood last, whatever the spelling, and still by urgency first', () => {
    const [wang, li, zhao, late] = [
      lineFor({ id: aTask({}).id.replace(/.$/, '1'), dueOn: '2026-11-23', personName: '王' }, nothingHere, '一组'),
      lineFor({ id: aTask({}).id.replace(/.$/, '2'), dueOn: '2026-11-23', personName: '李' }, nothingHere, '二组'),
      lineFor({ id: aTask({}).id.replace(/.$/, '3'), dueOn: '2026-11-23', personName: '赵' }, nothingHere, '三组'),
      lineFor({ id: aTask({}).id.replace(/.$/, '4'), dueOn: '2026-11-19', personName: '晚' }),
    ] as [TaskLine, TaskLine, TaskLine, TaskLine];
    const names = (lines: TaskLine[]): string => lines.map((line) => line.task.personName).join('');
    const read = [zhao, li, late, wang].sort(inOrder);
    const before = [wang, zhao, li, late].map((line) => ({ ...line, groupName: '' })).sort(asItStood(read.map((line) => line.task.id)));
    expect(names(before)).toBe(names(read));
    // The one that came since stands after those that were there.
    expect(names([wang, zhao, li, late].sort(asItStood([zhao.task.id, wang.task.id])))).toBe('晚赵王李');
  });

  it('puts what came back first, then late, today, this week and later; what is done last', () => {
    const lines = [
      lineFor({ dueOn: '2026-11-23', personName: '后' }),
      lineFor({ dueOn: '2026-11-22', personName: '周' }),
      lineFor({ dueOn: '2026-11-21', personName: '今' }),
      lineFor({ dueOn: '2026-11-01', personName: '完', state: 'submitted' }),
      lineFor({ dueOn: '2026-11-19', personName: '晚' }),
      lineFor({ dueOn: '2026-12-01', personName: '退', state: 'returned' }),
    ].sort(inOrder);
    expect(lines.map((line) => `${line.task.personName}:${line.section}`)).toEqual([
      '退:returned',
      '晚:late',
      '今:today',
      '周:week',
      '后:later',
      '完:done',
    ]);
  });

  it('this week ends on Sunday, also when today is Sunday', () => {
    expect(sectionOf({ state: 'dispatched', dueOn: '2026-11-23' }, 'dispatched', '2026-11-22')).toBe('later');
    expect(sectionOf({ state: 'dispatched', dueOn: '2026-11-22' }, 'dispatched', '2026-11-16')).toBe('week');
  });

  it('a draft is 填写中 and an unsent record 待上报, whatever the server last said', () => {
    expect(phoneState({ state: 'returned' }, { draft: true, unsent: true })).toBe('drafting');
    expect(phoneState({ state: 'dispatched' }, { draft: false, unsent: true })).toBe('waiting');
    expect(phoneState({ state: 'reviewed' }, nothingHere)).toBe('reviewed');
  });

  it('a returned task that is being filled in stays among the returned', () => {
    expect(lineFor({ state: 'returned' }, { draft: true, unsent: false }).section).toBe('returned');
  });

  it('counts under 全部 only what is to do', () => {
    const counted = countFilters([
      lineFor({ dueOn: '2026-11-19' }),
      lineFor({ dueOn: TODAY }, { draft: true, unsent: false }),
      lineFor({ dueOn: TODAY }, { draft: false, unsent: true }),
      lineFor({ state: 'audited' }),
    ]);
    expect(counted).toEqual({ all: 2, returned: 0, late: 1, today: 1, drafting: 1, waiting: 1, done: 1 });
  });
});

describe('the household list', () => {
  const lines = [
    lineOf(aHousehold({ houseNo: '27' })),
    lineOf(
      aHousehold({
        id: '00000000-0000-4000-8000-000000000099',
        headName: '李春生',
        phone: '13912345678',
        houseNo: '3',
        kind: 'lifted',
        monitorState: 'monitored',
        members: [aMember({ name: '李春生', pinyin: 'li chun sheng', initials: 'lcs', idNumber: '149926195003030017', phone: '' })],
      }),
    ),
  ];
  const found = (typed: string): string[] => findHouseholds(lines, typed, 'all').map((line) => line.headName);

  it('is found by name, spelling, initials, last digits of the ID, phone and house number', () => {
    for (const typed of ['春生', 'lichun', 'LI chun', 'lcs', '0017', '12345678', 'ｌｃｓ']) expect(found(typed), typed).toEqual(['李春生']);
    expect(found('郭玉梅')).toEqual(['王银环']);
    expect(found('没有这人')).toEqual([]);
    expect(found('')).toHaveLength(2);
  });

  it('is narrowed to those monitored', () => {
    expect(findHouseholds(lines, '', 'monitored').map((line) => line.headName)).toEqual(['李春生']);
  });

  it('goes by natural village and by house number as a number', () => {
    expect(asOneWalks(lines).map((line) => line.houseNo)).toEqual(['3', '27']);
  });

  it('goes in the order of the language, quick as it is found', () => {
    const byNumber = new Intl.Collator('zh-CN', { numeric: true });
    const some = ['东庄', '西沟', '', '第10组', '第2组', '东庄']
      .flatMap((groupName) => ['12', '2', '2-1', '', '012', '甲3'].map((houseNo) => ({ groupName, houseNo })))
      .flatMap((place, n) => ['李春生', '王银环'].map((headName) => lineOf(aHousehold({ ...place, id: `${n} ${headName}`, headName }))));
    const slowly = [...some].sort(
      (a, b) => byNumber.compare(a.groupName, b.groupName) || byNumber.compare(a.houseNo, b.houseNo) || byNumber.compare(a.headName, b.headName),
    );
    expect(asOneWalks(some).map((line) => line.id)).toEqual(slowly.map((line) => line.id));
  });
});
