// The whole of one errand: the device reports, its hand-ins are received batch by batch, and the reply grows with them.
import type { Policy } from '../../domain/policy.ts';
import type { DeviceReport, Sealing, SyncRequest } from '../../wire/sync.ts';
import { acceptInBatches, readArrivals } from './accept-hand-ins.ts';
import type { Asker } from './asker.ts';
import { dayInChina } from './desk-scope.ts';
import { reportDevice } from './devices.ts';
import type { Ledger, Tx } from './open-ledger.ts';
import { policyFor } from './policies.ts';
import { pull, pullOnTheWay } from './pull.ts';
import { Refusal } from './refusal.ts';
import { sealingFor } from './sealing-keys.ts';
import { settingsFor } from './settings.ts';

/**
 * Pages of NDJSON (wire/sync SyncPage), as soon as they can be given: with each batch its receipts and what it has changed, so that the phone stores them while the next is
 * received; at the end everything else. Each group of pages is read before it is given, no transaction waits for a slow phone.
 * Throws a Refusal before the first page when the device may not hand in.
 */
export async function* exchange(
  ledger: Ledger,
  { asker, name }: { asker: Asker; name: string },
  { wireVersion, device, cursors, handIns, settings = '', forms = [] }: SyncRequest,
  clock: () => Date,
): AsyncGenerator<string[]> {
  const now = clock();
  const arrivals = readArrivals(asker, handIns);
  // The first records are looked at while the database takes the report down.
  const [{ policy, sealing }, first] = await Promise.all([admit(ledger, asker, { report: device, wireVersion }, now), arrivals.next()]);
  const accepted = acceptInBatches(ledger, { asker, name, deviceId: device.id, policy }, first, arrivals, now);
  let reached: Record<string, number> = cursors;
  let received = 0;
  let serverTime: Date | null = null;
  let coming = accepted.next();
  for (;;) {
    const { value: receipts = [] } = await coming;
    received += receipts.length;
    // The phone compares clocks by the moment the reply begins.
    serverTime ??= clock();
    const began = serverTime;
    if (received >= handIns.length) {
      const settingsOf = (tx: Tx) => settingsFor(tx, asker, policy, { stamp: settings, forms, sealing });
      return yield await pull(ledger, asker, reached, receipts, () => began, settingsOf);
    }
    coming = accepted.next();
    // Should it fail it is heard of when its turn comes.
    coming.catch(() => undefined);
    const way = await pullOnTheWay(ledger, asker, reached, receipts, serverTime);
    reached = way.cursors;
    yield way.pages;
  }
}

async function admit(
  ledger: Ledger,
  asker: Asker,
  said: { report: DeviceReport; wireVersion: number },
  now: Date,
): Promise<{ policy: Policy; sealing: Sealing }> {
  const [sealing, [welcome, policy]] = await Promise.all([
    sealingFor(ledger, asker, said.report.id),
    ledger.within(asker, async (tx) => [await reportDevice(tx, asker, said, now), await policyFor(tx, asker.county, dayInChina(now))] as const),
  ]);
  // Thrown when the report is kept: what a stopped device still holds is then known to be lost.
  if (welcome === 'revoked') throw new Refusal('deviceRevoked');
  return { policy, sealing };
}
