// 期限: calendar days and working days, the notice's five days, days that do not count while a case is sent back, 即将到期 and 逾期.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseAct } from '../../src/domain/case/act.ts';
import { DEFAULT_CASE_CLOCKS, dueOf, standingOf } from '../../src/domain/case/clock.ts';
import { daysAfter, daysFrom, isWorkday, WORK_YEARS, workdaysAfter } from '../../src/domain/work-calendar.ts';

describe('工作日', () => {
  test.each([
    ['2026-02-13', true],
    ['2026-02-14', true],
    ['2026-02-15', false],
    ['2026-02-23', false],
    ['2026-02-24', true],
    ['2026-02-28', true],
    ['2026-03-01', false],
    ['2026-10-10', true],
    ['2026-10-08', true],
    ['2025-10-08', false],
    ['2030-05-01', true],
    ['2030-05-04', false],
  ])('%s is worked: %s', (day, worked) => {
    expect(isWorkday(day)).toBe(worked);
  });

  test('three working days from the day before the Spring Festival end after it', () => {
    expect(workdaysAfter('2026-02-14', 3)).toBe('2026-02-26');
  });

  test('the day a count ends on is worked, and so many worked days lie between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 30 }), (start, count) => {
        const from = daysAfter('2025-01-01', start);
        const to = workdaysAfter(from, count);
        expect(isWorkday(to)).toBe(true);
        const worked = Array.from({ length: daysFrom(from, to) }, (_, index) => daysAfter(from, index + 1)).filter((day) => isWorkday(day));
        expect(worked).toHaveLength(count);
      }),
    );
  });

  test('every make-up day falls on a weekend and every year’s holidays in that year', () => {
    for (const { year, holidays, makeUpDays } of WORK_YEARS) {
      for (const day of makeUpDays) expect([0, 6]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
      for (const { from, to } of holidays) expect([from.slice(0, 4), to.slice(0, 4), from <= to]).toEqual([`${year}`, `${year}`, true]);
    }
  });
});

describe('a case’s clocks', () => {
  const open: CaseAct = { act: 'open', category: 'marginal', source: 'task', taskId: null };
  const visit: CaseAct = { act: 'visit', handInId: null, visitors: ['甲', '乙'] };
  const goBack: CaseAct = { act: 'goBack', to: 'visited', reason: '没有核实', text: '' };
  const due = (history: readonly [CaseAct, string][], today: string) =>
    dueOf(
      'identification',
      history.map(([act, on]) => ({ act, on })),
      '2026-03-01',
      today,
      DEFAULT_CASE_CLOCKS,
      WORK_YEARS,
    );

  test('fifteen days run from the first signal, not from the opening', () => {
    expect(due([[open, '2026-03-04']], '2026-03-05')).toMatchObject({
      step: 'visited',
      decisionDueOn: '2026-03-16',
      stepDueOn: '2026-03-09',
      standing: 'inTime',
    });
  });

  test('days while it is sent back do not count', () => {
    const history: [CaseAct, string][] = [
      [open, '2026-03-01'],
      [visit, '2026-03-04'],
      [goBack, '2026-03-06'],
    ];
    expect(due(history, '2026-03-10')).toMatchObject({ pausedDays: 4, decisionDueOn: '2026-03-20' });
    expect(due([...history, [visit, '2026-03-08']], '2026-03-10')).toMatchObject({ step: 'authorized', pausedDays: 2, decisionDueOn: '2026-03-18' });
  });

  test('a comparison’s working days pass over a weekend', () => {
    const history: [CaseAct, string][] = [
      [open, '2026-03-01'],
      [visit, '2026-03-04'],
      [{ act: 'authorize', signers: [] }, '2026-03-06'],
    ];
    expect(due(history, '2026-03-07')).toMatchObject({ step: 'compared', stepDueOn: '2026-03-11' });
  });

  test.each([
    ['2026-03-14', '2026-03-16', 'soon'],
    ['2026-03-13', '2026-03-16', 'inTime'],
    ['2026-03-16', '2026-03-16', 'soon'],
    ['2026-03-17', '2026-03-16', 'overdue'],
  ] as const)('on %s, due on %s: %s', (today, dueOn, standing) => {
    expect(standingOf(dueOn, today, 2)).toBe(standing);
  });

  test('an ended case has no clock', () => {
    expect(
      due(
        [
          [open, '2026-03-01'],
          [{ act: 'withdraw', reason: '不愿意' }, '2026-03-02'],
        ],
        '2026-05-01',
      ),
    ).toMatchObject({ step: null, decisionDueOn: null, standing: 'inTime' });
  });
});
