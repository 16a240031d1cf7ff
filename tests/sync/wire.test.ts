// The wire moves only on purpose: whoever changes a shape that crosses the network raises WIRE_VERSION, and phones in the field keep being understood.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { canonicalJson, HandIn, handInHash, Receipt, SyncPage, SyncRequest, WIRE_VERSION, WIRE_VERSIONS } from '../../src/wire/sync.ts';

/** One entry a version, never edited once it was released. */
const FROZEN: Record<number, string> = {
  2: '378e7124e3ac2cb9',
};

test('every shape of the wire is the one that this version promised', () => {
  const shapes = [HandIn, Receipt, SyncPage, SyncRequest].map((schema) => z.toJSONSchema(schema, { unrepresentable: 'any' }));
  const hash = createHash('sha256').update(canonicalJson(shapes)).digest('hex').slice(0, 16);
  expect(hash, 'a shape of the wire has changed: raise WIRE_VERSION, keep the old version understood, and enter the new hash').toBe(
    FROZEN[WIRE_VERSION],
  );
  expect(WIRE_VERSIONS).toContain(WIRE_VERSION);
});

test('the same content has the same hash in whatever order it was written, and any change another one', async () => {
  expect(canonicalJson({ b: 1, a: [{ d: undefined, c: '中' }] })).toBe('{"a":[{"c":"中"}],"b":1}');
  const one = await handInHash({ number: 1, id: 'x' } as never);
  expect(one).toBe(await handInHash({ id: 'x', number: 1 } as never));
  expect(one).not.toBe(await handInHash({ id: 'x', number: 2 } as never));
  expect(one).toBe(createHash('sha256').update('{"id":"x","number":1}').digest('hex'));
});
