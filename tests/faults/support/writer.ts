// What a writer of the village log does in a server's process: changes tasks and draws their numbers, in transactions that take their time.
import { systemOf } from '../../../src/server/ledger/asker.ts';
import type { Ledger } from '../../../src/server/ledger/open-ledger.ts';
import { logChanges } from '../../../src/server/ledger/village-log.ts';

/** One transaction: these tasks get the title, with pauses (ms) before the numbers are drawn and before the end. */
export interface Act {
  tasks: { id: string; villageCode: string }[];
  title: string;
  beforeMs: number;
  afterMs: number;
}

/** What the writers of one process do, each its acts one after the other, all writers at once. */
export interface Errand {
  county: string;
  writers: Act[][];
}

const pause = (ms: number): Promise<void> => (ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve());

/** Returns how many transactions were written. */
export async function write(ledger: Ledger, { county, writers }: Errand): Promise<number> {
  const one = async (acts: readonly Act[]): Promise<number> => {
    for (const { tasks, title, beforeMs, afterMs } of acts) {
      await ledger.within(systemOf(county), async (tx) => {
        await pause(beforeMs);
        await logChanges(
          tx,
          county,
          tasks.map(({ id, villageCode }) => ({ villageCode, entity: 'task', id })),
        );
        await pause(afterMs);
        const ids = tasks.map(({ id }) => id).sort();
        await tx.updateTable('task').set({ title }).where('county', '=', county).where('id', 'in', ids).execute();
      });
    }
    return acts.length;
  };
  const written = await Promise.all(writers.map(one));
  return written.reduce((sum, acts) => sum + acts, 0);
}
