// Stopping a phone that was lost, and taking it back while the phone has not heard of it.
import { sql } from 'kysely';
import type { PhoneDays } from '../../domain/policy.ts';
import type { DeviceItem, StopDevice } from '../../wire/devices.ts';
import { audit } from './audit.ts';
import type { Officer } from './desk-scope.ts';
import { readDevice } from './device-list.ts';
import type { Tx } from './open-ledger.ts';
import { Refusal } from './refusal.ts';

/** From now on every request of this phone is answered with deviceRevoked, and it erases its key. Stopping twice is stopping once. Undefined when the asker sees no such phone. */
export async function stopDevice(tx: Tx, asker: Officer, days: PhoneDays, id: string, { reason, note }: StopDevice): Promise<DeviceItem | undefined> {
  const device = await readDevice(tx, asker, days, id);
  if (!device || device.stopped) return device;
  await sql`
    UPDATE device SET revoked_at = ${asker.now}, revoked_by = ${asker.accountId}, revoked_reason = ${`${reason}:${note.trim()}`}, told_at = NULL
    WHERE county = ${asker.county} AND id = ${id} AND revoked_at IS NULL`.execute(tx);
  // What was unsent then is what stopping may cost; the numbers say later what it did cost.
  const { accountId, holding, filesWaiting, highestNumber, notHere } = device;
  const detail = { accountId, reason, note: note.trim(), holding, filesWaiting, highestNumber, notHere };
  await audit(tx, asker, { action: 'device.stop', entity: 'device', entityId: id, villageCode: device.villageCode, detail }, asker.now);
  return readDevice(tx, asker, days, id);
}

/** Only while the phone has not heard of it: afterwards its key is gone. Throws a Refusal `alreadyDecided` then. */
export async function restoreDevice(tx: Tx, asker: Officer, days: PhoneDays, id: string): Promise<DeviceItem | undefined> {
  const device = await readDevice(tx, asker, days, id);
  if (!device?.stopped) return device;
  const { numAffectedRows } = await sql`
    UPDATE device SET revoked_at = NULL, revoked_by = NULL, revoked_reason = NULL
    WHERE county = ${asker.county} AND id = ${id} AND revoked_at IS NOT NULL AND told_at IS NULL`.execute(tx);
  if (!numAffectedRows) throw new Refusal('alreadyDecided', { message: '这部手机已经收到停用，钥匙已经销毁，不能恢复。请本人在手机上重新登录' });
  await audit(
    tx,
    asker,
    { action: 'device.restore', entity: 'device', entityId: id, villageCode: device.villageCode, detail: { accountId: device.accountId } },
    asker.now,
  );
  return readDevice(tx, asker, days, id);
}
