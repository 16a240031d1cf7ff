// Who may be given a task, and which group of a village each collector looks after (十户联体, 网格).
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { prefixOf, spokenName, withinScope } from '../../domain/division.ts';
import type { AssignGroup, Collectors } from '../../wire/desk.ts';
import { audit } from './audit.ts';
import { inDivision, inScope, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

/** Collectors and groups of a division inside the asker's scope. */
export async function listCollectors(tx: Tx, asker: Officer, division: string): Promise<Collectors> {
  const groups = await sql<{ village_code: string; village_name: string; group_name: string; households: number; account_id: string | null }>`
    SELECT h.village_code, d.name AS village_name, h.group_name, h.households, g.account_id
    FROM (SELECT county, village_code, group_name, count(*)::int AS households FROM household
      WHERE county = ${asker.county} AND ${inScope(asker, 'village_code')} AND ${inDivision('village_code', division)}
      GROUP BY county, village_code, group_name) h
    JOIN division d ON d.county = h.county AND d.code = h.village_code
    LEFT JOIN group_collector g ON g.county = h.county AND g.village_code = h.village_code AND g.group_name = h.group_name
    ORDER BY h.village_code, h.group_name`.execute(tx);
  const accounts = await sql<{ id: string; name: string; scope: string[] }>`
    SELECT id, name, scope FROM account WHERE county = ${asker.county} AND role = 'collector' AND disabled_at IS NULL ORDER BY name, id`.execute(tx);
  const villages = await sql<{ code: string }>`
    SELECT code FROM village WHERE county = ${asker.county} AND ${inScope(asker, 'code')} AND ${inDivision('code', division)} ORDER BY code`.execute(
    tx,
  );
  return {
    collectors: accounts.rows
      .map((account) => ({
        id: account.id,
        name: account.name,
        villages: villages.rows.map(({ code }) => code).filter((code) => withinScope(code, account.scope)),
        groups: groups.rows.filter((group) => group.account_id === account.id).map((group) => group.group_name),
      }))
      .filter((collector) => collector.villages.length > 0),
    groups: groups.rows.map((group) => ({
      villageCode: group.village_code,
      villageName: spokenName({ name: group.village_name, level: 'village' }),
      groupName: group.group_name,
      households: group.households,
      accountId: group.account_id,
    })),
  };
}

/** Names (or with null takes away) the collector of a group. `notFound` when the village is not in the asker's scope, `otherVillage` when the collector does not work there. */
export async function assignGroup(tx: Tx, asker: Officer, order: z.infer<typeof AssignGroup>): Promise<'done' | 'notFound' | 'otherVillage'> {
  const { villageCode, groupName, accountId } = order;
  if (!withinScope(villageCode, asker.scope)) return 'notFound';
  const village = await sql`SELECT 1 FROM village WHERE county = ${asker.county} AND code = ${villageCode}`.execute(tx);
  if (village.rows.length === 0) return 'notFound';
  if (accountId === null) {
    await sql`DELETE FROM group_collector WHERE county = ${asker.county} AND village_code = ${villageCode} AND group_name = ${groupName}`.execute(tx);
  } else {
    const account = await sql<{ scope: string[] }>`
      SELECT scope FROM account WHERE county = ${asker.county} AND id = ${accountId} AND role = 'collector' AND disabled_at IS NULL`.execute(tx);
    if (!account.rows.some(({ scope }) => scope.some((code) => villageCode.startsWith(prefixOf(code))))) return 'otherVillage';
    await sql`
      INSERT INTO group_collector (county, village_code, group_name, account_id) VALUES (${asker.county}, ${villageCode}, ${groupName}, ${accountId})
      ON CONFLICT (county, village_code, group_name) DO UPDATE SET account_id = EXCLUDED.account_id`.execute(tx);
  }
  await audit(
    tx,
    asker,
    { action: 'group.assign', entity: 'group', entityId: `${villageCode} ${groupName}`, villageCode, detail: { accountId } },
    asker.now,
  );
  return 'done';
}
