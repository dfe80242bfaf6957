import type { CommandHandlers } from '../../app/bridge/contract.ts';

/** The commands of the contract about newer versions of the app. */
export type UpdateCommands = Pick<
  CommandHandlers,
  'askForUpdate' | 'fetchUpdate' | 'installUpdate'
>;

/** While a picture is taken nobody is asked. */
export const NO_UPDATES: UpdateCommands = {
  askForUpdate: () => undefined,
  fetchUpdate: () => undefined,
  installUpdate: () => undefined,
};
