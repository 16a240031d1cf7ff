// Due dates: what the policy in force gives, or the day that a person named.
import type { TaskOrigin } from '../../domain/task.ts';
import { daysAfter } from '../../domain/work-calendar.ts';
import { dayInChina, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';
import { policyFor } from './policies.ts';
import { Refusal } from './refusal.ts';

/** The day asked for, refused when it is past already; without one, the policy's days for this origin counted from today. */
export async function dueDate(tx: Tx, asker: Officer, origin: TaskOrigin, asked: string | undefined): Promise<string> {
  const today = dayInChina(asker.now);
  if (asked === undefined) return daysAfter(today, (await policyFor(tx, asker.county, today)).dueDays[origin]);
  if (asked < today) throw new Refusal('invalidInput', { message: '期限不能早于今天', fields: [{ path: 'dueOn', message: '期限不能早于今天' }] });
  return asked;
}
