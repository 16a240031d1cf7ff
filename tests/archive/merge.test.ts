// Two people found one household at the same time: what both say is brought together field by field, and nothing that anybody said is lost.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fields, fieldsOf, householdFrom, partsOf, sameValue } from '../../src/domain/archive/fields.ts';
import { asOnePerson, merge, seenBy } from '../../src/domain/archive/merge.ts';
import { rememberCheck } from '../../src/domain/archive/remember-check.ts';
import type { Household, Member } from '../../src/domain/household.ts';
import type { SubmittedInstance } from '../../src/domain/survey/answers.ts';
import { aCheck, aHousehold, aMember, answered, idNumberOf, memberId } from '../support/household.ts';

const ON = '2026-11-22';
const FAMILY = aHousehold({
  members: [
    aMember(1, {
      name: '王银环',
      phone: '15400000001',
      pinyin: 'wang yin huan',
      initials: 'wyh',
      health: ['disabled', 'chronic'],
      details: { political: 'masses' },
    }),
    aMember(2, { name: '王小军', birthOn: '1998-01-02', jobs: [{ workPlace: '140802', placeName: '山西省运城市盐湖区', workMonths: 10 }] }),
    aMember(3, { name: '王小梅', birthOn: '2015-01-02', sex: '2', schoolStage: 'primary', idNumber: '' }),
  ],
  helper: { name: '赵六', unit: '安峪镇', phone: '15400000077' },
  details: {
    road: 'cement',
    roadKm: 0.4,
    needs: ['industry', 'health'],
    measures: [{ id: 'g1', measure: 'industry', state: 'done' }],
    perCapitaBefore: 9000,
  },
  income: {
    year: 2026,
    totals: { wages: 30000, business: 9000, property: 0, transfers: 0, costs: 0, claims: 0, selfPaid: 0 },
    items: { wagesWork: 30000, businessCrops: 9000 },
  },
});

const found = (seen: Household, values: SubmittedInstance['values'], members: readonly SubmittedInstance[] = []): Household =>
  rememberCheck(seen, aCheck(answered('root', values, members.length > 0 ? { members } : {})), { on: ON, origin: 'lead', newId: () => memberId(99) });
const together = (base: Household, first: Household, second: Household) => merge(fieldsOf(base), first, second);
const paths = (of: readonly { path: string }[]): string[] => of.map(({ path }) => path).sort();

