// Journeys in a real Chromium against the real server: phone size for collectors, office size for the desk.
import { defineConfig } from '@playwright/test';
import { launchOptions } from './tools/browser.mjs';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.journey.ts',
  testIgnore: 'long/**',
  outputDir: 'test-results/journeys',
  // Each worker runs a server and a PostgreSQL of its own.
  workers: 2,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? 'test-results/journeys.json' }]],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    launchOptions: await launchOptions(),
  },
});
