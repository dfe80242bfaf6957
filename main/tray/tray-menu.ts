import type { MenuItemConstructorOptions } from 'electron';
import type { AppState } from '../../app/bridge/state.ts';
import type { Translate } from '../../app/text/translate.ts';
import type { TrayWords } from '../../app/tray/words.ts';

/** What can be chosen in the tray's menu. */
export interface TrayActions {
  readonly open: () => void;
  readonly enterKiosk: () => void;
  readonly setPaused: (paused: boolean) => void;
  readonly setMetrics: (enabled: boolean) => void;
  readonly quit: () => void;
}

const figure = (label: string): MenuItemConstructorOptions => ({ label, enabled: false });

/** The figures, and below them what one can do. */
export function trayMenu(
  words: TrayWords,
  { live, settings }: AppState,
  t: Translate,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const { metrics } = settings;
  const figures = [words.state, words.today, words.age ?? t('tray:noReading')];
  return [
    ...figures.filter((label) => label !== null).map(figure),
    { type: 'separator' },
    { label: t('tray:open'), click: actions.open },
    { label: t('tray:kiosk'), click: actions.enterKiosk },
    { type: 'separator' },
    {
      label: t('tray:pause'),
      type: 'checkbox',
      checked: live.link.state === 'paused',
      click: ({ checked }) => actions.setPaused(checked),
    },
    {
      label: t('tray:metrics', { port: metrics.port }),
      type: 'checkbox',
      checked: metrics.enabled,
      click: ({ checked }) => actions.setMetrics(checked),
    },
    { type: 'separator' },
    { label: t('tray:quit'), click: actions.quit },
  ];
}
