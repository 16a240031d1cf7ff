// npm start and npm run serve: builds when a source changed, then runs the server in this process, so that signals reach it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('build.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [build], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
process.setSourceMapsEnabled(true);
await import('../dist/server/main.js');
