// The county's key pair for what phones seal for the server: made once, in the database, for every server process before it.
import { createHash, createHmac, generateKeyPairSync } from 'node:crypto';
import { sql } from 'kysely';
import type { ServerKey } from '../../wire/sealing.ts';
import type { Sealing } from '../../wire/sync.ts';
import { type Asker, systemOf } from './asker.ts';
import type { Ledger, Tx } from './open-ledger.ts';

/** The key to seal with; null until it was made. As anybody of the county. */
export async function sealingKeyOf(tx: Tx, county: string): Promise<ServerKey | null> {
  const row = await tx
    .selectFrom('sealing_key')
    .select(['id', 'public_key'])
    .where('county', '=', county)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  return row ? { id: row.id, publicKey: row.public_key } : null;
}

/** Makes the county's key where there is none; of two servers that do so at once one wins, and both use its key. */
export async function ensureSealingKey(ledger: Ledger, county: string): Promise<ServerKey> {
  return ledger.within(systemOf(county), async (tx) => {
    const existing = await sealingKeyOf(tx, county);
    if (existing) return existing;
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
    const id = createHash('sha256').update(point).digest('hex').slice(0, 16);
    const secret = privateKey.export({ format: 'der', type: 'pkcs8' });
    const { rows } = await sql<{ id: string }>`
      INSERT INTO sealing_key (county, id, public_key) VALUES (${county}, ${id}, ${point.toString('base64')})
      ON CONFLICT (county) WHERE retired_at IS NULL DO NOTHING RETURNING id`.execute(tx);
    if (rows.length > 0) await tx.insertInto('sealing_secret').values({ county, id, private_key: secret }).execute();
    return (await sealingKeyOf(tx, county)) as ServerKey;
  });
}

/** Keys as this process has read them: they never change, and every sync asks. */
const read = new WeakMap<Ledger, Map<string, Promise<{ key: ServerKey; secret: Buffer }>>>();

async function readKeys(ledger: Ledger, county: string): Promise<{ key: ServerKey; secret: Buffer }> {
  const key = await ensureSealingKey(ledger, county);
  const secret = await ledger.within(systemOf(county), (tx) => sealingSecret(tx, county, key.id));
  if (!secret) throw new Error('a sealing key without its private half');
  return { key, secret };
}

/** What this person's phone seals with, and shows. */
export async function sealingFor(ledger: Ledger, { county, accountId }: Asker, deviceId: string): Promise<Sealing> {
  const known = read.get(ledger) ?? new Map<string, Promise<{ key: ServerKey; secret: Buffer }>>();
  read.set(ledger, known);
  const reading = known.get(county) ?? readKeys(ledger, county);
  known.set(county, reading);
  // What failed is asked again.
  reading.catch(() => known.delete(county));
  const { key, secret } = await reading;
  return { key, proof: deviceProof(secret, accountId ?? '', deviceId) };
}

/** The private half, PKCS #8; undefined when this county has no such key. As system. */
export async function sealingSecret(tx: Tx, county: string, id: string): Promise<Buffer | undefined> {
  const row = await tx.selectFrom('sealing_secret').select('private_key').where('county', '=', county).where('id', '=', id).executeTakeFirst();
  return row?.private_key;
}

/**
 * What a phone shows when its work comes by another way: only the server can have told it, so that nobody hands in work in another's name.
 * Base64url, 256 bits; the same for as long as the key is in use.
 */
export const deviceProof = (secret: Buffer, accountId: string, deviceId: string): string =>
  createHmac('sha256', secret).update(`device ${accountId} ${deviceId}`).digest('base64url');
