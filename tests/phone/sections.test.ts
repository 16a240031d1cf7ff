// What the survey's own sections make of answers: ID numbers while typed, members' states, income items shown and folded.
import { describe, expect, it } from 'vitest';
import { checkDigit } from '../../src/domain/id-number.ts';
import type { CellView } from '../../src/domain/survey/view.ts';
import { idVerdict, plainId } from '../../src/phone/screens/survey/sections/id-verdict.ts';
import { restOf, sameAsBefore, sortItems } from '../../src/phone/screens/survey/sections/income-items.ts';
import { memberState, partState } from '../../src/phone/screens/survey/sections/member-reading.ts';
import { joinNames, splitNames } from '../../src/phone/screens/survey/sections/names.ts';

const TODAY = '2026-11-22';
const numbered = (first17: string): string => first17 + checkDigit(first17);

const view = (change: Partial<CellView>): CellView => ({
  instanceId: 'm',
  key: 'name',
  applies: true,
  value: null,
  source: 'none',
  known: null,
  required: false,
  readonly: false,
  fault: null,
  ...change,
});
const known = (value: CellView['value'], key = 'name'): CellView => view({ key, value, known: value, source: 'known' });
const confirmed = (value: CellView['value'], key = 'name'): CellView => view({ key, value, known: value, source: 'answer' });

describe('an ID number while it is typed', () => {
  const id = numbered('14992619610305123');

  it('says how much is missing, without reproach', () => {
    expect(idVerdict('149926', true, TODAY)).toEqual({ says: 'missing', digits: 12 });
    expect(idVerdict(`${id}4`, true, TODAY)).toEqual({ says: 'missing', digits: 1 });
  });
  it('left half typed, it is wrong', () => expect(idVerdict('149926', false, TODAY)).toEqual({ says: 'fault', fault: 'length' }));
  it('says at once that a digit is wrong', () => {
    const wrong = `${id.slice(0, 17)}${id[17] === '0' ? '1' : '0'}`;
    expect(idVerdict(wrong, true, TODAY)).toEqual({ says: 'fault', fault: 'checkDigit' });
  });
  it('says whose it is: born when, man or woman, how old', () => {
    expect(idVerdict(id, true, TODAY)).toEqual({ says: 'right', birthOn: '1961-03-05', sex: '1', age: 65 });
  });
  it('nobody is born tomorrow', () => {
    expect(idVerdict(numbered('14992620261123123'), true, TODAY)).toEqual({ says: 'fault', fault: 'birthDate' });
  });
  it('999999 says that there is none', () => expect(idVerdict('999999196103051234', true, TODAY)).toEqual({ says: 'none' }));
  it('a small x, wide digits and spaces are taken', () =>
    expect(plainId(' 1101 0519491231002x'.replace('1101', '１１０１'))).toBe('11010519491231002X'));
});

describe('what a card says of a member', () => {
  it('the archive’s, until somebody confirms', () => {
    expect(memberState([known('王银环'), known('02', 'relation')])).toBe('known');
    expect(memberState([confirmed('王银环'), confirmed('02', 'relation')])).toBe('confirmed');
    expect(memberState([confirmed('王银环'), known('02', 'relation')])).toBe('known');
  });
  it('changed, when one answer is otherwise, new or emptied', () => {
    expect(memberState([confirmed('王银环'), view({ known: '02', value: '10', source: 'answer' })])).toBe('changed');
    expect(memberState([confirmed('王银环'), view({ value: 'x', source: 'answer' })])).toBe('changed');
    expect(memberState([confirmed('王银环'), view({ known: '02', value: null, source: 'none' })])).toBe('changed');
  });
  it('new, when nobody knew anything', () => expect(memberState([view({ value: '王小宝', source: 'answer' })])).toBe('added'));
  it('what does not apply says nothing', () => {
    expect(memberState([confirmed('王银环'), { ...known('x', 'pension'), applies: false }])).toBe('confirmed');
    expect(partState([known('a'), view({}), { ...view({}), applies: false }])).toEqual({ asked: 2, known: 1, empty: 1 });
  });
  it('several choices are compared as what they are', () =>
    expect(memberState([view({ value: ['chronic'], known: ['chronic'], source: 'answer' })])).toBe('confirmed'));
});

describe('income items', () => {
  const item = (key: string, change: Partial<CellView> = {}) => view({ key, ...change });

  it('what the household had last year is shown, what it never had is folded', () => {
    const items = [known(42000, 'wagesWork'), known(0, 'wagesPostVillage'), item('wagesOdd')];
    const { shown, folded } = sortItems(items, true);
    expect(shown.map(({ key }) => key)).toEqual(['wagesWork']);
    expect(folded.map(({ key }) => key)).toEqual(['wagesPostVillage', 'wagesOdd']);
  });
  it('of a household that nobody knows the usual items are shown', () => {
    const { shown } = sortItems([item('wagesWork'), item('wagesPostVillage'), item('wagesOdd')], false);
    expect(shown.map(({ key }) => key)).toEqual(['wagesWork', 'wagesOdd']);
  });
  it('what was just filled in does not disappear', () => {
    expect(sortItems([item('wagesPostVillage', { value: 800, source: 'answer' })], true).shown).toHaveLength(1);
  });
  it('a part of one item is never folded to nothing', () => expect(sortItems([item('claims')], true).shown).toHaveLength(1));
  it('其余都没有 answers what is empty or was 0, never what was something', () => {
    const items = [known(42000, 'wagesWork'), known(0, 'wagesPostVillage'), item('wagesOdd'), confirmed(0, 'wagesPostTownship')];
    expect(restOf(items).map(({ key }) => key)).toEqual(['wagesPostVillage', 'wagesOdd']);
    expect(sameAsBefore(items).map(({ key }) => key)).toEqual(['wagesWork', 'wagesPostVillage']);
  });
});

describe('names in one answer', () => {
  it('any comma separates them, each stands once', () => {
    expect(splitNames('王银环，李小宝、 王银环')).toEqual(['王银环', '李小宝']);
    expect(joinNames(['王银环', '李小宝', '王银环'])).toBe('王银环、李小宝');
  });
});
