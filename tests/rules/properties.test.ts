// What holds of the rules whatever the facts are.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameOf } from '../../src/domain/rules/people.ts';
import { remarksOf } from '../../src/domain/rules/remarks.ts';
import { THRESHOLD_RULES } from '../../src/domain/rules/threshold-rules.ts';
import { arbitraryFacts } from './arbitrary-facts.ts';
import { context, family } from './family.ts';

const everywhere = { ...context, elsewhere: { idNumber: () => '户主张三家', phone: () => '户主张三家' } };
const holds = (property: (facts: Parameters<typeof remarksOf>[0]) => void) => fc.assert(fc.property(arbitraryFacts, property), { numRuns: 150 });

test('no facts make a rule throw, and the same facts give the same remarks', () => {
  holds((facts) => {
    const frozen = structuredClone(facts);
    const remarks = remarksOf(facts, everywhere);
    expect(remarksOf(frozen, everywhere)).toEqual(remarks);
    expect(facts).toEqual(frozen);
  });
});

test('a remark stands at the household, a member, one of their jobs or a measure, and names the member', () => {
  holds((facts) => {
    const people = new Map(facts.members.map((member) => [member.instanceId, nameOf(facts, member)]));
    const elsewhere = new Set([
      'root',
      ...facts.members.flatMap(({ jobs }) => jobs.map((job) => job.instanceId)),
      ...(facts.measures ?? []).map((one) => one.instanceId),
    ]);
    for (const { instanceId, message, key } of remarksOf(facts, everywhere)) {
      const who = people.get(instanceId);
      if (who === undefined) expect(elsewhere.has(instanceId)).toBe(true);
      else expect(message.startsWith(who)).toBe(true);
      expect(key).not.toBe('');
      expect(message).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });
});

test('one remark has one address, so that an explanation belongs to it alone', () => {
  holds((facts) => {
    const seen = remarksOf(facts, everywhere).map(({ code, instanceId, key }) => `${code} ${instanceId} ${key}`);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

test('no message shows an ID number, a certificate number or a phone', () => {
  holds((facts) => {
    const secrets = facts.members.flatMap(({ idNumber, certificateNo }) => [idNumber, certificateNo]).filter((secret) => (secret ?? '').length >= 15);
    const phones = [facts.household.phone, ...facts.members.map(({ phone }) => phone)].filter((phone) => (phone ?? '').length >= 10);
    for (const { message } of remarksOf(facts, everywhere)) {
      for (const secret of [...secrets, ...phones]) expect(message).not.toContain(secret);
    }
  });
});

test('remarks stand in the order of the form: household, members one after the other, guarantees, income, risks, measures, result', () => {
  const broken = family({
    members: family().members.map((member) => ({ ...member, ethnic: null, labour: null })),
    household: { roadKm: 9, dwelling: 'D', archivedSize: 9 },
    guarantees: { water: { problem: true, who: null, since: null, action: null } },
    income: { items: null, totals: { wages: 0, business: 0, property: 0, transfers: 0, costs: 0, claims: 0, selfPaid: 0 }, stated: null },
    result: { include: true, category: null },
    measures: [],
  });
  const at = remarksOf(broken, context).map(({ instanceId, key }) => (instanceId === 'root' ? key : instanceId));
  expect(at.filter((place, index) => place !== at[index - 1])).toEqual([
    'roadKm',
    'members',
    'm-王建国',
    'm-李秀英',
    'm-王磊',
    'm-王小梅',
    'waterWho',
    'perCapita',
    'wagesWork',
    'perCapita',
    'risks',
    'category',
  ]);
});

test('a figure of the policy changes what its own rule says, and no other', () => {
  const figures = Object.entries(context.thresholds) as [keyof typeof context.thresholds, number][];
  fc.assert(
    fc.property(arbitraryFacts, fc.constantFrom(...figures), fc.constantFrom(0, 0.1, 3, 1000), (facts, [name, figure], factor) => {
      const others = (thresholds: typeof context.thresholds) =>
        remarksOf(facts, { ...context, thresholds }).filter(({ code }) => code !== THRESHOLD_RULES[name]);
      expect(others({ ...context.thresholds, [name]: figure * factor })).toEqual(others(context.thresholds));
    }),
    { numRuns: 300 },
  );
});
