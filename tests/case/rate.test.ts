// Rates as they are published: with numerator, denominator and what they count, never one that the figures don't give.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentOf, rateOf } from '../../src/domain/rate.ts';

test('a county with 976 of 1,640 households and 2,467 of 4,011 people resolved: 59.51 % and 61.51 %, never one rate for both', () => {
  expect(percentOf(rateOf('households', 976, 1640))).toBe('59.51%');
  expect(percentOf(rateOf('people', 2467, 4011))).toBe('61.51%');
});

test('none of none is no rate', () => {
  expect(percentOf(rateOf('people', 0, 0))).toBe('—');
});

test('what is no part of the whole is no rate', () => {
  expect(() => rateOf('households', 5, 4)).toThrow(RangeError);
  expect(() => rateOf('households', 0.5, 4)).toThrow(RangeError);
});

test('a rate is within half a hundredth of its share', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000_000 }), fc.nat(), (whole, seed) => {
      const part = seed % (whole + 1);
      const { hundredths } = rateOf('people', part, whole);
      expect(Math.abs((hundredths ?? -1) * whole - part * 10_000) * 2).toBeLessThanOrEqual(whole);
    }),
  );
});
