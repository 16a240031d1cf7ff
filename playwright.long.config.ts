// The journeys that take minutes: bad lines with photos on them, and the versions of yesterday. On demand, beside those of every run.
import { defineConfig } from '@playwright/test';
import everyRun from './playwright.config.ts';

export default defineConfig({ ...everyRun, testDir: 'e2e/long', testIgnore: [], timeout: 600_000, workers: 1 });
