// Puts each classic mistake of offline programs into the code at load and lets the fault suite hunt it: `npm run test:classic-bugs`, or some by name; RUHU_SEEDS and RUHU_SCHEDULES say how long.
import { spawnSync } from 'node:child_process';

const ALL = ['receipt before storage', 'plain sequence as cursor', 'delete on 404', 'dedupe outside the transaction'];
const named = process.argv.slice(2);
let missed = 0;
for (const bug of named.length > 0 ? named : ALL) {
  console.log(`\n== ${bug}`);
  const { status } = spawnSync('node_modules/.bin/vitest', ['run', '--project', 'ledger', 'tests/faults/classic-bugs.test.ts'], {
    stdio: 'inherit',
    env: { ...process.env, RUHU_CLASSIC_BUG: bug },
    shell: process.platform === 'win32',
  });
  if (status !== 0) missed++;
}
process.exit(missed === 0 ? 0 : 1);
