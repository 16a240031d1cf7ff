// Conflicts are settled at the desk: the value that is kept becomes the household's next version, and whose value was not kept reads so on their task.
import { sql } from 'kysely';
import { fieldFault, withValues } from '../../domain/archive/correct-field.ts';
import { type FieldValue, sameValue } from '../../domain/archive/fields.ts';
import type { Side } from '../../domain/conflict.ts';
import type { Household } from '../../domain/household.ts';
import type { SettleConflicts, SettledConflicts } from '../../wire/conflicts.ts';
import { audit } from './audit.ts';
import { inScope, type Officer } from './desk-scope.ts';
import { householdsById } from './households.ts';
import type { Tx } from './open-ledger.ts';
import { lockVillages, logChanges } from './village-log.ts';
import { writeNextVersions } from './write-households.ts';

type Decision = SettleConflicts['decisions'][number];

interface ConflictRow {
  id: string;
  household_id: string;
  path: string;
  sides: Side[];
  settled_at: Date | null;
}

/** What a field is called, and what a value says where everybody may read it; null where it is masked or sensitive. */
export interface FieldSayings {
  name: (path: string, household: Household) => string;
  say: (path: string, value: FieldValue | null) => string | null;
}

interface Settled {
  row: ConflictRow;
  value: FieldValue | null;
  decision: Decision;
}

export const FIELD_FAULTS = { unknown: '档案里没有这一项', unfit: '填的值不合这一项的要求', idNumber: '身份证号不对，请核对位数和校验码' } as const;

/** Each decision by itself: what somebody settled meanwhile, or what got another value meanwhile, stays as it is and comes back with the reason. */
export async function settleConflicts(tx: Tx, asker: Officer, request: SettleConflicts, sayings: FieldSayings): Promise<SettledConflicts> {
  const decisions = new Map(request.decisions.map((one) => [one.conflictId, one]));
  const rows = await lockConflicts(tx, asker, [...decisions.keys()]);
  const ids = [...new Set([...rows.values()].map((row) => row.household_id))];
  const archive = new Map((await householdsById(tx, asker.county, ids)).map((household) => [household.id, household]));
  const notSettled: SettledConflicts['notSettled'] = [];
  const settled: Settled[] = [];
  for (const [conflictId, decision] of decisions) {
    const row = rows.get(conflictId);
    const found = read(row, decision, row && archive.get(row.household_id));
    if (typeof found === 'string') notSettled.push({ conflictId, reason: found });
    else settled.push(found);
  }
  if (settled.length > 0) await write(tx, asker, archive, settled, sayings);
  return { settled: settled.length, notSettled };
}

