import type { Commands } from './contract.ts';

export type CommandName = keyof Commands;

/** The names as values, so that the preload is derived without carrying the parsers. */
const NAMES: { readonly [N in CommandName]: true } = {
  snapshot: true,
  testConnection: true,
  cancelConnectionTest: true,
  changeSettings: true,
  secretState: true,
  setSecret: true,
  exportSettings: true,
  importSettings: true,
  dismissNotice: true,
  markAlertsRead: true,
  clearAlerts: true,
  historySeries: true,
  historyEnergy: true,
  historyStrip: true,
  insights: true,
  insightRuns: true,
  report: true,
  saveReport: true,
  historyContext: true,
  runHistoryTask: true,
  historyTask: true,
  cancelHistoryTask: true,
  heartbeat: true,
  enterKiosk: true,
  leaveKiosk: true,
  hasKioskPin: true,
  setKioskPin: true,
  displays: true,
  openLogFolder: true,
  about: true,
  endpointReport: true,
  checkPi: true,
  tryHeatSide: true,
  machineReport: true,
  logTail: true,
  askForUpdate: true,
  fetchUpdate: true,
  installUpdate: true,
  copyText: true,
};

export const COMMAND_NAMES = Object.keys(NAMES) as readonly CommandName[];

/** The one channel on which main tells windows of changes. */
export const EVENT_CHANNEL = 'app:event';
export const commandChannel = (name: CommandName): string => `app:${name}`;
