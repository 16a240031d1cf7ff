// A backup taken while phones hand in, put back into a fresh folder: what was acknowledged before it began is there, and everything hangs together.
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Policy } from '../../src/domain/policy.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policy-defaults.ts';
import { acceptHandIns } from '../../src/server/ledger/accept-hand-ins.ts';
import { systemOf } from '../../src/server/ledger/asker.ts';
import { type Ledger, openLedger } from '../../src/server/ledger/open-ledger.ts';
import { backUp, restore } from '../../src/server/main/backup.ts';
import { type Postgres, startPostgres } from '../../src/server/postgres/start-postgres.ts';
import { asker, COUNTY, PEOPLE, smallCounty, uuid } from '../support/county.ts';
import { quiet } from '../support/database.ts';
import { dispatchTasks, handIn } from '../sync/support/visits.ts';

const root = mkdtempSync(join(tmpdir(), 'ruhu-backup-'));
// Else the database account could not reach the folders in it.
chmodSync(root, 0o755);
const data = join(root, '数据 data');
const backups = join(root, 'backups');
const silent = (): void => undefined;
const TASKS = 200;

let postgres: Postgres;
let ledger: Ledger;
let backup = '';
/** Acknowledged before the backup began, and before it ended. */
const before: string[] = [];
const during: string[] = [];

const send = async (n: number): Promise<string> => {
  const sent = await handIn(n);
  const sender = { asker: asker('sunwang'), name: PEOPLE.sunwang.name, deviceId: uuid('d', 1), policy: DEFAULT_POLICIES[0] as Policy };
  const [receipt] = await acceptHandIns(ledger, sender, [sent], new Date('2026-11-21T04:00:00.000Z'));
  if (receipt?.outcome !== 'accepted') throw new Error(JSON.stringify(receipt));
  return sent.id;
};

beforeAll(async () => {
  mkdirSync(data);
  postgres = await startPostgres(data);
  ledger = await openLedger({ connection: postgres.connection, log: quiet });
  await smallCounty(ledger);
  const numbers = Array.from({ length: TASKS }, (_, n) => n + 7);
  await dispatchTasks(ledger, numbers);
  mkdirSync(join(data, 'imports/one'), { recursive: true });
  writeFileSync(join(data, 'imports/one/import.json'), '{"state":"preview"}');
  for (const n of numbers.slice(0, 20)) before.push(await send(n));
  let done = false;
  const working = (async () => {
    for (const n of numbers.slice(20)) {
      if (done) return;
      during.push(await send(n));
    }
  })();
  backup = await backUp(data, backups, 'test', silent);
  done = true;
  await working;
}, 120_000);
afterAll(async () => {
  await ledger.close();
  await postgres.stop();
  rmSync(root, { recursive: true, force: true });
});

const restored = async (folder: string): Promise<{ handIns: string[]; traced: string[]; seqs: boolean }> => {
  const own = await startPostgres(folder);
  const copy = await openLedger({ connection: own.connection, log: quiet });
  const found = await copy.within(systemOf(COUNTY), async (tx) => ({
    handIns: (await tx.selectFrom('hand_in').select('id').execute()).map((row) => row.id),
    traced: (await tx.selectFrom('audit').select('entity_id').where('action', '=', 'handIn.accept').execute()).map((row) => row.entity_id),
    seqs:
      (
        await sql<{ fits: boolean }>`SELECT bool_and(village.seq >= log.seq) AS fits FROM village_log log
        JOIN village ON village.county = log.county AND village.code = log.village_code`.execute(tx)
      ).rows[0]?.fits === true,
  }));
  await copy.close();
  await own.stop();
  return found;
};

describe('a backup of a server at work', () => {
  test('was taken while hand-ins came in, and the server went on', () => {
    expect(during.length).toBeGreaterThan(3);
    expect(readdirSync(backups)).toEqual([expect.stringMatching(/^ruhu-\d{8}-\d{6}$/)]);
  });

  test('holds, put back into a fresh folder, every hand-in acknowledged before it began, each with its trace, and the imports that wait', async () => {
    const fresh = join(root, 'fresh');
    await restore(backup, fresh, silent);
    const { handIns, traced, seqs } = await restored(fresh);
    expect(handIns).toEqual(expect.arrayContaining(before));
    expect(new Set(handIns).size).toBe(handIns.length);
    expect([...traced].sort()).toEqual([...handIns].sort());
    expect([...before, ...during]).toEqual(expect.arrayContaining(handIns));
    expect(seqs).toBe(true);
    expect(existsSync(join(fresh, 'imports/one/import.json'))).toBe(true);
    await expect(restore(backup, fresh, silent)).rejects.toThrow(/已经有数据[\s\S]*holds data already/);
  }, 60_000);

  test('of a stopped server is taken as well, and holds the last hand-in', async () => {
    const folder = join(root, 'stopped');
    await restore(backup, folder, silent);
    const again = await backUp(folder, join(root, 'second'), 'test', silent);
    const third = join(root, 'third');
    await restore(again, third, silent);
    expect((await restored(third)).handIns).toEqual(expect.arrayContaining(before));
  }, 60_000);
});

describe('what cannot be backed up or put back is said in words', () => {
  test('a folder without a database, a backup inside the data folder, a folder that is no backup', async () => {
    await expect(backUp(join(root, 'nowhere'), backups, 'test', silent)).rejects.toThrow(/没有数据库[\s\S]*no database/);
    await expect(backUp(data, join(data, 'backups'), 'test', silent)).rejects.toThrow(/不能放在数据文件夹里[\s\S]*inside the data folder/);
    await expect(restore(backups, join(root, 'x'), silent)).rejects.toThrow(/不是完整的入户备份[\s\S]*no finished backup/);
  });

  test('a backup in which one byte has changed is not put back', async () => {
    const file = join(backup, 'cluster/PG_VERSION');
    appendFileSync(file, ' ');
    const folder = join(root, 'damaged');
    await expect(restore(backup, folder, silent)).rejects.toThrow(/PG_VERSION[\s\S]*damaged/);
    expect(existsSync(join(folder, 'postgres-18/cluster'))).toBe(false);
  });
});
