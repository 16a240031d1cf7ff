// A chosen risk brings the measures that answer it.
import { describe, expect, it } from 'vitest';
import { suggestedMeasures, unansweredRisks } from '../../src/domain/official/matching-measures.ts';

describe('measures that match the risks', () => {
  it('因病 is answered by 健康 or 社会帮扶, the first risk first', () => {
    expect(suggestedMeasures(['illness', 'housing'], [])).toEqual(['health', 'social', 'housing', 'relocation']);
  });
  it('what is there already is not offered again, nor twice', () => {
    expect(suggestedMeasures(['illness', 'disability'], ['health'])).toEqual(['social', 'support']);
  });
  it('a risk without a measure of its own is named; one that any measure answers is not', () => {
    expect(unansweredRisks(['illness', 'water', 'employment'], ['social'])).toEqual(['water']);
    expect(unansweredRisks(['nobody knows'], [])).toEqual([]);
  });
});
