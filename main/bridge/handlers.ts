import type { CommandHandlers } from '../../app/bridge/contract.ts';
import { err } from '../../app/result.ts';
import type { AlertCommands } from '../alerts/commands.ts';
import type { Clock } from '../clock.ts';
import type { Core } from '../compose.ts';
import type { DesktopCommands } from '../desktop/commands.ts';
import type { DiagnosticsCommands } from '../diagnostics/commands.ts';
import type { HeatCommands } from '../heat/commands.ts';
import type { HistoryTaskCommands } from '../history-tasks/commands.ts';
import type { ContextCommands } from '../history-tasks/context.ts';
import { testConnection } from '../meter/connection-test.ts';
import type { ReportCommands } from '../report/commands.ts';
import type { SettingsCommands } from '../settings/settings-commands.ts';
import type { UpdateCommands } from '../updates/commands.ts';

const NO_HISTORY = err({ kind: 'gone', detail: 'nothing is recorded' } as const);

/**
 * What each command of the contract does.
 * @param beside commands that need more than the core.
 */
export function createHandlers(
  core: Core,
  clock: Clock,
  beside: AlertCommands &
    DiagnosticsCommands &
    DesktopCommands &
    HistoryTaskCommands &
    ContextCommands &
    HeatCommands &
    ReportCommands &
    SettingsCommands &
    UpdateCommands,
): CommandHandlers {
  let test = new AbortController();
  const cancelTest = (): void => {
    test.abort();
    test = new AbortController();
  };
  return {
    snapshot: () => core.states.snapshot(),
    testConnection: (address) => {
      cancelTest();
      const { signal: stop } = test;
      return core.besidePolling(address, () => testConnection({ address, clock, stop }));
    },
    cancelConnectionTest: cancelTest,
    changeSettings: (patch) => core.changeSettings(patch),
    dismissNotice: (id) => core.states.dismiss(id),
    // A window may ask while the record is still being opened.
    historySeries: async (asker, query) =>
      (await core.historyWhenOpen())?.series(asker, query) ?? NO_HISTORY,
    historyEnergy: async (asker, query) =>
      (await core.historyWhenOpen())?.energy(asker, query) ?? NO_HISTORY,
    historyStrip: async (asker, query) =>
      (await core.historyWhenOpen())?.strip(asker, query) ?? NO_HISTORY,
    insights: async (asker, query) =>
      (await core.historyWhenOpen())?.insights(asker, query) ?? NO_HISTORY,
    insightRuns: async (asker, query) =>
      (await core.historyWhenOpen())?.runs(asker, query) ?? NO_HISTORY,
    ...beside,
  };
}