describe('two checks that saw the same household', () => {
  test('in different fields: both are kept, nobody is asked', () => {
    const one = found(FAMILY, { phone: '15400000009' }, [answered(memberId(1), { health: ['healthy'] })]);
    const two = found(FAMILY, { road: 'asphalt' }, [answered(memberId(2), { political: 'party' })]);
    const { household, disagreements, taken } = together(FAMILY, one, two);
    expect(disagreements).toEqual([]);
    expect(taken.sort()).toEqual([`${memberId(2)}/political`, 'root/road']);
    expect(household).toMatchObject({
      phone: '15400000009',
      details: { road: 'asphalt' },
      members: [{ health: ['healthy'] }, { details: { political: 'party' } }, {}],
    });
  });

  test('in the same field: the archive keeps what it had, both values stand, and the other fields are taken', () => {
    const one = found(FAMILY, { phone: '15400000008', road: 'asphalt' });
    const two = found(FAMILY, { phone: '15400000009', road: 'asphalt', toilet: 'yes' });
    const { household, disagreements } = together(FAMILY, one, two);
    expect(disagreements).toEqual([{ path: 'root/phone', archive: '15400000008', found: '15400000009' }]);
    expect(household).toMatchObject({ phone: '15400000008', details: { road: 'asphalt', toilet: true } });
  });

  test('who only confirms what was known does not undo what the other found', () => {
    const one = found(FAMILY, { phone: '15400000008' });
    const two = found(FAMILY, { phone: FAMILY.phone, address: FAMILY.address });
    expect(together(FAMILY, one, two)).toMatchObject({ disagreements: [], taken: [], household: { phone: '15400000008' } });
  });

  test('the same child written down on both phones is one person; what is said otherwise of it is disputed', () => {
    const idNumber = idNumberOf('2026-02-03', 2);
    const child = (id: string, name: string) => answered(id, { name, idNumber, relation: '42', health: ['healthy'] });
    const one = found(FAMILY, {}, [answered(memberId(1), {}), child(memberId(7), '王小燕')]);
    const two = found(FAMILY, {}, [answered(memberId(1), {}), child(memberId(8), '王小艳')]);
    const { household, disagreements } = merge(fieldsOf(FAMILY), one, two, { recount: true });
    expect(household.members.map((member) => member.id)).toEqual([1, 2, 3, 7].map(memberId));
    expect(household.size).toBe(4);
    expect(disagreements).toEqual([{ path: `${memberId(7)}/name`, archive: '王小燕', found: '王小艳' }]);
  });

  test('two newcomers without a number stay two people', () => {
    const none = (id: string) => answered(id, { name: '王来', idNumber: '999999200001010000' });
    const { household } = together(FAMILY, found(FAMILY, {}, [none(memberId(7))]), found(FAMILY, {}, [none(memberId(8))]));
    expect(household.members.slice(3).map((member) => member.id)).toEqual([memberId(7), memberId(8)]);
  });

  test.each([false, true])('a member who left on one phone and has news on the other is a question (left first: %s)', (leftFirst) => {
    const left = found(FAMILY, {}, [answered(memberId(2), { presence: 'movedOut', presenceOn: '2026-09-01' })]);
    const news = found(FAMILY, {}, [answered(memberId(2), { labour: 'skilled' })]);
    const { household, disagreements } = leftFirst ? together(FAMILY, left, news) : together(FAMILY, news, left);
    const gone = { presence: 'movedOut', presenceOn: '2026-09-01' };
    const here = { presence: 'present' };
    expect(disagreements).toEqual([{ path: `${memberId(2)}/presence`, archive: leftFirst ? gone : here, found: leftFirst ? here : gone }]);
    expect(household.members[1]).toMatchObject({ labour: 'skilled', presence: leftFirst ? 'movedOut' : 'present' });
  });

  test('a member who left, of whom the other says nothing new, has left', () => {
    const left = found(FAMILY, {}, [answered(memberId(2), { presence: 'dead', presenceOn: '2026-09-01' })]);
    const other = found(FAMILY, { road: 'dirt' }, [answered(memberId(2), { presence: 'present' })]);
    const { household, disagreements } = merge(fieldsOf(FAMILY), other, left, { recount: true });
    expect(disagreements).toEqual([]);
    expect([household.members[1]?.presence, household.size]).toEqual(['dead', 2]);
  });

  test('incomes of one year are compared item by item, and the sums are those of what stands', () => {
    const last = { ...FAMILY, income: FAMILY.income && { ...FAMILY.income, year: 2025 } };
    const one = found(last, { wagesWork: 20000, businessCrops: 9000 });
    const two = found(last, { wagesWork: 26000, businessCrops: 9000, transferPension: 1200 });
    const { household, disagreements } = together(last, one, two);
    expect(disagreements).toEqual([{ path: '2026/wagesWork', archive: 20000, found: 26000 }]);
    expect(household.income).toEqual({
      year: 2026,
      totals: { wages: 20000, business: 9000, property: 0, transfers: 1200, costs: 0, claims: 0, selfPaid: 0 },
      items: { wagesWork: 20000, businessCrops: 9000, transferPension: 1200 },
    });
  });

  test('a sum that leaves one-off aid out, as the county’s form has it, stays where its items stand', () => {
    const totals = { wages: 30000, business: 9000, property: 0, transfers: 1200, costs: 0, claims: 0, selfPaid: 0 };
    const family: Household = {
      ...FAMILY,
      income: { year: 2026, totals, items: { wagesWork: 30000, businessCrops: 9000, transferPension: 1200, transferGift: 500 } },
    };
    const { household } = together(family, { ...family, phone: '15400000008' }, { ...family, address: '西组 1 号' });
    expect(household).toMatchObject({ phone: '15400000008', address: '西组 1 号', income: { totals } });
  });

  test('a new period brings the income a person of the one before with it', () => {
    const last = { ...FAMILY, income: FAMILY.income && { ...FAMILY.income, year: 2025 } };
    const { household } = together(last, found(last, { phone: '15400000008' }), found(last, { wagesWork: 26000, transferPension: 0 }));
    expect(household).toMatchObject({ income: { year: 2026 }, details: { perCapitaBefore: 13000 } });
  });

  test('whatever is said of a field in dispute joins the dispute', () => {
    const two = found(FAMILY, { phone: '15400000009' });
    const { household, disagreements } = merge(fieldsOf(FAMILY), FAMILY, two, { open: new Set(['root/phone']) });
    expect(paths(disagreements)).toEqual(['root/phone']);
    expect(household.phone).toBe(FAMILY.phone);
  });
});

