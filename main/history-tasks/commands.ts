import type { CommandHandlers } from '../../app/bridge/contract.ts';
import type { PrometheusAddress } from '../../app/history/prometheus.ts';
import { watts } from '../../app/units.ts';
import type { Core } from '../compose.ts';
import { type FileChooser, HistoryTasks, type HistoryTasksOptions } from '../history/tasks.ts';

/** The commands of the contract that take their time. */
export type HistoryTaskCommands = Pick<
  CommandHandlers,
  'runHistoryTask' | 'historyTask' | 'cancelHistoryTask'
>;

/**
 * Long work on the record of the present source.
 * @param files asks the person for a file.
 * @param withAccess adds the password or token that is kept for an address.
 */
export function createHistoryTaskCommands(
  core: Core,
  files: FileChooser,
  withAccess: (address: PrometheusAddress) => PrometheusAddress,
  csvFormat: HistoryTasksOptions['csvFormat'],
): HistoryTaskCommands {
  const tasks = new HistoryTasks({
    history: () => core.history,
    files,
    limits: () => ({
      connection: watts(core.settings.connectionLimitW),
      energyMode: core.states.state.live.session?.identity.energyMode ?? null,
    }),
    csvFormat,
    restore: (backup) => core.restoreHistory(backup),
  });
  return {
    runHistoryTask: async (request) => {
      const isFill = request.kind === 'backfill';
      await tasks.run(isFill ? { ...request, address: withAccess(request.address) } : request);
      return tasks.task;
    },
    historyTask: () => tasks.task,
    cancelHistoryTask: () => tasks.cancel(),
  };
}
