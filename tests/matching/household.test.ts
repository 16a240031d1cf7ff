// Whose household a row is about: told by the number, or by a name that is unique in the village, never by a guess.
import { describe, expect, test } from 'vitest';
import { decideHousehold } from '../../src/domain/matching/decide-household.ts';
import type { FoundPerson } from '../../src/domain/matching/household-match.ts';

const dongguan = '140826100200';
const dajiao = '140826107200';
const person = (householdId: string, name: string, idNumber: string, more: Partial<FoundPerson> = {}): FoundPerson => ({
  householdId,
  villageCode: dongguan,
  villageName: '东关村',
  headName: '王大山',
  name,
  idNumber,
  ...more,
});
const number = '14992619680101123X';
const row = { personName: '王小明', idNumber: number, headName: '', villageCode: dongguan };

describe('by ID number', () => {
  test('the household that has it is found, also by a disability certificate', () => {
    const found = [person('a', '王小明', number)];
    expect(decideHousehold(row, found)).toMatchObject({ outcome: 'found', householdId: 'a', confidence: 1 });
    expect(decideHousehold({ ...row, idNumber: `${number}43` }, found)).toMatchObject({ outcome: 'found', householdId: 'a' });
  });
  test('it gives the village where the row names none', () => {
    expect(decideHousehold({ ...row, villageCode: null }, [person('a', '王小明', number)])).toMatchObject({
      outcome: 'found',
      villageCode: dongguan,
    });
  });
  test('another village, or another name, is a contradiction for a person', () => {
    expect(decideHousehold({ ...row, villageCode: dajiao }, [person('a', '王小明', number)]).outcome).toBe('contradiction');
    expect(decideHousehold(row, [person('a', '李小明', number)]).outcome).toBe('contradiction');
  });
  test('in two households it is said so', () => {
    expect(decideHousehold(row, [person('a', '王小明', number), person('b', '王小明', number)]).outcome).toBe('several');
  });
});

describe('by name', () => {
  const unnumbered = { ...row, idNumber: '' };
  test('unique in the village: found, less surely', () => {
    const match = decideHousehold(unnumbered, [person('a', '王小明', number)]);
    expect(match).toMatchObject({ outcome: 'found', householdId: 'a' });
    expect(match.confidence).toBeLessThan(1);
  });
  test('two of one name are told apart by the head only', () => {
    const two = [person('a', '王小明', number), person('b', '王小明', '149926197001011231', { headName: '李四' })];
    expect(decideHousehold(unnumbered, two).outcome).toBe('several');
    expect(decideHousehold({ ...unnumbered, headName: '李四' }, two)).toMatchObject({ outcome: 'found', householdId: 'b' });
    expect(decideHousehold({ ...unnumbered, headName: '赵五' }, two).outcome).toBe('notFound');
  });
  test('a person of the same name with another number is somebody else', () => {
    expect(decideHousehold(row, [person('a', '王小明', '149926197001011231')]).outcome).toBe('notFound');
  });
  test('without a village a name decides nothing', () => {
    expect(decideHousehold({ ...unnumbered, villageCode: null }, [person('a', '王小明', number)]).outcome).toBe('notFound');
  });
});
