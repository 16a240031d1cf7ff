// Two kinds of stories in Node: `pure` needs nothing; `ledger` runs against a real PostgreSQL that its global set-up starts once.
import { defineConfig } from 'vitest/config';

/** Folders of tests/ whose stories need the database. */
const onLedger = ['tests/{server,desk,sync,demo}/**/*.test.{ts,tsx}'];

export default defineConfig({
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
