// Passing and returning checks, several at once where need be; each names the hand-in that was looked at.
import type * as z from 'zod/mini';
import type { Decide } from '../wire/desk.ts';
import { DecideResult } from '../wire/desk.ts';
import { call, type Reply } from './call.ts';

export type Decision = z.infer<typeof Decide>['decision'];
export type CheckRef = z.infer<typeof Decide>['checks'][number];
type Result = z.infer<typeof DecideResult>;

const AT_ONCE = 500;

/** Sends in portions that the wire allows; a failure half way reports what was decided before it. */
export async function decideOn(checks: readonly CheckRef[], decision: Decision): Promise<Reply<Result>> {
  const whole: Result = { decided: 0, notDecided: [] };
  for (let from = 0; from < checks.length; from += AT_ONCE) {
    const reply = await call('/api/reviews', DecideResult, { method: 'POST', body: { checks: checks.slice(from, from + AT_ONCE), decision } });
    if (!reply.ok)
      return from === 0
        ? reply
        : { ok: true, value: { ...whole, notDecided: [...whole.notDecided, ...checks.slice(from).map(({ taskId }) => ({ taskId, reason: '' }))] } };
    whole.decided += reply.value.decided;
    whole.notDecided.push(...reply.value.notDecided);
  }
  return { ok: true, value: whole };
}
