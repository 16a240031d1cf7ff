// A month or a day put together by taps.
import { describe, expect, it } from 'vitest';
import { dayOf, daysIn, firstWeekday, monthOf, monthsFrom, within, yearsAround } from '../../src/ui/calendar.ts';

describe('the calendar', () => {
  it('knows how long a month is, in a leap year too', () => {
    expect([daysIn('2026-02'), daysIn('2024-02'), daysIn('2026-11'), daysIn('2026-12')]).toEqual([28, 29, 30, 31]);
  });
  it('knows on which day a month begins, Monday first', () => {
    expect(firstWeekday('2026-11')).toBe(6);
    expect(firstWeekday('2026-06')).toBe(0);
  });
  it('writes months and days with two digits', () => {
    expect(monthOf(2026, 3)).toBe('2026-03');
    expect(dayOf('2026-03', 9)).toBe('2026-03-09');
  });
  it('counts months over the turn of a year', () => {
    expect(monthsFrom('2026-01', -1)).toBe('2025-12');
    expect(monthsFrom('2025-12', 1)).toBe('2026-01');
    expect(monthsFrom('2026-11', -12)).toBe('2025-11');
  });
  it('a part of a date is offered when a day of it lies within the bounds', () => {
    expect(within('2026', '', '2026-11-22')).toBe(true);
    expect(within('2026-12', '', '2026-11-22')).toBe(false);
    expect(within('2026-11-22', '2026-11-22', '2026-11-22')).toBe(true);
    expect(within('2026-11-23', '', '2026-11')).toBe(true);
    expect(within('2025', '2026-01', '')).toBe(false);
  });
  it('a page of years holds the year it was opened for', () => expect(yearsAround(2026)).toContain(2026));
});
