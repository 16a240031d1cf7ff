// The calculator at the door: what is tapped, and what it comes to, to the fen.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyTyped, lineOf, monthsOf, pressKey, type SumKey, timesMonths, totalOf } from '../../src/ui/sum-line.ts';

const tap = (...keys: SumKey[]): string => keys.reduce(pressKey, '');

describe('tapping the keys', () => {
  it('digits, a point and two noughts make an amount', () => {
    expect(tap('1', '2', '00')).toBe('1200');
    expect(tap('.', '5')).toBe('0.5');
    expect(tap('0', '5')).toBe('5');
    expect(tap('00')).toBe('0');
  });

  it('a third decimal, a second point and a tenth digit are not taken', () => {
    expect(tap('1', '.', '2', '3', '4')).toBe('1.23');
    expect(tap('1', '.', '.', '2')).toBe('1.2');
    expect(tap('9', '9', '9', '9', '9', '9', '9', '9', '9', '9')).toBe('999999999');
  });

  it('a sign after a sign takes its place, and nothing begins with one', () => {
    expect(tap('3', '+', '×', '4')).toBe('3×4');
    expect(tap('+', '3')).toBe('3');
    expect(tap('3', '.', '+')).toBe('3+');
  });

  it('deletes the last, or all', () => {
    expect(tap('1', '2', '+', 'back', 'back')).toBe('1');
    expect(tap('1', '2', '+', '3', 'clear')).toBe('');
    expect(tap('back')).toBe('');
  });

  it('whatever is tapped is a line that says a total or what is wrong with it', () => {
    const key = fc.constantFrom<SumKey>('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '.', '+', '×', 'back', 'clear');
    fc.assert(
      fc.property(fc.array(key, { maxLength: 120 }), (keys) => {
        const line = keys.reduce(pressKey, '');
        expect(line.length).toBeLessThanOrEqual(62);
        const total = totalOf(line);
        if (total.fault === null) expect(Math.round(total.yuan * 100)).toBeCloseTo(total.yuan * 100, 4);
        else expect(['empty', 'unfinished', 'tooMuch']).toContain(total.fault);
      }),
    );
  });
});

describe('what it comes to', () => {
  it('× before +', () => {
    expect(totalOf('1200+300×4')).toEqual({ yuan: 2400, fault: null });
  });

  it('is exact to the fen, and rounds a product half up', () => {
    expect(totalOf('0.1+0.2')).toEqual({ yuan: 0.3, fault: null });
    expect(totalOf('1.15×1.5')).toEqual({ yuan: 1.73, fault: null });
    expect(totalOf('19.99×12')).toEqual({ yuan: 239.88, fault: null });
  });

  it('says what is missing or too much', () => {
    expect(totalOf('').fault).toBe('empty');
    expect(totalOf('12+').fault).toBe('unfinished');
    expect(totalOf('12.').fault).toBe('unfinished');
    expect(totalOf('999999999×2').fault).toBe('tooMuch');
    expect(totalOf('50001', 50_000).fault).toBe('tooMuch');
    expect(totalOf('999999999.99').yuan).toBe(999_999_999.99);
  });

  it('sums of fen are what whole numbers say', () => {
    const fen = fc.integer({ min: 0, max: 9_999_999 });
    fc.assert(
      fc.property(fc.array(fen, { minLength: 1, maxLength: 5 }), (amounts) => {
        const line = amounts.map((amount) => (amount / 100).toFixed(2)).join('+');
        expect(totalOf(line).yuan).toBe(amounts.reduce((sum, amount) => sum + amount, 0) / 100);
      }),
    );
  });
});

describe('每月 × 月数', () => {
  it('multiplies the pay of a month, and another number takes the place of the first', () => {
    expect(timesMonths('3000', 8)).toBe('3000×8');
    expect(timesMonths('3000×8', 10)).toBe('3000×10');
    expect(monthsOf('3000×10')).toBe(10);
    expect(monthsOf('3000')).toBeNull();
    expect(monthsOf('3000×13')).toBeNull();
  });

  it('adds up before it multiplies', () => {
    expect(timesMonths('2500+500', 9)).toBe('3000×9');
    expect(timesMonths('100×30', 6)).toBe('3000×6');
  });

  it('waits until there is an amount', () => {
    expect(timesMonths('', 8)).toBe('');
    expect(timesMonths('300+', 8)).toBe('300+');
  });
});

describe('a real keyboard and an amount that is there already', () => {
  it('its keys mean the same, the wide ones of a Chinese keyboard too', () => {
    expect(['7', '*', 'x', '。', '＋', '８', 'Backspace', 'Delete', 'a'].map(keyTyped)).toEqual([
      '7',
      '×',
      '×',
      '.',
      '+',
      '8',
      'back',
      'clear',
      null,
    ]);
  });

  it('an amount goes on being typed', () => {
    expect(lineOf(1200.5)).toBe('1200.5');
    expect(lineOf(null)).toBe('');
    expect(lineOf(0)).toBe('0');
  });
});
