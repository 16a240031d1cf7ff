// The test command: types and lint, the stories in Node on a real PostgreSQL, then the journeys in a real browser; ends with one line that counts.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const out = 'test-results';
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

let passed = 0;
let failed = 0;
/** Runs one part with its output shown; `count` reads what it wrote about itself. A part that dies without a count is one failure. */
function part(name, command, args, env, count) {
  console.log(`\n— ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env }, shell: process.platform === 'win32' });
  let counted = { passed: 0, failed: 0 };
  try {
    counted = count(status === 0);
  } catch (error) {
    console.error(`${name} gave no count: ${error instanceof Error ? error.message : error}`);
  }
  if (status !== 0 && counted.failed === 0) counted.failed = 1;
  if (status === 0 && counted.passed === 0) counted.failed += 1;
  passed += counted.passed;
  failed += counted.failed;
  return status === 0;
}
/** A part that counts as one: it went well or it did not. */
const whole = (well) => ({ passed: well ? 1 : 0, failed: well ? 0 : 1 });
const read = (file) => JSON.parse(readFileSync(`${out}/${file}`, 'utf8'));

part('types and lint', process.execPath, ['tools/check.mjs'], {}, whole);

part('stories', 'node_modules/.bin/vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${out}/stories.json`], {}, () => {
  const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = read('stories.json');
  const brokenFiles = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return { passed: numPassedTests, failed: Math.max(numFailedTests + brokenFiles, numFailedTestSuites > 0 ? 1 : 0) };
});

const built = part('build', process.execPath, ['tools/build.mjs'], {}, whole);

if (built) {
  part('journeys', 'node_modules/.bin/playwright', ['test'], { PLAYWRIGHT_JSON_OUTPUT_FILE: `${out}/journeys.json` }, () => {
    const { stats } = read('journeys.json');
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
  });
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
