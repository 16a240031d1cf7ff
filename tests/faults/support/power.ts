// The battery of a phone in Node: it may fail between any two steps of its store and of its line; then what was committed is there, what was not is gone, and nothing more happens.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Shelter } from '../../../src/phone/store/database.ts';

/** As fake-indexeddb keeps them inside; a power cut has no other door. */
interface RawTransaction {
  _state: string;
  _started: boolean;
  _requests: unknown[];
  _rollbackLog: (() => void)[];
  _execRequestAsync(request: unknown): unknown;
  addEventListener(type: string, listener: () => void): void;
}
interface RawConnection {
  _closed: boolean;
  _closePending: boolean;
}
interface RawDatabase {
  transactions: RawTransaction[];
  connections: RawConnection[];
}

/** The disk outlives every battery. */
export const newDisk = (): IDBFactory => new IDBFactory();

export interface Battery {
  /** The disk as the app sees it while this battery lasts. */
  shelter: Shelter;
  /** One step is done; throws when there is no power to go on with. */
  step(): void;
  /** Steps made so far. */
  steps(): number;
  /** The power fails so many steps from now. */
  failAfter(steps: number): void;
  failNow(): void;
  isDead(): boolean;
  /** Resolves when the power has failed. */
  dead: Promise<void>;
}

const NOTHING = new Error('the battery is dead');

export function newBattery(disk: IDBFactory): Battery {
  let steps = 0;
  let last = Number.POSITIVE_INFINITY;
  let dead = false;
  let tell: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    tell = resolve;
  });

  const failNow = (): void => {
    if (dead) return;
    dead = true;
    const databases = (disk as unknown as { _databases: Map<string, RawDatabase> })._databases;
    for (const database of databases.values()) {
      for (const transaction of database.transactions.splice(0)) {
        if (transaction._state === 'finished') continue;
        // Nobody is told: who would have heard it has no power either.
        for (const undo of transaction._rollbackLog.reverse()) undo();
        transaction._rollbackLog = [];
        transaction._requests = [];
        transaction._state = 'finished';
      }
      for (const connection of database.connections.splice(0)) Object.assign(connection, { _closed: true, _closePending: true });
    }
    tell();
  };
  const step = (): void => {
    if (!dead && steps >= last) failNow();
    if (dead) throw NOTHING;
    steps++;
  };

  const watched = (transaction: RawTransaction): RawTransaction => {
    const exec = transaction._execRequestAsync.bind(transaction);
    transaction._execRequestAsync = (request) => {
      step();
      return exec(request);
    };
    // What is complete is on disk; the power may fail before anybody hears of it.
    transaction.addEventListener('complete', () => {
      if (!dead && steps >= last) failNow();
      else steps++;
    });
    return transaction;
  };
  const open = (name: string, version?: number): IDBOpenDBRequest => {
    if (dead) return {} as IDBOpenDBRequest;
    const request = disk.open(name, version);
    request.addEventListener('success', () => {
      const connection = request.result;
      const begin = connection.transaction.bind(connection);
      connection.transaction = (...how: Parameters<IDBDatabase['transaction']>) => {
        step();
        return watched(begin(...how) as unknown as RawTransaction) as unknown as IDBTransaction;
      };
    });
    return request;
  };
  const facade = { open, deleteDatabase: disk.deleteDatabase.bind(disk), cmp: disk.cmp.bind(disk), databases: disk.databases.bind(disk) };
  return {
    shelter: { indexedDB: facade as unknown as IDBFactory, IDBKeyRange },
    step,
    steps: () => steps,
    failAfter(more) {
      last = steps + more;
    },
    failNow,
    isDead: () => dead,
    dead: gone,
  };
}
