// Two kinds of stories in Node: `pure` needs nothing; `ledger` runs against a real PostgreSQL that its global set-up starts once.
import { defineConfig } from 'vitest/config';
import { spoiltBy } from './tests/faults/classic-bugs.ts';

/** Folders of tests/ whose stories need the database. */
const onLedger = ['tests/{server,desk,sync,demo,faults}/**/*.test.{ts,tsx}'];

/** Only for `npm run test:classic-bugs`. */
const bug = process.env.RUHU_CLASSIC_BUG;

export default defineConfig({
  plugins: bug ? [spoiltBy(bug)] : [],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    env: { TZ: 'Asia/Shanghai' },
    projects: [
      { extends: true, test: { name: 'pure', include: ['tests/**/*.test.{ts,tsx}'], exclude: onLedger } },
      { extends: true, test: { name: 'ledger', include: onLedger, globalSetup: ['tests/support/global.ts'] } },
    ],
  },
});
