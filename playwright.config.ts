import { defineConfig } from '@playwright/test';

// As the app’s clock (test/e2e/app.ts), the zone is not that of the machine.
process.env.TZ ??= 'Europe/Berlin';

export default defineConfig({
  projects: [
    { name: 'e2e', testDir: 'test/e2e' },
    { name: 'packaged', testDir: 'test/packaged' },
  ],
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  // Only what fails takes that long, however busy the machine is.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  // Every test starts a whole Electron; two cores carry one at a time.
  workers: 1,
  reporter: [['list']],
});
