import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './app.ts';

/** Fails on anything that axe finds on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  // Electron has no second page to gather results in, so the legacy mode.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  expect(found).toEqual([]);
}
