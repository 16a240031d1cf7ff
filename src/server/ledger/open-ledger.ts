// Opens the ledger: migrates the database, then works in it only as the unprivileged role ruhu_app.
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { appConnection } from './app-connection.ts';
import { type Asker, scopePatterns } from './asker.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';

export type Tx = Transaction<Tables>;

/** What the server's rooms write their log with; fastify's own logger is one. */
export interface Log {
  info(fields: object, message?: string): void;
  warn(fields: object, message?: string): void;
  error(fields: object, message?: string): void;
}

/** postgres://…, or the parts of an address, e.g. the embedded server's socket. */
export type DatabaseAddress = string | { host: string; port: number; user: string; password?: string; database: string };

export interface LedgerOptions {
  connection: DatabaseAddress;
  log: Log;
  /** Connections at most; PostgreSQL's own limit is 100 for everybody. */
  poolSize?: number;
  /** False where the schema is known to be there already (test copies of a template). */
  migrating?: boolean;
}

export interface WithinOptions {
  /** `snapshot`: every query sees the database as it stood at the first, however long the transaction reads. */
  reading?: 'snapshot';
}

export interface Ledger {
  /** One transaction as `asker`: the database shows and takes only what this person may see and do. */
  within<T>(asker: Asker, work: (tx: Tx) => Promise<T>, options?: WithinOptions): Promise<T>;
  /** Whether the database answers. */
  alive(): Promise<boolean>;
  close(): Promise<void>;
}

/** Ends a transaction that somebody forgot, in ms; work that takes longer is a job in batches. */
const FORGOTTEN = 60_000;

export async function openLedger({ connection, log, poolSize = 10, migrating = true }: LedgerOptions): Promise<Ledger> {
  if (migrating) {
    const applied = await migrate(connection);
    if (applied.length > 0) log.info({ applied }, 'ledger migrated');
  }
  const pool = new pg.Pool({
    ...appConnection(connection, [`idle_in_transaction_session_timeout=${FORGOTTEN}`, 'timezone=UTC']),
    max: poolSize,
    application_name: 'ruhu',
    types: { getTypeParser },
  });
  // A connection may break when PostgreSQL restarts, idle or in the middle of a transaction, whose query then fails. The pool makes a new one; unheard the events
  // would end the process, and each connection in use has only its own.
  let closing = false;
  pool.on('connect', (client) => client.on('error', (error) => closing || log.warn({ reason: error.message }, 'a database connection broke')));
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    within: (asker, work, options) => {
      const begin = options?.reading === 'snapshot' ? db.transaction().setIsolationLevel('repeatable read') : db.transaction();
      return begin.execute(async (tx) => {
        await introduce(tx, asker);
        return work(tx);
      });
    },
    async alive() {
      try {
        await pool.query('SELECT 1');
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      closing = true;
      await db.destroy();
    },
  };
}

/** Tells the policies who asks; `true` makes it end with the transaction. */
async function introduce(tx: Tx, asker: Asker): Promise<void> {
  await sql`SELECT set_config('ruhu.county', ${asker.county}, true), set_config('ruhu.role', ${asker.role}, true),
    set_config('ruhu.scope', ${scopePatterns(asker.scope)}, true), set_config('ruhu.department', ${asker.department ?? ''}, true),
    set_config('ruhu.account', ${asker.accountId ?? ''}, true)`.execute(tx);
}

const NUMBERS: readonly number[] = [pg.types.builtins.INT8, pg.types.builtins.NUMERIC];

/** Counts and sums as numbers (both stay far below 2^53), days as they are written; everything else as the driver does. */
const getTypeParser = ((oid: number, format?: 'text' | 'binary') => {
  if (format !== 'binary' && NUMBERS.includes(oid)) return Number;
  if (format !== 'binary' && oid === pg.types.builtins.DATE) return String;
  return pg.types.getTypeParser(oid, format as 'text');
}) as typeof pg.types.getTypeParser;
