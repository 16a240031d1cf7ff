// Brings a database up to the newest migration: SQL files in order, each in one transaction, one server at a time.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { OperatorError } from '../operator-error.ts';
import { letAppIn } from './app-connection.ts';
import type { DatabaseAddress } from './open-ledger.ts';

/** The files lie beside this one; the build copies them beside the bundle. */
const FOLDER = fileURLToPath(new URL('./migrations/', import.meta.url));

/** Any fixed number: servers that start together wait here for each other. */
const LOCK = 140_826_001;

/** Applies what is missing and returns its names. Throws OperatorError where the database is newer than this program or was made by another one. */
export async function migrate(address: DatabaseAddress): Promise<string[]> {
  const client = new pg.Client(typeof address === 'string' ? { connectionString: address } : address);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query<{ name: string; hash: string }>('SELECT name, hash FROM migration ORDER BY name');
    const files = migrationFiles();
    refuseStrangers(rows, files);
    const missing = files.slice(rows.length);
    for (const { name, text, hash } of missing) {
      await client.query('BEGIN');
      await client.query(text);
      await client.query('INSERT INTO migration (name, hash) VALUES ($1, $2)', [name, hash]);
      await client.query('COMMIT');
    }
    await letAppIn(client, address);
    return missing.map((file) => file.name);
  } finally {
    await client.end();
  }
}

interface MigrationFile {
  name: string;
  text: string;
  hash: string;
}

function migrationFiles(): MigrationFile[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name) => {
    const text = readFileSync(FOLDER + name, 'utf8').replaceAll('\r\n', '\n');
    return { name, text, hash: createHash('sha256').update(text).digest('hex') };
  });
}

/** What was applied must be the beginning of what we carry, word for word. */
function refuseStrangers(applied: { name: string; hash: string }[], files: readonly MigrationFile[]): void {
  for (const [i, { name, hash }] of applied.entries()) {
    const file = files[i];
    if (file?.name === name && file.hash === hash) continue;
    throw new OperatorError(
      `数据库是由另一个版本的入户建立的（${name}）。请使用较新的版本，或为本版本指定新的数据文件夹（RUHU_DATA）或数据库。`,
      `This database was made by another version of Ruhu (${name}). Use the newer version, or give this one a new data folder (RUHU_DATA) or database.`,
    );
  }
}
