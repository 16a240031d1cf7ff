// A chosen risk brings the measures that answer it.
import { describe, expect, it } from 'vitest';
import { suggestedMeasures } from '../../src/domain/official/matching-measures.ts';

describe('measures that match the risks', () => {
  it('因病 is answered by 健康 or 社会帮扶, the first risk first', () => {
    expect(suggestedMeasures(['illness', 'housing'], [])).toEqual(['health', 'social', 'housing', 'relocation']);
  });
  it('what is there already is not offered again, nor twice', () => {
    expect(suggestedMeasures(['illness', 'disability'], ['health'])).toEqual(['social', 'support']);
  });
  it('a risk that nobody knows brings nothing', () => expect(suggestedMeasures(['nobody knows'], [])).toEqual([]));
});
