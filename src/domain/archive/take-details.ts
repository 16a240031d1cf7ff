// Confirmed answers taken over into a record of the archive, question by question, each checked by the record's own schema.

import * as z from 'zod/mini';
import type { Answers } from '../facts/reading.ts';
import { ownValue } from '../own-value.ts';
import type { SubmittedInstance } from '../survey/answers.ts';

/** Answers that somebody gave or confirmed: the archive's own, shown and passed over, are no news. */
export const confirmedIn = (instance: SubmittedInstance): Answers =>
  instance.unconfirmed.length === 0
    ? instance.values
    : Object.fromEntries(Object.entries(instance.values).filter(([key]) => !instance.unconfirmed.includes(key)));

/** Of what a form asks: what somebody took away that the archive knew, as a record's fields to be left out. */
export const emptiedIn = (instance: SubmittedInstance): readonly string[] => instance.emptied ?? [];

/** The same through all repeats. */
export const onlyConfirmed = (instance: SubmittedInstance): SubmittedInstance => ({
  id: instance.id,
  values: confirmedIn(instance),
  repeats: Object.fromEntries(Object.entries(instance.repeats).map(([key, inner]) => [key, inner.map(onlyConfirmed)])),
  unconfirmed: [],
});

type Shape = Readonly<Record<string, z.ZodMiniType>>;

/** `record` with the answers to its own questions put in. What does not fit its schema (a word where a number is kept) stays as it was. */
export function takeAnswers<Kept extends object>(shape: Shape, record: Kept, answers: Answers, except: readonly string[] = []): Kept {
  const taken = { ...record } as Record<string, unknown>;
  for (const [key, schema] of Object.entries(shape)) {
    if (except.includes(key) || ownValue(answers, key) === undefined) continue;
    const value = answers[key];
    for (const candidate of [
      value,
      value === 'yes' ? true : value === 'no' ? false : undefined,
      typeof value === 'string' ? Number(value) : undefined,
    ]) {
      const read = candidate === undefined ? null : z.safeParse(schema, candidate);
      if (!read?.success) continue;
      taken[key] = read.data;
      break;
    }
  }
  return taken as Kept;
}

/** A record without some of its fields. */
export function without<Kept extends object>(record: Kept, keys: readonly (keyof Kept)[]): Kept {
  const left = { ...record };
  for (const key of keys) delete left[key];
  return left;
}

/** A record to be kept beside others: absent when it is empty. */
export const ifAny = <Kept extends object>(record: Kept): Kept | undefined => (Object.keys(record).length > 0 ? record : undefined);
