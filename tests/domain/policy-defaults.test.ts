// The policy an installation starts with is whole, and says that its line is only assumed.
import { describe, expect, it } from 'vitest';
import { DEPARTMENT_NAMES } from '../../src/domain/department.ts';
import { Policy, policyOn } from '../../src/domain/policy.ts';
import { DEFAULT_POLICIES, SHANXI_POLICY_2026 } from '../../src/domain/policy-defaults.ts';

describe('the default policy', () => {
  it('is a policy, and holds for a county of Shanxi this year', () => {
    for (const policy of DEFAULT_POLICIES) expect(Policy.parse(policy)).toEqual(policy);
    expect(policyOn(DEFAULT_POLICIES, '140826', '2026-11-22')).toBe(SHANXI_POLICY_2026);
    expect(policyOn(DEFAULT_POLICIES, '610100', '2026-11-22')).toBeUndefined();
  });

  it('says that its monitoring line is an assumption', () => {
    expect(SHANXI_POLICY_2026.monitoringLineAssumed).toBe(true);
  });

  it('lets every department push something, each signal under one code', () => {
    const { indicators } = SHANXI_POLICY_2026;
    expect(new Set(indicators.map((indicator) => indicator.code)).size).toBe(indicators.length);
    expect(new Set(indicators.map((indicator) => indicator.department))).toEqual(new Set(Object.keys(DEPARTMENT_NAMES)));
  });

  it('gives each word to one signal only, so that a title decides', () => {
    const words = SHANXI_POLICY_2026.indicators.flatMap((indicator) => indicator.words);
    expect(new Set(words).size).toBe(words.length);
  });

  it('takes the thresholds of medical cost from the rules: 5,000 for the watched, 20,000 for others', () => {
    expect(SHANXI_POLICY_2026.indicators[0]?.threshold).toEqual({ watched: 5000, others: 20000 });
  });
});
