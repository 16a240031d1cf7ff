// Runs the measurements in bench/, all but the slow ones or those named: `npm run bench -- phone sync`. Each prints medians and spread; none passes or fails.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const named = process.argv.slice(2);
const all = readdirSync('bench')
  .filter((file) => /^[a-z-]+\.ts$/.test(file))
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();
/** They take minutes, and one of them fetches what is compared with: only by name. */
const slow = ['compare', 'crowd', 'download'];
const unknown = named.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No such measurement: ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exit(2);
}
let failed = 0;
const chosen = named.length > 0 ? named : all.filter((name) => !slow.includes(name));
for (const name of chosen) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', `bench/${name}.ts`], { stdio: 'inherit' });
  if (status !== 0) failed++;
}
if (named.length === 0) console.log(`\nOnly by name: ${slow.join(', ')}.`);
process.exit(failed === 0 ? 0 : 1);
