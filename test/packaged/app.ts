import { mkdirSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { rootArguments } from '../../resources/dev/electron.mjs';
import { test as base } from '../e2e/app.ts';
import type { Package } from './package.ts';
import { RunningApp, type StartOptions } from './running-app.ts';

interface Fixtures {
  /** Starts a program; ended when the test ends. */
  readonly run: (options: StartOptions) => RunningApp;
  /** Starts a copy that can be looked into, with its window. */
  readonly open: (
    app: Package,
    userData: string,
    flags?: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<{ readonly page: Page; readonly app: RunningApp }>;
}

/** The packed app from outside, and through a copy that can be looked into. */
export const test = base.extend<Fixtures>({
  run: async ({ browserName: _ }, use) => {
    const started: RunningApp[] = [];
    await use((options) => {
      const app = new RunningApp(options);
      started.push(app);
      return app;
    });
    for (const app of started) await app.quit();
  },
  open: async ({ run }, use) => {
    await use(async ({ program }, userData, flags = ['--lang=en'], env = {}) => {
      mkdirSync(userData, { recursive: true });
      const args = [...rootArguments(), `--user-data-dir=${userData}`, ...flags];
      const app = run({ program, args, env: { ...process.env, ...env } });
      const address = await app.says(/(?<=DevTools listening on )ws:\S+/);
      const browser = await chromium.connectOverCDP(address);
      const context = browser.contexts()[0];
      const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
      if (page === undefined) throw new Error('The packed app shows no window');
      return { page, app };
    });
  },
});

export const onLinux = process.platform === 'linux';
export { expect } from '@playwright/test';
