// Long work as a page is shown it.
import type { Job } from '../../wire/desk.ts';
import type { JobRow } from '../ledger/job-queue.ts';

export const jobOf = (row: JobRow): Job => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  done: row.done,
  total: row.total,
  message: row.message,
  result: row.result ?? null,
});
