// The first tapped is the first risk; a second tap takes it out.
import { describe, expect, it } from 'vitest';
import { rankAfter } from '../../src/ui/rank-group.tsx';

describe('choices in order', () => {
  it('are ranked as they are tapped', () =>
    expect(['b', 'a'].reduce((order, tapped) => rankAfter(order, tapped, 5) as string[], [] as string[])).toEqual(['b', 'a']));
  it('move up when one is taken out', () => expect(rankAfter(['a', 'b', 'c'], 'a', 5)).toEqual(['b', 'c']));
  it('take no more than there is room for', () => expect(rankAfter(['a', 'b'], 'c', 2)).toEqual(['a', 'b']));
});
