// The shared words with the names that the county's policy gives the categories of monitoring.
import { DEFAULT_NAMES, NAME_KEYS, type PolicyNames } from '../../domain/policy-names.ts';
import type { CommonWords } from './zh.ts';

/** A name that is not the national one stands as the county writes it, also in English: nobody can translate it. */
export function countyWords(words: CommonWords, names: PolicyNames): CommonWords {
  const own = NAME_KEYS.filter((key) => names[key] !== DEFAULT_NAMES[key]);
  if (own.length === 0) return words;
  const { general, ...categories } = Object.fromEntries(own.map((key) => [key, names[key]])) as Partial<PolicyNames>;
  return { ...words, categories: { ...words.categories, ...categories }, monitoredHousehold: general ?? words.monitoredHousehold };
}
