// How the office writes places, and what the matcher makes of them: the stories a clerk would tell.
import { describe, expect, test } from 'vitest';
import { aliasOf } from '../../src/domain/matching/match-place.ts';
import { countyIndex, jiangxian, matched } from './county.ts';

/** township | village | place | group → township, village, group. */
const decidable: [string, string, string, string, string, string, string][] = [
  ['古绛镇', '东关村委会', '', '', '古绛镇', '东关村', ''],
  ['古绛镇', '东关村', '', '', '古绛镇', '东关村', ''],
  ['古绛', '东关', '', '', '古绛镇', '东关村', ''],
  ['古绛镇', '东关村民委员会', '', '', '古绛镇', '东关村', ''],
  ['古绛镇', '龙王庙社区居委会', '', '', '古绛镇', '龙王庙社区', ''],
  ['古绛镇', '龙王庙社区', '', '', '古绛镇', '龙王庙社区', ''],
  ['卫庄镇', '新义', '', '', '卫庄镇', '新义村', ''],
  ['卫庄镇', '新义村村委会', '', '三组', '卫庄镇', '新义村', '三组'],
  ['安峪镇', '下柏村', '', '第二村民小组', '安峪镇', '下柏村', '二组'],
  ['', '', '山西省运城市绛县古绛镇东关村委会三组12号', '', '古绛镇', '东关村', '三组'],
  ['', '', '绛县横水镇人民政府新庄村3组', '', '横水镇', '新庄村', '三组'],
  ['', '', '运城市绛县安峪镇安峪村第二村民小组', '', '安峪镇', '安峪村', '二组'],
  ['', '', '南樊镇西堡村东组', '', '南樊镇', '西堡村', '东组'],
  ['', '', '绛县陈村镇陈村', '', '陈村镇', '陈村', ''],
  ['', '', '大交镇大交', '', '大交镇', '大交村', ''],
  ['么里镇', '东岭', '', '', '磨里镇', '东岭村', ''],
  ['安裕镇', '下柏村', '', '', '安峪镇', '下柏村', ''],
  ['安峪镇', '下拍村', '', '', '安峪镇', '下柏村', ''],
  ['安峪镇', '长竿村', '', '', '安峪镇', '长杆村', ''],
  ['', '', '绛县安裕镇下拍村二组', '', '安峪镇', '下柏村', '二组'],
  ['卫庄镇', '睢村', '', '', '卫庄镇', '雎村', ''],
  ['郝庄镇', '北庄', '', '', '郝庄乡', '北庄村', ''],
  ['', '永青村', '', '', '郝庄乡', '永青村', ''],
  ['', '南永青', '', '', '郝庄乡', '南永青村', ''],
  ['绛县', '乔村', '', '', '古绛镇', '乔村', ''],
  ['絳縣古絳鎮', '東關村', '', '', '古绛镇', '东关村', ''],
  ['　横水镇 ', ' 灌 底 堡 村 ', '', '', '横水镇', '灌底堡村', ''],
  ['卫庄镇', '里册', '', '', '卫庄镇', '里册村', ''],
  ['卫庄镇', '里册峪', '', '', '卫庄镇', '里册峪村', ''],
  ['古绛镇', '', '绛县古绛镇东关村5组', '', '古绛镇', '东关村', '五组'],
];

describe('what a careful clerk would decide is decided', () => {
  test.each(decidable)('%s | %s | %s | %s → %s %s %s', (township, village, place, group, townshipName, villageName, groupName) => {
    const match = matched({ township, village, place, group });
    expect(match).toMatchObject({ outcome: 'matched', townshipName, villageName, groupName });
    expect(match.confidence).toBeGreaterThan(0.8);
    expect(match.reason).not.toBe('');
  });
});

/** township | village | place → the first candidate (or none), and a word of the reason. */
const doubtful: [string, string, string, string | null, string][] = [
  ['古绛镇', '南庄村', '', '南庄村', '在郝庄乡'],
  ['郝庄乡', '东庄', '', null, '没有名叫'],
  ['横水镇', '灌底村', '', '灌底堡村', '没有名叫'],
  ['横水镇', '横被村', '', '横北村', '不止一个'],
  ['横水镇', '横水村', '', null, ''],
  ['冷口乡', '宋村', '', '宋西村', '没有名叫'],
  ['', '', '陈村', '陈村', '可能是乡镇，也可能是村'],
  ['桐城镇', '东关村', '', '东关村', '没有桐城镇'],
  ['古绛镇', '东关社区', '', '东关村', '名录里是村'],
  ['古绛镇', '', '', null, '没有写村'],
  ['古绛镇', '安峪村', '绛县安峪镇安峪村', '安峪村', '安峪镇'],
  ['', '某某村', '', null, '没有名叫'],
];

describe('what is doubtful waits for a person, with candidates in order and a reason', () => {
  test.each(doubtful)('%s | %s | %s', (township, village, place, first, reason) => {
    const match = matched({ township, village, place });
    expect(match.outcome).toBe('ask');
    expect(match.villageCode).toBeNull();
    expect(match.reason).toContain(reason);
    if (first) expect(match.candidates[0]?.villageName).toBe(first);
    const order = match.candidates.map((candidate) => candidate.confidence);
    expect(order).toEqual([...order].sort((a, b) => b - a));
  });

  test('the three places called 灌底 and the three called 宋 are all offered', () => {
    const names = (village: string, township: string) => matched({ township, village }).candidates.map((candidate) => candidate.villageName);
    expect(names('灌底', '横水镇')).toEqual(expect.arrayContaining(['灌底堡村', '东灌底村', '西灌底村']));
    expect(names('宋村', '冷口乡')).toEqual(expect.arrayContaining(['宋西村', '宋中村', '宋东村']));
  });
});

test.each(['闻喜县桐城镇东关村', '河南省郑州市金水区某街道', '山西省临汾市尧都区段店乡', '新绛县三泉镇'])('%s lies outside', (place) => {
  expect(matched({ place }).outcome).toBe('outside');
});

test('no place at all is said to be none', () => {
  expect(matched({ township: ' ', village: '无' }).outcome).toBe('empty');
});

test('what a person settled decides from then on, with their name, and only under the township they settled it for', () => {
  const place = { township: '古绛镇', village: '石桥头村', place: '', group: '三组' };
  expect(matched(place).outcome).toBe('ask');
  const alias = { ...aliasOf(place, jiangxian), divisionCode: '140826100200', kind: 'learned' as const, author: '李建国' };
  const wiser = countyIndex('140826', [alias]);
  expect(matched(place, wiser)).toMatchObject({ outcome: 'matched', villageName: '东关村', groupName: '三组', confidence: 1 });
  expect(matched(place, wiser).reason).toContain('由李建国定过');
  expect(matched({ ...place, village: '石桥头村2组' }, wiser).outcome).toBe('matched');
  expect(matched({ ...place, township: '横水镇' }, wiser).outcome).toBe('ask');
});
