// The server's entry: reads the environment, starts, and stops when it is told to.
import { fileURLToPath } from 'node:url';
import { backUp, restore } from './main/backup.ts';
import { readEnvironment } from './main/environment.ts';
import { type Running, serve, versionOf } from './main/serve.ts';
import { OperatorError } from './operator-error.ts';

/** src/server/main.ts and dist/server/main.js lie equally deep. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

let running: Promise<Running> | undefined;
let ending = false;

async function end(code: number): Promise<void> {
  // A second Ctrl-C does not wait; the next start repairs whatever that leaves.
  if (ending) process.exit(130);
  ending = true;
  await running?.then((server) => server.stop()).catch(() => undefined);
  process.exit(code);
}

function complain(error: unknown): void {
  const text = error instanceof OperatorError ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`\n${text}\n\n`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!ending) say('\n  正在停止… stopping');
    void end(0);
  });
}
process.on('unhandledRejection', (error) => {
  complain(error);
  void end(1);
});

try {
  const environment = readEnvironment(process.env, process.argv.slice(2));
  if (environment.mode === 'backup') {
    await backUp(environment.dataFolder, environment.backupFolder, versionOf(root), say);
    process.exit(0);
  }
  if (environment.mode === 'restore') {
    await restore(environment.backupFolder, environment.dataFolder, say);
    process.exit(0);
  }
  running = serve(environment, root, say, () => void end(1));
  await running;
} catch (error) {
  complain(error);
  process.exit(1);
}
