// What may be handed in and what may be passed, by what was said about each remark.
import { expect, test } from 'vitest';
import { explained, mayHandIn, mayPass, openErrors, openWarnings, unsettledErrors } from '../../src/domain/rules/explained.ts';
import type { RuleRemark } from '../../src/domain/rules/rule.ts';
import type { Explanation } from '../../src/domain/visit.ts';

const wrongNumber: RuleRemark = { code: 'identity.idChecksum', severity: 'E', instanceId: 'm-1', key: 'idNumber', message: '王小梅的证件号码不对' };
const oddPhone: RuleRemark = { code: 'identity.phoneForm', severity: 'W', instanceId: 'm-1', key: 'phone', message: '王小梅的电话不像手机号' };
const both = [wrongNumber, oddPhone];
const about = ({ code, instanceId, key }: RuleRemark, kind: Explanation['kind'], text: string): Explanation => ({
  code,
  instanceId,
  key,
  kind,
  text,
});

test('a household without findings needs no word', () => {
  expect(mayHandIn([], [])).toBe(true);
  expect(mayPass([])).toBe(true);
});

test('an E is put right or 暂无法核实 with a reason; an explanation alone or a reason without words leaves it open', () => {
  expect(openErrors(both, [])).toEqual([wrongNumber]);
  expect(openErrors(both, [about(wrongNumber, 'explained', '本人说没错')])).toEqual([wrongNumber]);
  expect(openErrors(both, [about(wrongNumber, 'unverifiable', '  ')])).toEqual([wrongNumber]);
  expect(openErrors(both, [about(wrongNumber, 'unverifiable', '证件不在家')])).toEqual([]);
});

test('a W needs an explanation, which is kept', () => {
  expect(openWarnings(both, [])).toEqual([oddPhone]);
  const said = [about(oddPhone, 'explained', ' 用的是座机 ')];
  expect(openWarnings(both, said)).toEqual([]);
  expect(explained([oddPhone], said)).toEqual([{ remark: oddPhone, standing: 'explained', text: '用的是座机' }]);
});

test('what is 暂无法核实 may be handed in and not be passed', () => {
  const said = [about(wrongNumber, 'unverifiable', '证件不在家'), about(oddPhone, 'explained', '用的是座机')];
  expect(mayHandIn(both, said)).toBe(true);
  expect(unsettledErrors(both, said)).toEqual([wrongNumber]);
  expect(mayPass(both)).toBe(false);
  expect(mayPass([oddPhone])).toBe(true);
});

test('what was said about another person, another field or another rule counts for nothing here', () => {
  const other = [
    { ...about(wrongNumber, 'unverifiable', '证件不在家'), instanceId: 'm-2' },
    { ...about(wrongNumber, 'unverifiable', '证件不在家'), key: 'certificateNo' },
    { ...about(wrongNumber, 'unverifiable', '证件不在家'), code: 'identity.idLength' },
  ];
  expect(openErrors([wrongNumber], other)).toEqual([wrongNumber]);
});
