// 更正户档案: one field put right at the desk, with a reason; the household's next version goes down to the phones.
import { sql } from 'kysely';
import { fieldFault, isCorrectable, withValues } from '../../domain/archive/correct-field.ts';
import { type FieldValue, fieldsOf, sameValue } from '../../domain/archive/fields.ts';
import { maskField } from '../../domain/masking.ts';
import type { CorrectField, HouseholdFields } from '../../wire/conflicts.ts';
import { audit } from './audit.ts';
import { inScope, type Officer } from './desk-scope.ts';
import { historiesOf, versionSeen } from './household-versions.ts';
import { householdsById } from './households.ts';
import type { Tx } from './open-ledger.ts';
import { FIELD_FAULTS } from './settle-conflicts.ts';
import { lockVillages } from './village-log.ts';
import { writeNextVersions } from './write-households.ts';

async function villageOf(tx: Tx, asker: Officer, householdId: string): Promise<string | null> {
  const { rows } = await sql<{ village_code: string }>`
    SELECT village_code FROM household WHERE county = ${asker.county} AND id = ${householdId} AND ${inScope(asker, 'village_code')}`.execute(tx);
  return rows[0]?.village_code ?? null;
}

/** What the archive knows, field by field, masked; null when the household is not in the asker's sight. */
export async function householdFields(tx: Tx, asker: Officer, householdId: string): Promise<Omit<HouseholdFields, 'form'> | null> {
  if ((await villageOf(tx, asker, householdId)) === null) return null;
  const [household] = await householdsById(tx, asker.county, [householdId]);
  if (!household) return null;
  return {
    householdId,
    headName: household.headName,
    version: household.version,
    members: household.members.map(({ id, name }) => ({ id, name })),
    fields: [...fieldsOf(household)].map(([path, value]) => ({ path, value: maskField(path, value) as HouseholdFields['fields'][number]['value'] })),
    disputed: household.disputed ?? [],
  };
}

/**
 * Returns the new version, or why it can't be so; null when the household is not in the asker's sight. Who corrects from an older version is asked to look again where that very
 * field has changed since; a field in dispute is settled among the conflicts.
 */
export async function correctField(
  tx: Tx,
  asker: Officer,
  householdId: string,
  { path, value, reason, seenVersion }: CorrectField,
): Promise<{ version: number } | { fault: string } | null> {
  const village = await villageOf(tx, asker, householdId);
  if (village === null) return null;
  await lockVillages(tx, asker.county, [village]);
  const [household] = await householdsById(tx, asker.county, [householdId]);
  if (!household) return null;
  if (household.disputed?.includes(path)) return { fault: '这一项有两处不同的数据，请在数据冲突里确定' };
  const given = value as FieldValue | null;
  const fault = isCorrectable(path) ? fieldFault(household, path, given) : 'unknown';
  if (fault) return { fault: FIELD_FAULTS[fault] };
  const archive = new Map([[householdId, household]]);
  const histories = await historiesOf(tx, asker.county, archive, new Map([[householdId, seenVersion]]));
  const seen = versionSeen(histories.get(householdId), seenVersion);
  const stands = fieldsOf(household).get(path);
  if (!seen || !sameValue(fieldsOf(seen).get(path), stands)) return { fault: '这一项刚刚有了新的数据，请看过再改' };
  if (sameValue(stands, given)) return { version: household.version };
  const next = { ...withValues(household, new Map([[path, given]])), version: household.version + 1 };
  const origin = { source: 'desk' as const, at: asker.now, accountId: asker.accountId, handInId: null };
  await writeNextVersions(tx, asker.county, archive, [next], () => origin);
  const detail = { path, reason, version: next.version };
  await audit(tx, asker, { action: 'household.correct', entity: 'household', entityId: householdId, villageCode: village, detail }, asker.now);
  return { version: next.version };
}
