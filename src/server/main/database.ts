// The database the server works on: the operator's own, or the embedded one, which is started, watched and stopped here.
import type { DatabaseAddress, Log } from '../ledger/open-ledger.ts';
import { OperatorError } from '../operator-error.ts';
import { type Postgres, startPostgres } from '../postgres/start-postgres.ts';
import type { Environment } from './environment.ts';

export interface Database {
  address: DatabaseAddress;
  /** In words for the greeting. */
  described: string;
  stop(): Promise<void>;
}

/** Restarts after a crash before the server gives up: the disk may be full, or the memory. */
const RESTARTS = 5;

/** `onLost` is called when the embedded database died and does not come back: the server ends rather than pretending. */
export async function openDatabase(
  { databaseUrl, dataFolder }: Environment,
  log: Log,
  say: (line: string) => void,
  onLost: () => void,
): Promise<Database> {
  if (databaseUrl) return { address: databaseUrl, described: '外部 PostgreSQL（DATABASE_URL）', stop: async () => undefined };
  let postgres = await startPostgres(dataFolder, { log: say });
  let stopping = false;
  let restarts = 0;
  const watch = (watched: Postgres): void => {
    watched.ended.then(async (how) => {
      if (how === 'stopped' || stopping) return;
      log.error({ restarts }, 'the embedded PostgreSQL ended unexpectedly');
      // A port of its own would be another one after a restart, and the pool would not find it.
      if (++restarts > RESTARTS || watched.connection.host === '127.0.0.1') return onLost();
      try {
        postgres = await startPostgres(dataFolder, { log: say });
        log.warn({}, 'the embedded PostgreSQL is back');
        watch(postgres);
      } catch (error) {
        log.error({ reason: (error as Error).message }, 'the embedded PostgreSQL did not come back');
        onLost();
      }
    });
  };
  watch(postgres);
  return {
    address: postgres.connection,
    described: `内置 PostgreSQL（${postgres.home}）`,
    async stop() {
      stopping = true;
      await postgres.stop();
    },
  };
}

/** A database that cannot be opened, said to the operator without its password. */
export function databaseTrouble(error: unknown): OperatorError | undefined {
  const { code, message } = error as { code?: string; message?: string };
  if (code === undefined) return undefined;
  const known = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', '28P01', '28000', '3D000', '42501'];
  if (!known.includes(code)) return undefined;
  const hint =
    code === '42501'
      ? '数据库账户没有建表或建角色的权限。请让管理员执行：CREATE ROLE ruhu_app NOLOGIN; GRANT ruhu_app TO 该账户; 并把数据库交给该账户。'
      : '请检查 DATABASE_URL 的地址、账户、密码和数据库名。';
  return new OperatorError(`数据库打不开（${code}）：${message}。${hint}`, `The database cannot be opened (${code}): ${message}.`);
}
