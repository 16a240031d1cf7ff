// Each quality rule by its examples: what breaks it and what doesn't, and the sound families in whom nothing is found.
import { describe, expect, test } from 'vitest';
import { remarksOf } from '../../src/domain/rules/remarks.ts';
import { RULES } from '../../src/domain/rules/table.ts';
import type { Case } from './examples/example.ts';
import { EXAMPLES } from './examples/examples.ts';
import { atTheDoor, context, family, monitored } from './family.ts';

const found = ({ facts, context: changes }: Case) => remarksOf(facts, { ...context, ...changes });

test('every rule has an example that breaks it and one that does not, and every example its rule', () => {
  expect(EXAMPLES.map(({ code }) => code).sort()).toEqual(RULES.map(({ code }) => code).sort());
  expect(EXAMPLES.filter(({ breaks, sound }) => breaks.length === 0 || sound.length === 0)).toEqual([]);
});

test('codes are unique and begin with their group', () => {
  expect(new Set(RULES.map(({ code }) => code)).size).toBe(RULES.length);
  expect(RULES.filter(({ code, group }) => !code.startsWith(`${group}.`))).toEqual([]);
});

test('in a family in order nothing is found: in the archive, at the door, in monitoring', () => {
  for (const facts of [family(), atTheDoor(), monitored()]) expect(remarksOf(facts, context)).toEqual([]);
});

describe.each(EXAMPLES)('$code', ({ code, breaks, sound }) => {
  const rule = RULES.find((one) => one.code === code);

  test.each(breaks)('is broken: $says', (example) => {
    const remarks = found(example).filter((remark) => remark.code === code);
    expect(remarks.length).toBeGreaterThan(0);
    expect(remarks[0]?.severity).toBe(rule?.severity);
  });

  test.each(sound)('holds: $says', (example) => {
    expect(found(example).filter((remark) => remark.code === code)).toEqual([]);
  });
});
