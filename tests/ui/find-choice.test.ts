// A long list of places is found by its words, its initials or its pinyin.
import { describe, expect, it } from 'vitest';
import { findChoices, withRecent } from '../../src/ui/find-choice.ts';

const places = [
  { value: '140826', word: '绛县', note: '山西省运城市', pinyin: 'jiang xian', initials: 'jx' },
  { value: '140823', word: '闻喜县', note: '山西省运城市', pinyin: 'wen xi xian', initials: 'wxx' },
  { value: '320583', word: '昆山市', note: '江苏省苏州市', pinyin: 'kun shan shi', initials: 'kss' },
  { value: '320205', word: '锡山区', note: '江苏省无锡市', pinyin: 'xi shan qu', initials: 'xsq' },
];
const found = (typed: string): string[] => findChoices(places, typed).map(({ word }) => word);

describe('finding a choice', () => {
  it('by its words', () => expect(found('闻喜')).toEqual(['闻喜县']));
  it('by initials', () => expect(found('KSS')).toEqual(['昆山市']));
  it('by pinyin, the beginning before the middle', () => expect(found('xi')).toEqual(['锡山区', '绛县', '闻喜县']));
  it('by the province it lies in', () => expect(found('江苏')).toEqual(['昆山市', '锡山区']));
  it('nothing typed shows all, nonsense none', () => {
    expect(found('  ')).toHaveLength(4);
    expect(found('zzz')).toEqual([]);
  });
  it('what was used last comes first, once', () => {
    expect(withRecent(['a', 'b', 'c'], 'b')).toEqual(['b', 'a', 'c']);
    expect(withRecent(['a', 'b'], 'c', 2)).toEqual(['c', 'a']);
  });
});
