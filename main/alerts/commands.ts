import type { CommandHandlers } from '../../app/bridge/contract.ts';

/** The commands of the contract that change the list of alerts. */
export type AlertCommands = Pick<CommandHandlers, 'markAlertsRead' | 'clearAlerts'>;

/** While a picture is taken the list only looks. */
export const ALERTS_AT_REST: AlertCommands = {
  markAlertsRead: () => undefined,
  clearAlerts: () => undefined,
};