/** The villages first and in order, as whoever changes a household or task does (a household may have moved since its check); then the conflicts. */
async function lockConflicts(tx: Tx, asker: Officer, ids: readonly string[]): Promise<Map<string, ConflictRow>> {
  const villages = await sql<{ village_code: string }>`
    SELECT h.village_code FROM household_conflict c JOIN household h ON h.county = c.county AND h.id = c.household_id
    WHERE c.county = ${asker.county} AND c.id = ANY (${ids}::uuid[]) AND ${inScope(asker, 'h.village_code')}
    UNION SELECT t.village_code FROM household_conflict c, jsonb_array_elements(c.sides) s JOIN task t ON t.county = ${asker.county} AND t.id = (s->>'taskId')::uuid
    WHERE c.county = ${asker.county} AND c.id = ANY (${ids}::uuid[])`.execute(tx);
  const codes = villages.rows.map((row) => row.village_code);
  await lockVillages(tx, asker.county, codes);
  const { rows } = await sql<ConflictRow>`
    SELECT c.id, c.household_id, c.path, c.sides, c.settled_at
    FROM household_conflict c JOIN household h ON h.county = c.county AND h.id = c.household_id
    WHERE c.county = ${asker.county} AND c.id = ANY (${ids}::uuid[]) AND h.village_code = ANY (${codes}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

function read(row: ConflictRow | undefined, decision: Decision, household: Household | undefined): Settled | string {
  if (!row || !household) return '没有找到，或不在您的辖区';
  if (row.settled_at) return '已有人确定过';
  if (row.sides.length !== decision.seen) return '又来了一份不同的数据，请看过再定';
  const { keep } = decision;
  if (keep.kind === 'side') {
    const side = row.sides[keep.index];
    return side ? { row, decision, value: side.value as FieldValue | null } : '没有这一份数据，请刷新后再定';
  }
  const value = keep.value as FieldValue | null;
  const fault = fieldFault(household, row.path, value);
  return fault ? FIELD_FAULTS[fault] : { row, decision, value };
}

async function write(
  tx: Tx,
  asker: Officer,
  archive: ReadonlyMap<string, Household>,
  settled: readonly Settled[],
  sayings: FieldSayings,
): Promise<void> {
  const ofHousehold = new Map<string, Settled[]>();
  for (const one of settled) ofHousehold.set(one.row.household_id, [...(ofHousehold.get(one.row.household_id) ?? []), one]);
  const next = [...ofHousehold].map(([id, ones]) => {
    const { disputed = [], ...household } = withValues(archive.get(id) as Household, new Map(ones.map(({ row, value }) => [row.path, value])));
    const left = disputed.filter((path) => !ones.some(({ row }) => row.path === path));
    return { ...household, version: household.version + 1, ...(left.length > 0 ? { disputed: left } : {}) };
  });
  await writeNextVersions(tx, asker.county, archive, next, () => ({
    source: 'settlement',
    at: asker.now,
    accountId: asker.accountId,
    handInId: null,
  }));
  const rows = settled.map(({ row, value, decision: { keep } }) => ({
    id: row.id,
    value,
    reason: keep.kind === 'other' ? keep.reason : '',
  }));
  await sql`
    UPDATE household_conflict SET settled_at = ${asker.now}, settled_by = ${asker.accountId}, settled_value = n.value, reason = n.reason
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id uuid, value jsonb, reason text)
    WHERE household_conflict.county = ${asker.county} AND household_conflict.id = n.id`.execute(tx);
  await tellWhoseValueWasNotKept(tx, asker, archive, settled, sayings);
  await audit(
    tx,
    asker,
    settled.map(({ row, decision: { keep } }) => ({
      action: 'conflict.settle' as const,
      entity: 'household' as const,
      entityId: row.household_id,
      villageCode: archive.get(row.household_id)?.villageCode ?? null,
      detail: {
        conflict: row.id,
        path: row.path,
        kept: keep.kind === 'side' ? keep.index : 'other',
        ...(keep.kind === 'other' ? { reason: keep.reason } : {}),
      },
    })),
    asker.now,
  );
}

/** A line on the timeline of the check whose value stands no longer: what the county took instead, unless that is nobody's to read on a list. */
async function tellWhoseValueWasNotKept(
  tx: Tx,
  asker: Officer,
  archive: ReadonlyMap<string, Household>,
  settled: readonly Settled[],
  { name, say }: FieldSayings,
): Promise<void> {
  const said = new Map<string, string[]>();
  for (const { row, value } of settled) {
    const words = say(row.path, value);
    const line = `${name(row.path, archive.get(row.household_id) as Household)}${words ? `：${words}` : ''}`;
    for (const side of row.sides) {
      if (side.taskId === null || sameValue(side.value as FieldValue | null, value)) continue;
      const lines = said.get(side.taskId) ?? [];
      if (!lines.includes(line)) said.set(side.taskId, [...lines, line]);
    }
  }
  if (said.size === 0) return;
  const notes = [...said].map(([id, lines]) => ({ id, note: `县里采用了另一处的数据：${lines.join('；')}` }));
  const { rows } = await sql<{ id: string; village_code: string }>`
    UPDATE task SET updated_at = now(), steps = task.steps || jsonb_build_array(jsonb_build_object(
      'state', task.state, 'at', ${asker.now.toISOString()}::text, 'byName', ${asker.name}::text, 'note', n.note))
    FROM jsonb_to_recordset(${JSON.stringify(notes)}::jsonb) AS n(id uuid, note text)
    WHERE task.county = ${asker.county} AND task.id = n.id
    RETURNING task.id, task.village_code`.execute(tx);
  await logChanges(
    tx,
    asker.county,
    rows.map((row) => ({ villageCode: row.village_code, entity: 'task', id: row.id })),
  );
}
