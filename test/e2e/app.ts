import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { CLOCK_AHEAD, type Clock, clockAhead, clockSet, SYSTEM_CLOCK } from '../../main/clock.ts';
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../main/simulator/server.ts';
import { electronExecutable, rootArguments } from '../../resources/dev/electron.mjs';

export interface LaunchOptions {
  readonly flags?: readonly string[];
  /** To start again where an earlier start left off; without it a new empty folder. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The app shows no window at first, so `page` must not be used. */
  readonly windowless?: boolean;
}

export interface LaunchedApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
}

type Simulate = (options: Omit<SimulatorOptions, 'clock'>) => Promise<Simulator>;

interface Options {
  /**
   * Local time at which the app's clock begins, as `2027-03-28T01:40`; `npm run test:days` chooses
   * others. 'system': that of the system, for tests with a Prometheus, which knows no other.
   */
  readonly startsAt: string;
}

interface Fixtures {
  /** The clock that the app and its simulated meters have in this test. */
  readonly clock: Clock;
  /** An empty folder that goes when the test ends. */
  readonly folder: string;
  /** Starts the built app; closed when the test ends. */
  readonly launch: (options?: LaunchOptions) => Promise<LaunchedApp>;
  /** Starts a simulated meter on loopback; closed when the test ends. */
  readonly simulate: Simulate;
}

/** The system's language would make the pictures and texts differ from machine to machine. */
const ENGLISH = { LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' };

const LOST_ANSWER = 'promise was garbage collected';

/**
 * The inspector of Electron's main process now and then drops the promise that it waits for, and with
 * it the answer of a call that was made. That is no word about the app, so such a call is made again.
 */
function withoutLostAnswers(electron: ElectronApplication): ElectronApplication {
  const evaluate = electron.evaluate.bind(electron) as (...call: unknown[]) => Promise<unknown>;
  const again = async (call: unknown[], tries: number): Promise<unknown> => {
    try {
      return await evaluate(...call);
    } catch (error) {
      if (tries === 0 || !String(error).includes(LOST_ANSWER)) throw error;
      return again(call, tries - 1);
    }
  };
  return Object.assign(electron, { evaluate: (...call: unknown[]) => again(call, 3) });
}

async function launchIn(userData: string, options: LaunchOptions): Promise<ElectronApplication> {
  const flags = options.flags ?? ['--lang=en'];
  const electron = await _electron.launch({
    executablePath: electronExecutable(),
    args: [...rootArguments(), '.', `--user-data-dir=${userData}`, ...flags],
    env: { ...(process.env as Record<string, string>), ...ENGLISH, ...options.env },
  });
  return withoutLostAnswers(electron);
}

const NO_PAGE = new Proxy({} as Page, {
  get() {
    throw new Error('This app was started without a window');
  },
});

const A_USUAL_DAY = '2026-11-18T10:30';

export const test = base.extend<Options & Fixtures>({
  startsAt: [process.env.WAGO_TEST_AT ?? A_USUAL_DAY, { option: true }],
  clock: [
    async ({ startsAt }, use) => {
      const ahead = startsAt === 'system' ? 0 : Date.parse(startsAt) - SYSTEM_CLOCK.now();
      // Whatever starts the app from here on hands it down.
      process.env[CLOCK_AHEAD] = String(ahead);
      await use(clockSet(clockAhead(process.env, false)));
      delete process.env[CLOCK_AHEAD];
    },
    { auto: true },
  ],
  folder: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'wago-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  launch: async ({ folder }, use) => {
    const started: ElectronApplication[] = [];
    await use(async (options = {}) => {
      const userData = options.userData ?? join(folder, `user-data-${started.length}`);
      const electron = await launchIn(userData, options);
      started.push(electron);
      const page = options.windowless ? NO_PAGE : await electron.firstWindow();
      return { electron, page, userData };
    });
    for (const electron of started) await electron.close();
  },
  simulate: async ({ clock }, use) => {
    const started: Simulator[] = [];
    await use(async (options) => {
      const simulator = await startSimulator({ clock, ...options });
      if (!simulator.ok) throw new Error(`The simulated meter: ${simulator.error.kind}`);
      started.push(simulator.value);
      return simulator.value;
    });
    for (const simulator of started) await simulator.close();
  },
});

/** The flag for a meter that says nothing, so that a record stays as it is. */
export async function silentMeter(simulate: Simulate): Promise<string> {
  const meter = await simulate({ framing: 'tcp' });
  meter.unplug();
  return `--meter=tcp://127.0.0.1:${meter.port}/2`;
}

export { expect } from '@playwright/test';
