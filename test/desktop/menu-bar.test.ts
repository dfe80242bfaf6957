import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { createTexts } from '../../app/text/translate.ts';
import { menuBar } from '../../main/desktop/menu-bar.ts';

const ACTIONS = {
  show: () => undefined,
  enterKiosk: () => undefined,
  openLogFolder: () => undefined,
  showAbout: () => undefined,
};

function rolesIn(items: readonly MenuItemConstructorOptions[]): readonly string[] {
  return items.flatMap(({ role, submenu }) => [
    ...(role === undefined ? [] : [role]),
    ...(Array.isArray(submenu) ? rolesIn(submenu) : []),
  ]);
}

test.each(['linux', 'win32', 'darwin'] as const)(
  'on %s a released app has no developer tools and no reload in its menu',
  (platform) => {
    const { t } = createTexts('en');
    const forDevelopers = ['toggleDevTools', 'reload', 'forceReload'];
    const released = rolesIn(menuBar(t, ACTIONS, platform, false));
    expect(released).toContain('togglefullscreen');
    expect(released.filter((role) => forDevelopers.includes(role))).toEqual([]);
    expect(rolesIn(menuBar(t, ACTIONS, platform, true))).toContain('toggleDevTools');
  },
);
