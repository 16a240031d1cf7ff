// A phone's whole database as JSON, as one version of the app left it: kept in tests/sync/stores, so that every later version can be shown to open it.
import type { Shelter } from '../../../src/phone/store/database.ts';

interface KeptTable {
  name: string;
  keyPath: string | string[] | null;
  indexes: { name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean }[];
  /** Bytes stand as { $bytes: base64 }. */
  rows: unknown[];
}

export interface KeptStore {
  /** The app's own count of store versions. */
  schema: number;
  /** IndexedDB's. */
  version: number;
  accountId: string;
  /** Opens it, where it is sealed. */
  pin: string | null;
  /** What is in it, in words that the test holds it to. */
  holds: { draft: { taskId: string; summary: string }; waiting: string; refused: string; received: string; photo: string };
  tables: KeptTable[];
}

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const factoryOf = ({ indexedDB }: Shelter): IDBFactory => {
  if (!indexedDB) throw new Error('a shelter of its own is wanted');
  return indexedDB;
};

function asJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (value instanceof ArrayBuffer) return { $buffer: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(asJson);
  if (value === null || typeof value !== 'object') return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) throw new Error(`cannot be kept as JSON: ${Object.prototype.toString.call(value)}`);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asJson(one)]));
}

function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromJson);
  if (value === null || typeof value !== 'object') return value;
  const { $bytes, $buffer } = value as { $bytes?: string; $buffer?: string };
  if ($bytes !== undefined) return new Uint8Array(Buffer.from($bytes, 'base64'));
  if ($buffer !== undefined) return new Uint8Array(Buffer.from($buffer, 'base64')).buffer;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fromJson(one)]));
}

/** Everything in the account's database, by IndexedDB's own means. */
export async function dumpStore(name: string, shelter: Shelter): Promise<Pick<KeptStore, 'version' | 'tables'>> {
  const db = await asked(factoryOf(shelter).open(name));
  try {
    const tables: KeptTable[] = [];
    for (const table of Array.from(db.objectStoreNames)) {
      const store = db.transaction(table).objectStore(table);
      const indexes = Array.from(store.indexNames, (index) => {
        const { keyPath, unique, multiEntry } = store.index(index);
        return { name: index, keyPath: keyPath as string | string[], unique, multiEntry };
      });
      tables.push({ name: table, keyPath: store.keyPath as KeptTable['keyPath'], indexes, rows: (await asked(store.getAll())).map(asJson) });
    }
    return { version: db.version, tables };
  } finally {
    db.close();
  }
}

/** Puts it back as it was, without any of the app's code. */
export async function layStore(name: string, kept: KeptStore, shelter: Shelter): Promise<void> {
  const opening = factoryOf(shelter).open(name, kept.version);
  opening.onupgradeneeded = () => {
    for (const { name: table, keyPath, indexes, rows } of kept.tables) {
      const store = opening.result.createObjectStore(table, { keyPath });
      for (const index of indexes) store.createIndex(index.name, index.keyPath, { unique: index.unique, multiEntry: index.multiEntry });
      for (const row of rows) store.put(fromJson(row));
    }
  };
  (await asked(opening)).close();
}
