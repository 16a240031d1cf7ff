// Two kinds of stories in Node: `pure` needs nothing; `ledger` runs against a real PostgreSQL that its global set-up starts once.
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { spoiltBy } from './tests/faults/classic-bugs.ts';

/** Folders of tests/ whose stories need the database. */
const onLedger = ['tests/{server,desk,sync,demo,faults}/**/*.test.{ts,tsx}'];

/** Only for `npm run test:classic-bugs`. */
const bug = process.env.RUHU_CLASSIC_BUG;

/** The longest stories begin first, so that no worker is left alone with one at the end. */
const LONG = /\/tests\/(faults\/faults|demo\/load|server\/killed-at-work|server\/power-cut)\.test\.ts$/;
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter((file) => LONG.test(file.moduleId)), ...sorted.filter((file) => !LONG.test(file.moduleId))];
  }
}

export default defineConfig({
  plugins: bug ? [spoiltBy(bug)] : [],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    env: { TZ: 'Asia/Shanghai' },
    projects: [
      { extends: true, test: { name: 'pure', include: ['tests/**/*.test.{ts,tsx}'], exclude: onLedger } },
      { extends: true, test: { name: 'ledger', include: onLedger, globalSetup: ['tests/support/global.ts'] } },
    ],
  },
});
