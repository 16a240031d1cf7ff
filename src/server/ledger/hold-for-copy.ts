// Lets the files of a running database be copied: PostgreSQL writes what makes such a copy whole, and keeps its log until the copy has it.
import pg from 'pg';
import type { DatabaseAddress } from './open-ledger.ts';

/** What belongs to a copy beside the files. */
export interface CopyMarks {
  /** Content of the copy's file backup_label: where the recovery of the copy begins. */
  label: string;
  /** First and last file in pg_wal that the copy needs. */
  walFrom: string;
  walTo: string;
}

export interface Hold {
  /** After the last file but the log's: the log up to here makes the copy whole. */
  end(): Promise<CopyMarks>;
  /** After the log has been copied too; or when the copy is given up. */
  release(): Promise<void>;
}

/** As the owner of the embedded database. */
export async function holdForCopy(address: DatabaseAddress): Promise<Hold> {
  const client = new pg.Client(typeof address === 'string' ? { connectionString: address } : address);
  client.on('error', () => undefined);
  await client.connect();
  try {
    // A slot that ends with this connection: without it a busy server could recycle a file of the log before it was copied.
    await client.query(`SELECT pg_create_physical_replication_slot('ruhu_backup_' || pg_backend_pid(), true, true)`);
    const begun = await client.query<{ file: string }>(`SELECT pg_walfile_name(pg_backup_start('ruhu', true)) AS file`);
    return {
      async end() {
        const { rows } = await client.query<{ label: string; file: string }>(
          'SELECT labelfile AS label, pg_walfile_name(lsn) AS file FROM pg_backup_stop(false)',
        );
        return { label: rows[0]?.label ?? '', walFrom: begun.rows[0]?.file ?? '', walTo: rows[0]?.file ?? '' };
      },
      release: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}
