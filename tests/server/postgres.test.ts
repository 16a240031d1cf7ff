// The embedded PostgreSQL: one server a folder, whatever was left behind is put right, and other PostgreSQL servers do as well.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { openLedger } from '../../src/server/ledger/open-ledger.ts';
import { clusterPlace, makeDataFolder } from '../../src/server/postgres/cluster-place.ts';
import { lockFolder } from '../../src/server/postgres/folder-lock.ts';
import { type Postgres, startPostgres } from '../../src/server/postgres/start-postgres.ts';
import { asker, smallCounty } from '../support/county.ts';
import { quiet } from '../support/database.ts';

const folders: string[] = [];
const started: Postgres[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ruhu-pg-'));
  folders.push(folder);
  return folder;
};
const start = async (folder: string, transport: 'socket' | 'tcp' = 'socket'): Promise<Postgres> => {
  const postgres = await startPostgres(folder, { transport });
  started.push(postgres);
  return postgres;
};
afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const ask = async (postgres: Postgres, text: string): Promise<unknown[]> => {
  const client = new pg.Client(postgres.connection);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

describe('one server a folder', () => {
  test('the second is refused in both languages, and the first is not disturbed', async () => {
    const folder = newFolder();
    const first = await start(folder);
    await expect(startPostgres(folder)).rejects.toThrow(/正被另一个入户服务使用[\s\S]*in use by another Ruhu server/);
    expect(await ask(first, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await first.stop();
    expect(await first.ended).toBe('stopped');
    expect((await start(folder)).pid).not.toBe(first.pid);
  });

  test('a lock left by a dead server, by a reused number or cut off while it was written, holds nobody up', () => {
    const folder = newFolder();
    for (const left of ['{"pid":999999999,"birth":"x"}', `{"pid":1,"birth":"another boot"}`, '{"pid":', '']) {
      writeFileSync(join(folder, 'owner.json'), left);
      const unlock = lockFolder(folder);
      expect(JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')).pid).toBe(process.pid);
      unlock();
      expect(existsSync(join(folder, 'owner.json'))).toBe(false);
    }
  });
});

describe('what a power cut or a kill leaves', () => {
  test('a database that outlived its killed server is stopped, and what was committed is there', async () => {
    const folder = newFolder();
    const script = `import { startPostgres } from '${join(process.cwd(), 'src/server/postgres/start-postgres.ts')}';
      import pg from 'pg';
      const postgres = await startPostgres('${folder}');
      const client = new pg.Client(postgres.connection);
      await client.connect();
      await client.query('CREATE TABLE kept (n integer)');
      await client.query('INSERT INTO kept VALUES (7)');
      console.log(postgres.pid);
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const orphan = Number(await new Promise<string>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()))));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(() => process.kill(orphan, 0)).not.toThrow();
    const again = await start(folder);
    expect(again.pid).not.toBe(orphan);
    expect(await ask(again, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  test('a database that dies by itself is noticed', async () => {
    const postgres = await start(newFolder());
    process.kill(postgres.pid, 'SIGKILL');
    expect(await postgres.ended).toBe('crashed');
  });

  test('a cluster that was only half made is made anew', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'postgres-18/making-1'), { recursive: true });
    writeFileSync(join(folder, 'postgres-18/making-1/PG_VERSION'), '18');
    expect(await ask(await start(folder), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

test('the database’s own log tells of starts and stops, and nothing of anybody', async () => {
  const postgres = await start(newFolder());
  const refused = (text: string) => expect(ask(postgres, text)).rejects.toThrow();
  await ask(postgres, "CREATE TABLE person (id_number text PRIMARY KEY, born date CHECK (born > '1900-01-01'))");
  await ask(postgres, "INSERT INTO person VALUES ('149926196503020111', '1965-03-02')");
  await refused("INSERT INTO person VALUES ('149926196503020111', '1965-03-02')");
  await refused("INSERT INTO person VALUES ('149926195503171111', '1811-03-17')");
  await refused("SELECT '149926195503171111'::date");
  await postgres.stop();
  const log = readFileSync(join(postgres.home, 'postgres.log'), 'utf8');
  expect(log).toContain('ready to accept connections');
  expect(log).not.toMatch(/149926\d/);
});

describe('folders that cannot be used', () => {
  test('a file where the folder should be is said so', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(() => makeDataFolder(file)).toThrow(/不能写入[\s\S]*cannot be written/);
  });

  test('a private data folder lets the database account pass, and nobody look in', () => {
    const folder = newFolder();
    const identity = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(clusterPlace(folder, identity)).toMatchObject({ moved: false, home: folder });
    expect(statSync(folder).mode & 0o777).toBe(0o701);
    expect(statSync(join(folder, 'postgres-18')).mode & 0o777).toBe(0o700);
  });

  test('where the database account cannot reach, each folder gets a place of its own and says where', () => {
    const [closed, spare] = [newFolder(), newFolder()];
    const identity = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    const [a, b] = [join(closed, 'a'), join(closed, 'b')];
    for (const folder of [a, b]) mkdirSync(folder);
    chmodSync(closed, 0o700);
    chmodSync(spare, 0o755);
    const places = [a, b].map((folder) => clusterPlace(folder, identity, spare));
    expect(places.every((place) => place.moved && place.home.startsWith(spare))).toBe(true);
    expect(places[0]?.home).not.toBe(places[1]?.home);
    expect(readFileSync(join(a, 'postgres-is-at.txt'), 'utf8').trim()).toBe(places[0]?.home);
    // A copy of the folder would otherwise share the database of the first.
    writeFileSync(join(b, 'postgres-is-at.txt'), places[0]?.home ?? '');
    expect(() => clusterPlace(b, identity, spare)).toThrow(/移动或复制[\s\S]*moved or copied/);
  });
});

test('a PostgreSQL of the operator’s own does as well: over TCP, as an owner who is no superuser, behind the same walls', async () => {
  const postgres = await start(newFolder(), 'tcp');
  await ask(postgres, `CREATE ROLE clerk LOGIN CREATEROLE PASSWORD 'geheim'`);
  await ask(postgres, 'CREATE DATABASE xian OWNER clerk');
  const url = `postgres://clerk:geheim@127.0.0.1:${postgres.connection.port}/xian`;
  const [first, second] = await Promise.all([openLedger({ connection: url, log: quiet }), openLedger({ connection: url, log: quiet })]);
  await smallCounty(first);
  const seen = (who: 'sunwang' | 'county') => second.within(asker(who), (tx) => tx.selectFrom('household').select('id').execute());
  expect(await seen('sunwang')).toHaveLength(3);
  expect(await seen('county')).toHaveLength(6);
  await Promise.all([first.close(), second.close()]);
  await expect(openLedger({ connection: url.replace('geheim', 'wrong'), log: quiet })).rejects.toThrow(/password/);
});
