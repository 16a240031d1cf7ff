// The keys that phones seal their stores with, left here by the person at work and given back to nobody else.

import type { AskDeviceKey, GivenDeviceKey, KeepDeviceKey } from '../../wire/device-key.ts';
import { base64Of, beginOpening, bytesOfBase64, HEAD_BYTES, keyIdOf, sealForServer } from '../../wire/sealing.ts';
import { type Asker, systemOf } from './asker.ts';
import { audit } from './audit.ts';
import type { Ledger } from './open-ledger.ts';
import { Refusal } from './refusal.ts';
import { ensureSealingKey, sealingSecret } from './sealing-keys.ts';

/** A frame's length comes before it (wire/sealing). */
const FRAME_HEAD = 4;

/** Keeps it once: the same key again changes nothing; another one for the same installation is refused, for what was sealed with the first would be lost with it. */
export async function keepDeviceKey(ledger: Ledger, asker: Asker, { deviceId, key }: KeepDeviceKey, now: Date): Promise<void> {
  const accountId = asker.accountId as string;
  const sealed = Buffer.from(await sealForServer(await ensureSealingKey(ledger, asker.county), bytesOfBase64(key)));
  const kept = await ledger.within(asker, async (tx) => {
    const added = await tx
      .insertInto('device_key')
      .values({ county: asker.county, account_id: accountId, device_id: deviceId, sealed, kept_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('device_id')
      .executeTakeFirst();
    if (added) await audit(tx, asker, { action: 'device.keepKey', entity: 'device', entityId: deviceId }, now);
    return added !== undefined;
  });
  if (!kept && (await openKey(ledger, asker, deviceId)) !== key) throw new Refusal('conflict');
}

/** Gives it back to the person who left it. Throws Refusal `notFound` where it never came here, `deviceRevoked` for a phone that was stopped, whoever asks. */
export async function giveDeviceKey(ledger: Ledger, asker: Asker, { deviceId }: AskDeviceKey, now: Date): Promise<GivenDeviceKey> {
  const stopped = await ledger.within(asker, (tx) =>
    tx
      .selectFrom('device')
      .select('id')
      .where('county', '=', asker.county)
      .where('id', '=', deviceId)
      .where('revoked_at', 'is not', null)
      .executeTakeFirst(),
  );
  if (stopped) throw new Refusal('deviceRevoked');
  const key = await openKey(ledger, asker, deviceId);
  if (key === null) throw new Refusal('notFound');
  await ledger.within(asker, (tx) => audit(tx, asker, { action: 'device.giveKey', entity: 'device', entityId: deviceId }, now));
  return { key };
}

async function openKey(ledger: Ledger, asker: Asker, deviceId: string): Promise<string | null> {
  const row = await ledger.within(asker, (tx) =>
    tx
      .selectFrom('device_key')
      .select('sealed')
      .where('county', '=', asker.county)
      .where('account_id', '=', asker.accountId as string)
      .where('device_id', '=', deviceId)
      .executeTakeFirst(),
  );
  if (!row) return null;
  const head = row.sealed.subarray(0, HEAD_BYTES);
  const secret = await ledger.within(systemOf(asker.county), (tx) => sealingSecret(tx, asker.county, keyIdOf(head)));
  if (!secret) throw new Error('a phone’s key sealed with a key that is not here');
  const opened = await beginOpening(head, secret);
  return base64Of(await opened.frame(row.sealed.subarray(HEAD_BYTES + FRAME_HEAD), 'last'));
}
