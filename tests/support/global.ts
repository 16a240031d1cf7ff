// Before all tests: one PostgreSQL (TEST_DATABASE_URL, else an embedded one in a temporary folder) with a migrated template to copy from.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/server/ledger/migrate.ts';
import type { DatabaseAddress } from '../../src/server/ledger/open-ledger.ts';
import { startPostgres } from '../../src/server/postgres/start-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { address: DatabaseAddress; template: string };
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = `ruhu_template_${process.pid}`;
  const outside = process.env.TEST_DATABASE_URL;
  if (outside) {
    await makeTemplate(outside, template);
    project.provide('postgres', { address: outside, template });
    return () => query(outside, `DROP DATABASE IF EXISTS ${template}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'ruhu-test-'));
  // Nothing here has to survive a power cut.
  const server = await startPostgres(folder, { settings: ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=200'] });
  await makeTemplate(server.connection, template);
  project.provide('postgres', { address: server.connection, template });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(address: DatabaseAddress, template: string): Promise<void> {
  await query(address, `DROP DATABASE IF EXISTS ${template}`);
  await query(address, `CREATE DATABASE ${template}`);
  await migrate(named(address, template));
}

/** The same server, another database. */
export function named(address: DatabaseAddress, database: string): DatabaseAddress {
  if (typeof address !== 'string') return { ...address, database };
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
}

export const clientConfig = (address: DatabaseAddress): pg.ClientConfig => (typeof address === 'string' ? { connectionString: address } : address);

export async function query(address: DatabaseAddress, text: string): Promise<void> {
  const client = new pg.Client(clientConfig(address));
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
