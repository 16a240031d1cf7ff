// Long work on the server's one thread, cut so that everybody else gets their turn in between.
import { setImmediate as whenIdle } from 'node:timers/promises';

/**
 * Records that are worked on at one go: half a millisecond for hand-ins. Everybody waits that long, the database too: a statement of a megabyte leaves in half a dozen
 * pieces, one a turn.
 */
const TURN = 5;

export async function inTurns<T, R>(list: readonly T[], work: (one: T, index: number) => R): Promise<R[]> {
  const done: R[] = [];
  for (const [index, one] of list.entries()) {
    if (index % TURN === 0) await whenIdle();
    done.push(work(one, index));
  }
  return done;
}
