import type { CommandHandlers } from '../../app/bridge/contract.ts';

/** The commands of the contract that need a desktop around the window. */
export type DesktopCommands = Pick<
  CommandHandlers,
  | 'heartbeat'
  | 'enterKiosk'
  | 'leaveKiosk'
  | 'hasKioskPin'
  | 'setKioskPin'
  | 'displays'
  | 'openLogFolder'
  | 'about'
>;

/** Answers while a picture is taken: there is no window to put on a wall. */
export const WITHOUT_DESKTOP: DesktopCommands = {
  heartbeat: () => undefined,
  enterKiosk: () => undefined,
  leaveKiosk: () => ({ kind: 'done' }),
  hasKioskPin: () => false,
  setKioskPin: () => ({ kind: 'done' }),
  displays: () => [],
  openLogFolder: () => undefined,
  about: () => ({ version: '', electron: '', chromium: '', node: '', packages: [] }),
};
