// Everything that lies in an IndexedDB, as somebody with the phone's storage in hand would read it: every key, every index, every value, text within bytes too.
import type { Shelter } from '../../../src/phone/store/database.ts';

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function* textsOf(value: unknown): Generator<string> {
  if (value === null || value === undefined) return;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    const bytes = ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : Buffer.from(value);
    yield bytes.toString('utf8');
    yield bytes.toString('utf16le');
  } else if (typeof value === 'object') {
    for (const [key, one] of Object.entries(value)) {
      yield key;
      yield* textsOf(one);
    }
  } else yield String(value);
}

/** One text a row: `database/table key: …`. */
export async function rawStorage(shelter: Shelter): Promise<string[]> {
  const factory = shelter.indexedDB as IDBFactory;
  const found: string[] = [];
  for (const { name = '' } of await factory.databases()) {
    const db = await answer(factory.open(name));
    for (const table of Array.from(db.objectStoreNames)) {
      const store = db.transaction(table, 'readonly').objectStore(table);
      const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
      values.forEach((value, at) => {
        found.push(`${name}/${table} ${String(keys[at])}: ${Array.from(textsOf(value)).join(' ')}`);
      });
      for (const index of Array.from(store.indexNames)) {
        // A key cursor gives what the index is sorted by.
        const cursor = await answer(db.transaction(table, 'readonly').objectStore(table).index(index).getAllKeys());
        found.push(`${name}/${table}.${index}: ${Array.from(textsOf(cursor)).join(' ')}`);
      }
    }
    db.close();
  }
  return found;
}

/** Rows in which one of the words stands, shortened. */
export const rowsWith = (rows: readonly string[], words: readonly string[]): string[] =>
  rows.flatMap((row) => words.filter((word) => row.includes(word)).map((word) => `${word} in ${row.slice(0, 120)}`));
