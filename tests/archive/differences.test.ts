// What the reviewer sees marked in a full survey: every answer that is otherwise than the archive, and nothing else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knownOf } from '../../src/domain/archive/known-of.ts';
import { differencesOf, revisionDifferences } from '../../src/domain/comparison.ts';
import { maskDifference, maskHousehold } from '../../src/domain/masking.ts';
import type { SubmittedInstance } from '../../src/domain/survey/answers.ts';
import { aCheck, aHousehold, aMember, answered, confirming, idNumberOf, memberId } from '../support/household.ts';

const FAMILY = aHousehold({
  members: [
    aMember(1, { name: '王银环', phone: '15400000001' }),
    aMember(2, { name: '王小军', birthOn: '1998-01-02', jobs: [{ workPlace: '140802', workMonths: 10 }] }),
  ],
  income: {
    year: 2025,
    totals: { wages: 30000, business: 9000, property: 0, transfers: 0, costs: 0, claims: 0, selfPaid: 0 },
    items: { wagesWork: 30000, businessCrops: 9000 },
  },
});

type Mutable = { values: Record<string, unknown>; repeats: Record<string, SubmittedInstance[]>; unconfirmed: string[] };
const writable = (instance: SubmittedInstance | undefined): Mutable => instance as unknown as Mutable;

/** The family as it is known, with what `change` finds otherwise. */
function found(change: (root: Mutable, members: Mutable[]) => void, more: Parameters<typeof aCheck>[1] = {}) {
  const root = confirming(knownOf(FAMILY));
  change(writable(root), (root.repeats.members ?? []).map(writable));
  return aCheck(root, more);
}
const marks = (content: ReturnType<typeof aCheck>) =>
  differencesOf(FAMILY, content).map(({ path, kind, before, after }) => [path, kind, before, after]);

test('a household confirmed as it is known shows no differences', () => {
  expect(marks(found(() => undefined))).toEqual([]);
});

test('another phone, another state of health and another wage are marked where they were answered', () => {
  const content = found((root, [, son]) => {
    root.values.phone = '15400000009';
    root.values.wagesWork = 24000.5;
    (son as Mutable).values.health = ['major', 'disabled'];
  });
  expect(marks(content)).toEqual([
    ['root/phone', 'changed', '15400000001', '15400000009'],
    [`${memberId(2)}/health`, 'changed', 'healthy', 'disabled,major'],
    ['root/wagesWork', 'changed', 30000, 24000.5],
  ]);
  expect(differencesOf(FAMILY, content)[1]?.memberName).toBe('王小军');
});

test('what the archive had not known is no difference, but a phone and an ID number are seen', () => {
  const content = found((root, [, son]) => {
    root.values.road = 'cement';
    (son as Mutable).values.political = 'league';
    (son as Mutable).values.phone = '15400000008';
  });
  expect(marks(content)).toEqual([[`${memberId(2)}/phone`, 'added', null, '15400000008']]);
});

test('an answer that is the archive’s own and nobody confirmed is nobody’s finding', () => {
  const content = found((root) => {
    root.values.address = '旧址';
    root.unconfirmed.push('address');
  });
  expect(marks(content)).toEqual([]);
});

test('who died, who is new and who is no longer listed are told apart, and the size follows', () => {
  const died = found((_, [, son]) => Object.assign((son as Mutable).values, { presence: 'dead', presenceOn: '2026-05-01' }));
  expect(marks(died)).toEqual([
    ['root/size', 'changed', 2, 1],
    [`${memberId(2)}/presence`, 'changed', 'present', 'dead'],
  ]);
  const born = found((root) => root.repeats.members?.push(answered(memberId(9), { name: '王小梅', presence: 'present' })));
  expect(marks(born)).toEqual([
    ['root/size', 'changed', 2, 3],
    [`${memberId(9)}/name`, 'added', null, '王小梅'],
  ]);
  const gone = found((root) => root.repeats.members?.pop());
  expect(marks(gone)).toEqual([
    ['root/size', 'changed', 2, 1],
    [`${memberId(2)}/name`, 'missing', '王小军', null],
  ]);
});

