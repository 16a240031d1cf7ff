// What the village reported about a lead, in one line: 不纳入 and why, or 纳入 and as what.
import type { TaskState } from '../../domain/task.ts';
import type { CheckResult } from '../../domain/visit.ts';
import { common } from '../language.ts';
import { Tag } from './page.tsx';

export const STATE_TONES = {
  dispatched: 'grey',
  submitted: 'info',
  returned: 'bad',
  reviewed: 'info',
  audited: 'ok',
  closed: 'ok',
  withdrawn: 'grey',
} as const satisfies Record<TaskState, string>;

export function ResultWords({ result }: { result: CheckResult | null }) {
  const c = common();
  if (!result) return null;
  if (!result.include) {
    return (
      <>
        {c.include.no} <span class="quiet">{result.reason ? c.reasons[result.reason] : ''}</span>
      </>
    );
  }
  return (
    <>
      <Tag tone="warn">{c.include.yes}</Tag> {result.category ? c.categories[result.category] : ''}
    </>
  );
}
