// npm run backup and npm run restore: the embedded database with everything beside it, while the server works.
import { holdForCopy } from '../ledger/hold-for-copy.ts';
import { OperatorError } from '../operator-error.ts';
import { refuseInside, restoreBackup, takeBackup } from '../postgres/backup.ts';
import { findRunning, hasCluster } from '../postgres/find-running.ts';
import { type Postgres, startPostgres } from '../postgres/start-postgres.ts';

type Say = (line: string) => void;

/** Backs up `dataFolder` into a new folder below `into`; a database that nobody runs is started for it. Returns the backup's path. */
export async function backUp(dataFolder: string, into: string, version: string, say: Say): Promise<string> {
  if (!hasCluster(dataFolder)) {
    throw new OperatorError(
      `数据文件夹 ${dataFolder} 里没有数据库，没有可备份的。请检查 RUHU_DATA。`,
      `There is no database in the data folder ${dataFolder}, and nothing to back up. Check RUHU_DATA.`,
    );
  }
  refuseInside(dataFolder, into);
  const running = findRunning(dataFolder);
  const own: Postgres | undefined = running ? undefined : await startPostgres(dataFolder, { log: say });
  try {
    const held = await holdForCopy(running ?? (own as Postgres).connection);
    try {
      const path = await takeBackup(dataFolder, into, held, { version, now: new Date() });
      say(`\n  备份完成 backed up: ${path}\n`);
      return path;
    } finally {
      await held.release();
    }
  } finally {
    await own?.stop();
  }
}

/** Puts a backup into an empty data folder and starts its database once, so that a broken one is noticed now. */
export async function restore(backup: string, dataFolder: string, say: Say): Promise<void> {
  const { takenAt } = await restoreBackup(backup, dataFolder);
  const postgres = await startPostgres(dataFolder, { log: say });
  await postgres.stop();
  say(`\n  已恢复到 restored into: ${dataFolder}（备份时间 backed up at ${takenAt}）\n  现在可以启动：npm run serve\n`);
}