test('an income of which the archive has only totals is compared by totals, computed from the items', () => {
  const known = {
    ...FAMILY,
    income: { year: 2025, totals: { wages: 30000, business: 9000, property: 0, transfers: 0, costs: 0, claims: 0, selfPaid: 0 } },
  };
  const content = aCheck(answered('root', { wagesWork: 20000, wagesOdd: 10000, businessCrops: 8000 }));
  expect(differencesOf(known, content).map(({ path, before, after }) => [path, before, after])).toEqual([['root/business', 9000, 8000]]);
  expect(differencesOf({ ...known, income: null }, content).find(({ path }) => path === 'root/wages')).toMatchObject({ before: null, after: 30000 });
});

test('a place of work is compared with the same spell as it was known', () => {
  const content = found((_, [, son]) => {
    const [job] = (son as Mutable).repeats.jobs ?? [];
    writable(job).values.workMonths = 4;
  });
  expect(marks(content)).toEqual([[`${memberId(2)}.1/workMonths`, 'changed', 10, 4]]);
});

test('an inclusion shows the category; guarantees show problems as they were found', () => {
  const content = found((root) => Object.assign(root.values, { waterProblem: 'yes', waterWho: '全家' }), {
    result: { residency: 'rural', include: true, category: 'marginal', reason: null, summary: '' },
  });
  expect(marks(content)).toEqual([
    ['root/waterProblem', 'changed', false, true],
    ['result/category', 'changed', 'none', 'marginal'],
  ]);
});

test('whatever is answered otherwise, exactly that is marked', () => {
  const amounts = fc.uniqueArray(fc.constantFrom('wagesWork', 'businessCrops'));
  const places = fc.uniqueArray(fc.constantFrom('landCultivated', 'landWood', 'dwelling', 'address', 'housingProblem'));
  const other: Record<string, unknown> = { landCultivated: 99, landWood: 98, dwelling: 'D', address: '西头', housingProblem: 'yes' };
  fc.assert(
    fc.property(amounts, places, (items, keys) => {
      const content = found((root) => {
        for (const item of items) root.values[item] = 77777;
        for (const key of keys) root.values[key] = other[key];
      });
      expect(
        differencesOf(FAMILY, content)
          .map((one) => one.path)
          .sort(),
      ).toEqual([...items, ...keys].map((key) => `root/${key}`).sort());
    }),
  );
});

test('a second revision shows what was put right, what was added and what was taken back', () => {
  const first = found((root) => Object.assign(root.values, { road: 'dirt', housingProblem: 'yes' }));
  const second = found((root) => Object.assign(root.values, { roadKm: 2 }), { result: { ...first.result, summary: '已补充' } });
  expect(revisionDifferences(first, second).map(({ path, kind, after }) => [path, kind, after])).toEqual([
    ['result/summary', 'changed', '已补充'],
    ['root/road', 'changed', null],
    ['root/roadKm', 'added', 2],
    ['root/housingProblem', 'changed', false],
  ]);
  expect(revisionDifferences(first, first)).toEqual([]);
});

test('numbers of people are masked in the archive’s details and in what was found otherwise', () => {
  const certificate = `${idNumberOf('1970-05-06', 3)}42`;
  const shown = maskHousehold(
    aHousehold({ members: [aMember(1, { details: { certificateNo: certificate } })], details: { eliminationPhone: '15400000001' } }),
  );
  expect(shown.members[0]?.details?.certificateNo).toBe(`149926********${certificate.slice(14)}`);
  expect(shown.details?.eliminationPhone).toBe('154****0001');
  const difference = differencesOf(
    FAMILY,
    found((root) => Object.assign(root.values, { phone: '15400000009' })),
  )[0];
  expect(difference && maskDifference(difference)).toMatchObject({ before: '154****0001', after: '154****0009' });
});