describe('a check that came back and was handed in again', () => {
  const newer: Household = { ...FAMILY, phone: '15400000008', version: FAMILY.version + 1 };
  test('does not undo with an answer carried over what came in meanwhile', () => {
    const first = found(FAMILY, { phone: FAMILY.phone, road: 'dirt' });
    const again = found(newer, { phone: FAMILY.phone, road: 'gravel' });
    const saw = seenBy([
      { seen: FAMILY, left: first },
      { seen: newer, left: again },
    ]);
    const { household, disagreements } = merge(saw, newer, again);
    expect(disagreements).toEqual([]);
    expect(household).toMatchObject({ phone: '15400000008', details: { road: 'gravel' } });
  });

  test('and whoever corrects an answer with the newer version in sight is right', () => {
    const first = found(FAMILY, { phone: FAMILY.phone });
    const again = found(newer, { phone: '15400000007' });
    const { household, disagreements } = merge(
      seenBy([
        { seen: FAMILY, left: first },
        { seen: newer, left: again },
      ]),
      newer,
      again,
    );
    expect([disagreements, household.phone]).toEqual([[], '15400000007']);
  });

  test('an answer carried over that differs from what came in meanwhile is disputed', () => {
    const first = found(FAMILY, { phone: '15400000007' });
    const again = found(newer, { phone: '15400000007' });
    const { disagreements } = merge(
      seenBy([
        { seen: FAMILY, left: first },
        { seen: newer, left: again },
      ]),
      newer,
      again,
    );
    expect(disagreements).toEqual([{ path: 'root/phone', archive: '15400000008', found: '15400000007' }]);
  });
});

/** Whatever a person may have changed: fields of the household and of its people, people who came and who left. */
const change = fc.oneof(
  fc.record({
    path: fc.constantFrom('root/phone', 'root/address', 'root/road', 'root/suddenWhat'),
    value: fc.constantFrom('a', 'b', 'c', undefined),
  }),
  fc.record({
    path: fc.constantFrom('root/roadKm', 'root/landCultivated', '2026/wagesWork', '2026/transferPension'),
    value: fc.constantFrom(1, 2, 3.5),
  }),
  fc.record({ path: fc.constantFrom('root/waterProblem', 'root/toilet', 'root/noLabour'), value: fc.boolean() }),
  fc.record({
    path: fc.constantFrom(...[1, 2, 3].map((n) => `${memberId(n)}/health`)),
    value: fc.constantFrom(['healthy'], ['chronic', 'disabled'], ['major']),
  }),
  fc.record({
    path: fc.constantFrom(...[1, 2, 3].map((n) => `${memberId(n)}/labour`)),
    value: fc.constantFrom('skilled', 'weak', 'none', undefined),
  }),
  fc.record({
    path: fc.constantFrom(...[1, 2, 3].map((n) => `${memberId(n)}/presence`)),
    value: fc.constantFrom({ presence: 'dead' }, { presence: 'movedOut', presenceOn: '2026-09-01' }, { presence: 'present' }),
  }),
  fc.record({ path: fc.constantFrom(`${memberId(11)}/name`, `${memberId(12)}/name`), value: fc.constantFrom('王新', '王来') }),
  fc.record({ path: fc.constant('g1/measure'), value: fc.constantFrom({ measure: 'industry', state: 'planned' }, { measure: 'health' }, undefined) }),
);
type Change = { path: string; value: unknown };
const changes = fc.uniqueArray(change as fc.Arbitrary<Change>, { selector: ({ path }) => path, maxLength: 8 });

function changed(household: Household, list: readonly Change[]): Household {
  const fields = new Map(fieldsOf(household));
  for (const { path, value } of list) value === undefined ? fields.delete(path) : fields.set(path, value as string);
  return householdFrom(fields, [household], false);
}
const valuesAt = (fields: Fields, path: string): string => JSON.stringify(fields.get(path) ?? null);

