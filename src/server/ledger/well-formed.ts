// Whether a record that arrives has the shape of a hand-in, told in a third of the time that walking through every answer with its schema takes.
import * as z from 'zod/mini';
import type { AnswerValue, Submission, SubmittedInstance } from '../../domain/survey/answers.ts';
import { CheckContent } from '../../domain/visit.ts';
import { HandIn } from '../../wire/sync.ts';

type Fields = Record<string, unknown>;

const isText = (value: unknown, longest: number): value is string => typeof value === 'string' && value.length <= longest;
const isList = (value: unknown, longest: number): value is unknown[] => Array.isArray(value) && value.length <= longest;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const isAnswer = (value: unknown): value is AnswerValue =>
  isText(value, 10_000) || (typeof value === 'number' && Number.isFinite(value)) || (isList(value, 500) && value.every((one) => isText(one, 200)));

/** Every entry holds, and none has a name that objects have a meaning of their own for. */
function areAll(value: unknown, holds: (one: unknown) => boolean): boolean {
  if (!isRecord(value)) return false;
  for (const key of Object.keys(value)) if (key === '__proto__' || !holds(value[key])) return false;
  return true;
}

function hasOnly(value: unknown, names: readonly string[]): value is Fields {
  if (!isRecord(value)) return false;
  const keys = Object.keys(value);
  return keys.length === names.length && names.every((name) => Object.hasOwn(value, name));
}

const INSTANCE = ['id', 'values', 'repeats', 'unconfirmed'];
const isInstance = (value: unknown): value is SubmittedInstance =>
  hasOnly(value, INSTANCE) &&
  isText(value.id, 100) &&
  areAll(value.values, isAnswer) &&
  areAll(value.repeats, (list) => isList(list, 1000) && list.every(isInstance)) &&
  isList(value.unconfirmed, Number.POSITIVE_INFINITY) &&
  value.unconfirmed.every((key) => typeof key === 'string');

const SUBMISSION = ['form', 'version', 'root'];

/** Never true where domain/survey Submission says no; what it does not know it leaves to the schema. */
export const isSubmission = (value: unknown): value is Submission =>
  hasOnly(value, SUBMISSION) && typeof value.form === 'string' && typeof value.version === 'string' && isInstance(value.root);

const Submitted = z.custom<Submission>(isSubmission);
const Arrived = z.extend(HandIn, {
  content: z.extend(CheckContent, { survey: Submitted, supplements: z.array(Submitted).check(z.maxLength(10)) }),
});

/** The hand-in, or where its shape is wrong: wire/sync HandIn decides whatever the quick look does not pass. */
export function handInOf(raw: unknown): { handIn: HandIn } | { wrongAt: string } {
  const quick = Arrived.safeParse(raw);
  if (quick.success) return { handIn: quick.data };
  const parsed = HandIn.safeParse(raw);
  return parsed.success ? { handIn: parsed.data } : { wrongAt: parsed.error.issues[0]?.path.join('.') ?? '' };
}
