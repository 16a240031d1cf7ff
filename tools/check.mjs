// Everything that can be said of the code without running it: types of every room, lint and format, unused code.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const rooms = [
  'src/domain',
  'src/wire',
  'src/words',
  'src/ui',
  'src/paper',
  'src/phone',
  'src/phone/worker',
  'src/desk',
  'src/server',
  'src/demo',
  'tests',
  'e2e',
  'bench',
];
/** A room that still stands empty has nothing to check. */
const furnished = (room) => existsSync(`${room}/tsconfig.json`) && readdirSync(room, { recursive: true }).some((file) => /\.tsx?$/.test(file));

const runs = [
  ...rooms.filter(furnished).map((room) => ['tsc', '-p', room]),
  ['biome', 'check', '--error-on-warnings', '.'],
  ['knip', '--no-progress'],
];
let failed = 0;
for (const [command, ...args] of runs) {
  const { status } = spawnSync(`node_modules/.bin/${command}`, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`failed: ${command} ${args.join(' ')}`);
    failed++;
  }
}
process.exit(failed === 0 ? 0 : 1);
