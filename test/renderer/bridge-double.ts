import type { Bridge } from '../../app/bridge/contract.ts';
import { COMMAND_NAMES, type CommandName } from '../../app/bridge/names.ts';
import { type AppEvent, type AppState, applyEvent, type Numbered } from '../../app/bridge/state.ts';

type Answers = Omit<Bridge, 'onEvent' | 'snapshot'>;
type Call = readonly [name: CommandName, ...args: unknown[]];

/** Main as a window sees it: keeps a state, numbers events, answers commands. */
export interface BridgeDouble {
  readonly bridge: Bridge;
  /** The commands that were called, in order. */
  readonly calls: readonly Call[];
  readonly state: () => AppState;
  readonly emit: (event: AppEvent) => void;
  /** Counts and applies the event, but the window does not get it. */
  readonly lose: (event: AppEvent) => void;
}

/** `answers` replace what is answered by default: nothing happens, settings are kept. */
export function bridgeDouble(start: AppState, answers: Partial<Answers> = {}): BridgeDouble {
  let current: Numbered<AppState> = { number: 1, value: start };
  const listeners = new Set<(event: Numbered<AppEvent>) => void>();
  const calls: Call[] = [];
  const count = (event: AppEvent): Numbered<AppEvent> => {
    current = { number: current.number + 1, value: applyEvent(current.value, event) };
    return { number: current.number, value: event };
  };
  const emit = (event: AppEvent): void => {
    const numbered = count(event);
    for (const listener of listeners) listener(numbered);
  };
  const commands: Omit<Bridge, 'onEvent'> = {
    snapshot: async () => current,
    testConnection: () => new Promise(() => undefined),
    cancelConnectionTest: async () => undefined,
    changeSettings: async (patch) => {
      const settings = { ...current.value.settings, ...patch } as AppState['settings'];
      emit({ kind: 'settings', settings, overridden: current.value.overridden });
    },
    tryHeatSide: async () => null,
    report: async () => null,
    saveReport: async () => ({ kind: 'cancelled' }),
    secretState: async () => ({ hasSecret: false, keeping: 'sealed' }),
    setSecret: async (secret) => ({ hasSecret: secret !== null, keeping: 'sealed' }),
    exportSettings: async () => ({ kind: 'cancelled' }),
    importSettings: async () => ({ kind: 'cancelled' }),
    dismissNotice: async (id) => {
      const notices = current.value.notices.filter((notice) => notice.id !== id);
      emit({ kind: 'notices', notices });
    },
    markAlertsRead: async () => {
      emit({ kind: 'alerts', alerts: current.value.alerts.map((a) => ({ ...a, read: true })) });
    },
    clearAlerts: async () => undefined,
    historySeries: () => new Promise(() => undefined),
    historyEnergy: () => new Promise(() => undefined),
    historyStrip: () => new Promise(() => undefined),
    insights: () => new Promise(() => undefined),
    insightRuns: () => new Promise(() => undefined),
    historyContext: async () => null,
    runHistoryTask: async () => null,
    historyTask: async () => null,
    cancelHistoryTask: async () => undefined,
    heartbeat: async () => undefined,
    enterKiosk: async () => undefined,
    leaveKiosk: async () => ({ kind: 'done' }),
    hasKioskPin: async () => false,
    setKioskPin: async () => ({ kind: 'done' }),
    displays: async () => [],
    openLogFolder: async () => undefined,
    about: async () => ({ version: '1.0.0', electron: '', chromium: '', node: '', packages: [] }),
    endpointReport: async () => ({ status: { state: 'off' }, lastScrape: null, scrapes: 0 }),
    checkPi: async () => null,
    machineReport: () => new Promise(() => undefined),
    logTail: async () => [],
    askForUpdate: async () => undefined,
    fetchUpdate: async () => undefined,
    installUpdate: async () => undefined,
    copyText: async () => undefined,
    ...answers,
  };
  const recorded = COMMAND_NAMES.map((name) => {
    const command = commands[name] as (...args: unknown[]) => Promise<unknown>;
    const call = (...args: unknown[]): Promise<unknown> => {
      calls.push([name, ...args]);
      return command(...args);
    };
    return [name, call];
  });
  const bridge = {
    ...Object.fromEntries(recorded),
    onEvent: (listener: (event: Numbered<AppEvent>) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  } as Bridge;
  const lose = (event: AppEvent): void => void count(event);
  return { bridge, calls, state: () => current.value, emit, lose };
}