describe('whatever two people change', () => {
  test('a record taken apart and put together again is the record', () => {
    expect(householdFrom(fieldsOf(FAMILY), [FAMILY], false)).toEqual(FAMILY);
    fc.assert(
      fc.property(changes, (list) => {
        const household = changed(FAMILY, list);
        expect(householdFrom(fieldsOf(household), [household], false)).toEqual(household);
      }),
    );
  });

  test('no value is lost: it stands in the archive or in a dispute', () => {
    fc.assert(
      fc.property(changes, changes, (ones, twos) => {
        const [one, two] = [changed(FAMILY, ones), changed(FAMILY, twos)];
        const base = fieldsOf(FAMILY);
        const { household, disagreements } = together(FAMILY, one, two);
        const stands = fieldsOf(household);
        for (const said of [fieldsOf(one), fieldsOf(two)]) {
          for (const path of new Set([...said.keys(), ...base.keys()])) {
            if (sameValue(said.get(path), base.get(path))) continue;
            const kept = [
              valuesAt(stands, path),
              ...disagreements
                .filter((other) => other.path === path)
                .flatMap((other) => [JSON.stringify(other.archive), JSON.stringify(other.found)]),
            ];
            expect(kept).toContain(valuesAt(said, path));
          }
        }
      }),
    );
  });

  test('whoever comes first: the same fields are disputed, between the same values, and the others stand the same', () => {
    fc.assert(
      fc.property(changes, changes, (ones, twos) => {
        const [one, two] = [changed(FAMILY, ones), changed(FAMILY, twos)];
        const [a, b] = [together(FAMILY, one, two), together(FAMILY, two, one)];
        const said = (of: typeof a) =>
          of.disagreements.map(({ path, archive, found: other }) => [path, ...[JSON.stringify(archive), JSON.stringify(other)].sort()]).sort();
        expect(said(a)).toEqual(said(b));
        const disputed = new Set(paths(a.disagreements));
        const undisputed = (household: Household) =>
          [...fieldsOf(household)]
            .filter(([path]) => !disputed.has(path))
            .map(([path, value]) => `${path} ${JSON.stringify(value)}`)
            .sort();
        expect(undisputed(a.household)).toEqual(undisputed(b.household));
      }),
    );
  });

  test('nothing is disputed where only one of them changed anything, or where both say the same', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const one = changed(FAMILY, list);
        for (const [first, second] of [
          [one, FAMILY],
          [FAMILY, one],
          [one, one],
        ] as const) {
          const { household, disagreements } = together(FAMILY, first, second);
          expect(disagreements).toEqual([]);
          expect(fieldsOf(household)).toEqual(fieldsOf(one));
        }
      }),
    );
  });

  test('what was brought together once changes nothing when it comes again', () => {
    fc.assert(
      fc.property(changes, changes, (ones, twos) => {
        const [one, two] = [changed(FAMILY, ones), changed(FAMILY, twos)];
        const once = together(FAMILY, one, two);
        const again = merge(fieldsOf(FAMILY), once.household, two, { open: new Set(paths(once.disagreements)) });
        expect(fieldsOf(again.household)).toEqual(fieldsOf(once.household));
        expect(paths(again.disagreements)).toEqual(paths(once.disagreements));
      }),
    );
  });

  test('a check that saw the archive as it is leaves it as the check alone would', () => {
    fc.assert(
      fc.property(changes, changes, (before, list) => {
        const archive = changed(FAMILY, before);
        const { household, disagreements } = together(archive, archive, changed(archive, list));
        expect([disagreements, fieldsOf(household)]).toEqual([[], fieldsOf(changed(archive, list))]);
      }),
    );
  });
});

test('nobody is taken for a newcomer who is listed under an id of their own', () => {
  const member = FAMILY.members[0] as Member;
  expect(asOnePerson(FAMILY, FAMILY)).toEqual(FAMILY);
  expect(asOnePerson({ ...FAMILY, members: [{ ...member, id: memberId(8) }] }, FAMILY).members[0]?.id).toBe(memberId(1));
  expect(partsOf(`${memberId(1)}/health`)).toEqual({ instance: memberId(1), key: 'health' });
});
