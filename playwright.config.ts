import { defineConfig } from '@playwright/test';

export default defineConfig({
  projects: [
    { name: 'e2e', testDir: 'test/e2e' },
    { name: 'packaged', testDir: 'test/packaged' },
  ],
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Every test starts a whole Electron; two cores carry one at a time.
  workers: 1,
  // A whole desktop on two busy cores stands still for a second now and then.
  retries: 1,
  reporter: [['list']],
});
