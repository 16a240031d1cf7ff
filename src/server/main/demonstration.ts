// Before the first demo start is ready: the demonstration county is loaded, with its progress on the terminal.
import { join } from 'node:path';
import { loadDemonstration } from '../../demo/load.ts';
import type { Ledger, Log } from '../ledger/open-ledger.ts';
import { OperatorError } from '../operator-error.ts';
import type { Environment } from './environment.ts';

/** Does nothing to a county that is there already; refuses to put known passwords beside a county in real use. */
export async function loadOnce(ledger: Ledger, environment: Environment, dataFolder: string, log: Log, say: (line: string) => void): Promise<void> {
  let shown = 0;
  const outcome = await loadDemonstration(ledger, {
    full: environment.full,
    password: environment.demoPassword,
    divisionsFile: join(dataFolder, 'divisions-jiangxian.csv'),
    log,
    clock: () => new Date(),
    onProgress(done, total) {
      // Ten lines at most: also where the terminal is a file.
      const tenth = Math.floor((done * 10) / Math.max(total, 1));
      if (tenth <= shown) return;
      shown = tenth;
      say(`  正在准备演示县 loading the demonstration county… ${done} / ${total} 户`);
    },
  });
  if (outcome.outcome === 'realCounty') {
    throw new OperatorError(
      '这个数据库里是正式使用的县，不能作为演示启动。请用 npm run serve，或为演示指定别的 RUHU_DATA。',
      'This database holds a county in real use and cannot be started as a demonstration. Use npm run serve, or another RUHU_DATA for the demonstration.',
    );
  }
}
