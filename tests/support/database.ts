// A fresh, migrated database for one test file, gone when the file is done.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type DatabaseAddress, type Ledger, openLedger } from '../../src/server/ledger/open-ledger.ts';
import { clientConfig, named, query } from './global.ts';

export interface FreshDatabase {
  /** Of the owner, who passes every wall: to look behind the server's back, or for a server of its own. */
  address: DatabaseAddress;
  ledger: Ledger;
  /** Plain SQL as the owner. */
  sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** Copies the migrated template (some 50 ms). Call in beforeAll, `drop()` in afterAll. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { address, template } = inject('postgres');
  const name = `ruhu_test_${randomBytes(6).toString('hex')}`;
  await createFrom(address, template, name);
  const own = named(address, name);
  const ledger = await openLedger({ connection: own, log: quiet, poolSize: 6, migrating: false });
  const behind = new pg.Pool({ ...clientConfig(own), max: 2 });
  behind.on('error', () => undefined);
  return {
    address: own,
    ledger,
    sql: async (text, values) => (await behind.query(text, values)).rows,
    async drop() {
      await ledger.close();
      await behind.end();
      await query(address, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Two files may copy at the same moment: PostgreSQL allows one at a time, the other tries again. */
async function createFrom(address: DatabaseAddress, template: string, name: string, attempt = 0): Promise<void> {
  try {
    await query(address, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  } catch (error) {
    if (attempt >= 100 || (error as pg.DatabaseError).code !== '55006') throw error;
    await new Promise((resolve) => setTimeout(resolve, 50));
    await createFrom(address, template, name, attempt + 1);
  }
}

export const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
