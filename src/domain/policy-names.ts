// What the categories of monitoring and the households in it are called: policy like the lines, for provinces name them differently and the names change with the years.
import * as z from 'zod/mini';

/** Long enough for 防止返贫监测对象, short enough for a tag and a column. */
export const LONGEST_NAME = 20;

const Name = z.string().check(z.minLength(1), z.maxLength(LONGEST_NAME));

/** 监测户类型 by code, and the general term for whoever is in monitoring. Chinese, as the county's papers have them. */
export const PolicyNames = z.object({ unstable: Name, marginal: Name, sudden: Name, general: Name });
export type PolicyNames = z.infer<typeof PolicyNames>;

/** Names as they were typed: what is wrong with one is said beside its field, so anything is read that is no flood. */
const Typed = z.optional(z.string().check(z.maxLength(100)));
export const NamesChange = z.object({ unstable: Typed, marginal: Typed, sudden: Typed, general: Typed });
export type NamesChange = z.infer<typeof NamesChange>;

/** Domain 2: the national names; from 2026 the general term is 防止返贫致贫对象. Elsewhere 脱贫监测户 and 严重困难户 are in use too. */
export const DEFAULT_NAMES = {
  unstable: '脱贫不稳定户',
  marginal: '边缘易致贫户',
  sudden: '突发严重困难户',
  general: '防止返贫致贫对象',
} as const satisfies PolicyNames;

export const NAME_KEYS = ['unstable', 'marginal', 'sudden', 'general'] as const satisfies readonly (keyof PolicyNames)[];

/** A record that was set before names were policy has the national ones. */
export const namesOf = (policy: { names?: PolicyNames | undefined } | null | undefined): PolicyNames => policy?.names ?? DEFAULT_NAMES;

/** The names after a change, as they are kept. */
export const changedNames = (before: PolicyNames, change: NamesChange | undefined): PolicyNames => ({
  unstable: (change?.unstable ?? before.unstable).trim(),
  marginal: (change?.marginal ?? before.marginal).trim(),
  sudden: (change?.sudden ?? before.sudden).trim(),
  general: (change?.general ?? before.general).trim(),
});

/** A sentence with the names in their places: 只能是{sudden} → 只能是严重困难户. */
export const withNames = (sentence: string, names: PolicyNames): string =>
  sentence.replace(/\{(unstable|marginal|sudden|general)\}/g, (_, key: keyof PolicyNames) => names[key]);
