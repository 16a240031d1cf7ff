// Fields of the archive in words, and what may stand in one when the desk puts it right.
import { expect, test } from 'vitest';
import { CORRECTABLE, fieldFault, isCorrectable, withValues } from '../../src/domain/archive/correct-field.ts';
import { fieldName, questionOf, valueWords } from '../../src/domain/archive/field-words.ts';
import { type FieldValue, pathOf } from '../../src/domain/archive/fields.ts';
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import { en } from '../../src/words/common/en.ts';
import { fieldWording } from '../../src/words/common/field-wording.ts';
import { zh } from '../../src/words/common/zh.ts';
import { aHousehold, idNumberOf, memberId } from '../support/household.ts';

const FAMILY = aHousehold();
const chinese = fieldWording(OFFICIAL_SURVEY, 'zh', zh);
const english = fieldWording(OFFICIAL_SURVEY, 'en', en);
const HEAD = memberId(1);

test.each<[string, FieldValue, string, string]>([
  ['root/phone', '15400000001', '联系电话', '15400000001'],
  ['root/waterProblem', true, '饮水不安全吗？', '是'],
  ['root/floorArea', 80.5, '住房面积', '80.5 ㎡'],
  ['2026/wagesWork', 26000, '2026年 务工工资', '26,000 元'],
  [`${HEAD}/health`, ['chronic', 'disabled'], '王银环 · 健康状况', '长期慢性病、残疾'],
  [`${HEAD}/relief`, 'minimum', '王银环 · 低保或特困', '低保'],
  [`${HEAD}/presence`, { presence: 'movedOut', presenceOn: '2026-09-01' }, '王银环 · 是否在户', '迁出 2026-09-01'],
  [`${HEAD}/schooling`, { schoolStage: 'junior1' }, '王银环 · 已完成学历', '七年级'],
  [`${HEAD}/jobs`, [{ placeName: '山西省运城市盐湖区', workMonths: 10 }], '王银环 · 务工地点', '山西省运城市盐湖区 10 个月'],
  ['root/helper', { name: '赵六', unit: '', phone: '15400000077' }, '帮扶责任人', '赵六 15400000077'],
])('%s is said in the words of the survey', (path, value, name, words) => {
  expect(fieldName(chinese, path, FAMILY)).toBe(name);
  expect(valueWords(chinese, path, value)).toBe(words);
});

test('the same in English, and nothing is said of nothing', () => {
  expect(fieldName(english, `${HEAD}/pension`, FAMILY)).toBe('王银环 · Pension');
  expect(valueWords(english, `${HEAD}/health`, ['chronic', 'disabled'])).toBe('Chronic illness, Disabled');
  expect(valueWords(english, 'root/phone', null)).toBe('');
});

test('whatever the desk may put right has a name of its own', () => {
  const paths = [...CORRECTABLE.household.map((key) => pathOf('root', key)), ...CORRECTABLE.member.map((key) => pathOf(HEAD, key))];
  for (const path of paths) {
    expect(questionOf(OFFICIAL_SURVEY, path) !== undefined || /medicalInsurance|pension|relief/.test(path), path).toBe(true);
    expect(fieldName(chinese, path, FAMILY)).toMatch(/\p{Script=Han}/u);
  }
});

test('what does not fit a field is refused with the reason, and never falls off unseen', () => {
  const fault = (path: string, value: FieldValue | null) => fieldFault(FAMILY, path, value);
  expect(fault('root/phone', '15400000009')).toBeNull();
  expect(fault('root/roadKm', 0.5)).toBeNull();
  expect(fault('root/toilet', true)).toBeNull();
  expect(fault(`${HEAD}/health`, ['disabled', 'chronic'])).toBeNull();
  expect(fault('2025/wages', 1000)).toBeNull();
  expect(fault('root/roadKm', 'half')).toBe('unfit');
  expect(fault('root/dwelling', 'E')).toBe('unfit');
  expect(fault('root/inventedByNobody', 'x')).toBe('unfit');
  expect(fault('root/category', 'sudden')).toBe('unfit');
  expect(fault(`${memberId(77)}/name`, '外人')).toBe('unknown');
  expect(fault(`${HEAD}/name`, null)).toBe('unfit');
  expect(fault(`${HEAD}/idNumber`, '149926197005060099')).toBe('idNumber');
  expect(fault(`${HEAD}/idNumber`, idNumberOf('1971-05-06', 3))).toBeNull();
});

test('what a case decides and what only a check finds is not put right field by field', () => {
  expect(['root/phone', '2026/wagesWork', `${HEAD}/health`].map(isCorrectable)).toEqual([true, true, true]);
  expect(['root/identifiedOn', 'root/risks', 'root/category', `${HEAD}/presence`, `${HEAD}/jobs`].some(isCorrectable)).toBe(false);
});

test('a corrected number brings birth date and sex with it, a corrected name its household', () => {
  const next = withValues(
    FAMILY,
    new Map<string, FieldValue>([
      [`${HEAD}/idNumber`, idNumberOf('1971-05-06', 4)],
      [`${HEAD}/name`, '王银欢'],
    ]),
  );
  expect(next.members[0]).toMatchObject({ birthOn: '1971-05-06', sex: '2', name: '王银欢', pinyin: '' });
  expect(next.headName).toBe('王银欢');
});
