// A county calls the categories what its province calls them: one policy record, and the phone, the rules, the papers and the summary follow.
import { expect, test } from 'vitest';
import { DEFAULT_NAMES, namesOf, type PolicyNames } from '../../src/domain/policy-names.ts';
import { remarksOf } from '../../src/domain/rules/remarks.ts';
import { RULES, ruleSentence } from '../../src/domain/rules/table.ts';
import { suggestedSummary } from '../../src/domain/summary.ts';
import { countyWords } from '../../src/words/common/county-words.ts';
import { en } from '../../src/words/common/en.ts';
import { zh } from '../../src/words/common/zh.ts';
import { atTheDoor, context } from '../rules/family.ts';

const here: PolicyNames = { unstable: '脱贫监测户', marginal: '边缘易致贫户', sudden: '严重困难户', general: '防止返贫监测对象' };
const task = { leads: [], personName: '甲', origin: 'round' as const };

test('the words of screens have the county’s names, and the national ones where it has none of its own', () => {
  expect(countyWords(zh, here)).toMatchObject({
    categories: { none: '未监测', unstable: '脱贫监测户', marginal: '边缘易致贫户', sudden: '严重困难户' },
    monitoredHousehold: '防止返贫监测对象',
  });
  expect(countyWords(zh, DEFAULT_NAMES)).toBe(zh);
  expect(countyWords(en, here).categories).toEqual({ ...en.categories, unstable: '脱贫监测户', sudden: '严重困难户' });
});

test('a record of the years before names were policy has the national ones', () => {
  expect(namesOf({})).toEqual(DEFAULT_NAMES);
  expect(namesOf(null)).toEqual(DEFAULT_NAMES);
});

test('remarks and rules speak of the categories by these names', () => {
  const facts = atTheDoor({ result: { include: true, category: 'unstable' }, household: { kind: 'general' } });
  const said = remarksOf(facts, { ...context, names: here }).map(({ message }) => message);
  expect(said).toContain('监测户类型是脱贫监测户，户类型却是一般农户');
  expect(ruleSentence('case.categoryKind', here)).toBe('脱贫监测户只能是脱贫户，边缘易致贫户只能是一般农户。');
  for (const { code } of RULES) expect(ruleSentence(code, here)).not.toMatch(/[{}]/);
  expect(ruleSentence('never.heardOf', here)).toBeNull();
});

test('so does the suggested summary', () => {
  expect(suggestedSummary({ include: true, reason: null, category: 'sudden' }, null, task, null, here)).toBe('符合严重困难户条件，建议纳入。');
  expect(suggestedSummary({ include: false, reason: 'alreadyMonitored', category: null }, null, task, null, here)).toBe(
    '该户已是防止返贫监测对象，帮扶正在进行，不纳入。',
  );
});
