import type { MenuItemConstructorOptions } from 'electron';
import type { Translate } from '../../app/text/translate.ts';
import { VIEWS, type View } from '../flags.ts';

export interface MenuActions {
  readonly show: (view: View) => void;
  readonly enterKiosk: () => void;
  readonly openLogFolder: () => void;
  readonly showAbout: () => void;
}

type Item = MenuItemConstructorOptions;

const SEPARATOR: Item = { type: 'separator' };

function appMenu(t: Translate, actions: MenuActions): Item {
  const app = t('appName');
  return {
    label: app,
    submenu: [
      { label: t('menu:about', { app }), click: actions.showAbout },
      SEPARATOR,
      settingsItem(t, actions),
      SEPARATOR,
      { label: t('menu:hide', { app }), role: 'hide' },
      { label: t('menu:hideOthers'), role: 'hideOthers' },
      { label: t('menu:showAll'), role: 'unhide' },
      SEPARATOR,
      { label: t('menu:quit', { app }), role: 'quit' },
    ],
  };
}

const settingsItem = (t: Translate, { show }: MenuActions): Item => ({
  label: t('menu:settings'),
  accelerator: 'CommandOrControl+,',
  click: () => show('settings'),
});

function fileMenu(t: Translate, actions: MenuActions, isMac: boolean): Item {
  const close: Item = {
    label: t('menu:close'),
    role: 'close',
    accelerator: 'CommandOrControl+W',
  };
  const app = t('appName');
  const quit: Item = {
    label: t('menu:quit', { app }),
    role: 'quit',
    accelerator: 'CommandOrControl+Q',
  };
  const submenu = isMac ? [close] : [settingsItem(t, actions), SEPARATOR, close, quit];
  return { label: t('menu:file'), submenu };
}

const editMenu = (t: Translate): Item => ({
  label: t('menu:edit'),
  submenu: [
    { label: t('menu:undo'), role: 'undo' },
    { label: t('menu:redo'), role: 'redo' },
    SEPARATOR,
    { label: t('menu:cut'), role: 'cut' },
    { label: t('menu:copy'), role: 'copy' },
    { label: t('menu:paste'), role: 'paste' },
    { label: t('menu:selectAll'), role: 'selectAll' },
  ],
});

function viewMenu(t: Translate, actions: MenuActions, devTools: boolean): Item {
  const views = VIEWS.filter((view) => view !== 'kiosk').map(
    (view, index): Item => ({
      label: t(`shell:views.${view}`),
      accelerator: `CommandOrControl+${index + 1}`,
      click: () => actions.show(view),
    }),
  );
  const forDevelopers: readonly Item[] = [
    SEPARATOR,
    { label: t('menu:reload'), role: 'reload' },
    { label: t('menu:developerTools'), role: 'toggleDevTools' },
  ];
  return {
    label: t('menu:view'),
    submenu: [
      ...views,
      SEPARATOR,
      { label: t('menu:actualSize'), role: 'resetZoom' },
      { label: t('menu:zoomIn'), role: 'zoomIn' },
      // Where + is a shifted =, as on English keyboards.
      {
        label: t('menu:zoomIn'),
        role: 'zoomIn',
        accelerator: 'CommandOrControl+=',
        visible: false,
      },
      { label: t('menu:zoomOut'), role: 'zoomOut' },
      SEPARATOR,
      { label: t('menu:fullScreen'), role: 'togglefullscreen', accelerator: 'F11' },
      { label: t('menu:kiosk'), accelerator: 'Shift+F11', click: actions.enterKiosk },
      ...(devTools ? forDevelopers : []),
    ],
  };
}

function helpMenu(t: Translate, actions: MenuActions, isMac: boolean): Item {
  const about: Item = { label: t('menu:about', { app: t('appName') }), click: actions.showAbout };
  const logs: Item = { label: t('menu:logs'), click: actions.openLogFolder };
  return {
    label: t('menu:help'),
    role: 'help',
    submenu: isMac ? [logs] : [logs, SEPARATOR, about],
  };
}

const windowMenu = (t: Translate): Item => ({
  label: t('menu:window'),
  role: 'window',
  submenu: [{ label: t('menu:minimize'), role: 'minimize' }],
});

/**
 * The menu bar with the shortcuts that people of the platform expect.
 * @param devTools whether it has entries for developers.
 */
export function menuBar(
  t: Translate,
  actions: MenuActions,
  platform: NodeJS.Platform,
  devTools: boolean,
): Item[] {
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [appMenu(t, actions)] : []),
    fileMenu(t, actions, isMac),
    editMenu(t),
    viewMenu(t, actions, devTools),
    ...(isMac ? [windowMenu(t)] : []),
    helpMenu(t, actions, isMac),
  ];
}
