// Unsent work that somebody brings in a file: received in its author's name, with the same ids and numbers, so that it is there once however often and by whichever way it comes.
import { timingSafeEqual } from 'node:crypto';
import type { Account, Role } from '../../domain/account.ts';
import { type DivisionCode, townshipOf, withinScope } from '../../domain/division.ts';
import type { Receipt } from '../../wire/sync.ts';
import type { UnsentManifest } from '../../wire/unsent-work.ts';
import { acceptHandIns } from './accept-hand-ins.ts';
import { accountOf } from './accounts.ts';
import { type Asker, askerOf, systemOf } from './asker.ts';
import { audit } from './audit.ts';
import { dayInChina, type Officer } from './desk-scope.ts';
import type { Ledger } from './open-ledger.ts';
import { policyFor } from './policies.ts';
import { Refusal } from './refusal.ts';
import { deviceProof, sealingSecret } from './sealing-keys.ts';

/** The author of a file, found and proven. */
export interface Author {
  account: Account;
  asker: Asker & { accountId: string };
  deviceId: string;
  deviceLabel: string;
  /** The phone had been stopped: what the file holds is rescued all the same. */
  stopped: boolean;
}

/** The private half of a key of this county; a Refusal where the file was sealed for another one. */
export async function secretOf(ledger: Ledger, county: string, keyId: string): Promise<Buffer> {
  const secret = await ledger.within(systemOf(county), (tx) => sealingSecret(tx, county, keyId));
  if (!secret) throw new Refusal('badFile', { message: '这个文件不是本县导出的，请交给原来的县' });
  return secret;
}

/**
 * The county's office and the administrator bring anything of the county, a township what its own villages' collectors made, a collector what a colleague of the same
 * township made: nobody but the server can read it, so that a neighbour may carry it to where there is signal. What a stopped phone left is for the office.
 */
export function mayBring(role: Role, scope: readonly DivisionCode[], author: readonly DivisionCode[], stopped: boolean): boolean {
  if (role === 'auditor' || role === 'admin') return true;
  if (role === 'reviewer') return author.some((code) => withinScope(code, scope));
  return role === 'collector' && !stopped && author.some((code) => scope.some((own) => townshipOf(own) === townshipOf(code)));
}

/** Throws a Refusal when the file can't show that a phone of its author made it, or the bringer may not bring it. */
export async function authorOf(ledger: Ledger, bringer: Officer, secret: Buffer, manifest: UnsentManifest): Promise<Author> {
  const { accountId, deviceId } = manifest;
  const expected = Buffer.from(deviceProof(secret, accountId, deviceId));
  const shown = Buffer.from(manifest.proof);
  const known = await ledger.within(systemOf(bringer.county), async (tx) => ({
    account: await tx.selectFrom('account').selectAll().where('county', '=', bringer.county).where('id', '=', accountId).executeTakeFirst(),
    device: await tx
      .selectFrom('device')
      .select(['label', 'revoked_at'])
      .where('county', '=', bringer.county)
      .where('id', '=', deviceId)
      .where('account_id', '=', accountId)
      .executeTakeFirst(),
  }));
  if (!known.account || expected.length !== shown.length || !timingSafeEqual(expected, shown))
    throw new Refusal('badFile', { message: '不能确认这个文件是哪部手机导出的，没有收下。请在原手机上重新导出' });
  const account = accountOf(known.account);
  const stopped = known.device?.revoked_at != null;
  if (!mayBring(bringer.role as Role, bringer.scope, account.scope, stopped)) {
    const message = stopped ? '这部手机已被停用，请把文件交给乡镇或县级' : '这个文件是别的乡镇的，请交给县级或那个乡镇';
    throw new Refusal('forbidden', { message });
  }
  const asker = { ...askerOf(account, bringer.county), accountId: account.id };
  return { account, asker, deviceId, deviceLabel: known.device?.label ?? '', stopped };
}

/** As if its author had sent it: effect, receipt and a trace that names the bringer in one transaction. */
export async function receiveBrought(ledger: Ledger, bringer: Officer, author: Author, manifest: UnsentManifest): Promise<Receipt[]> {
  const { asker, account, deviceId } = author;
  const policy = await ledger.within(asker, (tx) => policyFor(tx, asker.county, dayInChina(bringer.now)));
  await ledger.within(asker, (tx) =>
    tx
      .insertInto('device')
      .values({
        county: asker.county,
        id: deviceId,
        account_id: account.id,
        label: '',
        app_version: '',
        highest_number: manifest.highestNumber,
        last_contact_at: manifest.madeAt,
      })
      .onConflict((conflict) =>
        conflict.columns(['county', 'id', 'account_id']).doUpdateSet((eb) => ({
          highest_number: eb.fn('greatest', ['device.highest_number', 'excluded.highest_number']),
        })),
      )
      .execute(),
  );
  return acceptHandIns(ledger, { asker, name: account.name, deviceId, policy, broughtBy: bringer.accountId }, manifest.handIns, bringer.now);
}

/** Who brought what, in the bringer's own name. */
export async function noteBrought(ledger: Ledger, bringer: Officer, author: Author, counts: Record<string, number | boolean>): Promise<void> {
  const detail = { accountId: author.account.id, stopped: author.stopped, ...counts };
  await ledger.within(bringer, (tx) =>
    audit(
      tx,
      bringer,
      { action: 'work.bring', entity: 'device', entityId: author.deviceId, villageCode: author.account.scope[0] ?? null, detail },
      bringer.now,
    ),
  );
}
