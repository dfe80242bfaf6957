import { QUARTER } from '../../app/energy/counter.ts';
import { HEAT_PUMP_STATES, type HeatPumpState } from '../../app/heat-pump/state.ts';
import type { Figures } from '../../app/insights/figures.ts';
import { rulesOf } from '../../app/insights/rules.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import {
  after,
  type EpochMs,
  epochMs,
  type Millis,
  millis,
  minutes,
  watts,
} from '../../app/units.ts';
import { type Clock, SYSTEM_CLOCK } from '../../main/clock.ts';
import { queryInsights } from '../../main/history/insights/insights.ts';
import { Recorder } from '../../main/history/recorder.ts';
import { migrate } from '../../main/history/schema.ts';
import { openDatabase } from '../../main/history/sqlite.ts';
import { Store } from '../../main/history/store.ts';
import { createModbusMeter } from '../../main/meter/modbus-meter.ts';
import { Poller } from '../../main/poller/poller.ts';
import { createVolatileGateways } from '../../main/settings/settings-store.ts';
import type { HeatPump } from '../../main/simulator/heat-pump.ts';
import { startSimulator } from '../../main/simulator/server.ts';

const ZONE = 'Europe/Berlin';
/** The client's manners on the bus take less; what it waits longer for is its patience. */
const MANNERS = millis(100);

/** Time that jumps to whatever the poller waits for, up to `end`. */
class JumpingTime {
  now: EpochMs;
  readonly #end: EpochMs;
  readonly over: Promise<void>;
  #finish: () => void = () => undefined;

  constructor(start: EpochMs, end: EpochMs) {
    this.now = start;
    this.#end = end;
    this.over = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  readonly elapsed = (): Millis => millis(this.now);

  readonly poller: Clock = {
    now: () => this.now,
    elapsed: this.elapsed,
    sleep: (span, stop) => {
      if (this.now + span <= this.#end) {
        this.now = after(this.now, span);
        return Promise.resolve();
      }
      this.#finish();
      return new Promise((resolve) => stop.addEventListener('abort', () => resolve()));
    },
  };

  readonly meter: Clock = {
    now: () => this.now,
    elapsed: SYSTEM_CLOCK.elapsed,
    sleep: (span, stop) => (span <= MANNERS ? Promise.resolve() : SYSTEM_CLOCK.sleep(span, stop)),
  };
}

/** When the compressor stands still for a while before and after, looked for in steps; no run is cut there. */
function restAt(pump: HeatPump, from: EpochMs, step: number): EpochMs {
  for (let at = from; ; at = after(at, step)) {
    const around = pump.segments(after(at, -minutes(5)), after(at, minutes(5)));
    if (around.every(({ activity }) => activity === 'standby' || activity === 'circulating')) {
      return at;
    }
  }
}

export interface TruthAndFigures {
  readonly figures: Figures;
  readonly faults: number;
  readonly polls: number;
  readonly truth: {
    readonly starts: number;
    readonly defrosts: number;
    /** In Wh. */
    readonly energy: Readonly<Record<HeatPumpState, number>>;
  };
}

function truthOf(pump: HeatPump, from: EpochMs, to: EpochMs): TruthAndFigures['truth'] {
  const segments = pump.segments(from, to);
  const energyIn = (state: HeatPumpState): number =>
    segments
      .filter(({ activity }) => (activity === 'defrost' ? 'high-load' : activity) === state)
      .reduce((sum, { energy }) => sum + energy, 0);
  return {
    starts: pump.runs(from, to).length,
    defrosts: segments.filter(({ activity }) => activity === 'defrost').length,
    energy: Object.fromEntries(
      HEAT_PUMP_STATES.map((state) => [state, energyIn(state)]),
    ) as TruthAndFigures['truth']['energy'],
  };
}

/**
 * Reads a simulated heat pump for a `span` over a real socket, in a time that jumps from poll to poll,
 * records it in a history on disk, and tells both what that says and what was true.
 */
export async function readOverTheWire(
  file: string,
  start: EpochMs,
  span: Millis,
  every: Millis,
  seed = 879,
): Promise<TruthAndFigures> {
  const time = new JumpingTime(start, after(start, span));
  const options = { clock: { ...SYSTEM_CLOCK, elapsed: time.elapsed }, startAt: start, seed };
  const started = await startSimulator({ ...options, framing: 'tcp' });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  const { pump, port, close } = started.value;
  const db = openDatabase(file, { readOnly: false });
  migrate(db);
  db.exec('PRAGMA synchronous=OFF');
  const store = new Store(db);
  const recorder = new Recorder(store, every);
  const counts = { faults: 0, polls: 0 };
  const model = 'wago-879';
  const meter = createModbusMeter({
    address: { framing: 'tcp', host: '127.0.0.1', port, unit: 2, model },
    clock: time.meter,
    memory: createVolatileGateways(),
  });
  const poller = new Poller({
    meter,
    clock: time.poller,
    pollEvery: every,
    counters: { accepted: {}, heldBack: {} },
    wiring: { isTotalOnly: () => false, remember: () => undefined },
    connectionLimit: () => watts(24_000),
    publish: (event) => {
      counts.polls += 1;
      if (event.kind === 'fault') counts.faults += 1;
      recorder.record({ event, elapsed: time.elapsed() });
      if (store.isSealDue) store.sealTail();
    },
  });
  poller.start();
  await time.over;
  await poller.close();
  await close();
  const firstQuarter = epochMs((Math.floor(start / QUARTER) + 1) * QUARTER);
  const lastQuarter = epochMs((Math.floor((start + span) / QUARTER) - 1) * QUARTER);
  const from = restAt(pump, firstQuarter, QUARTER);
  const to = restAt(pump, lastQuarter, -QUARTER);
  const query = { from, to, kind: 'free', zone: ZONE } as const;
  const { figures } = queryInsights(store, query, rulesOf(DEFAULT_SETTINGS, ZONE), to);
  store.close();
  return { figures, truth: truthOf(pump, from, to), ...counts };
}

/** By how much the energy in a state is out, 0.01 is 1 %. */
export const outBy = ({ figures, truth }: TruthAndFigures, state: HeatPumpState): number =>
  truth.energy[state] === 0 ? 0 : figures.states[state].energy / truth.energy[state] - 1;
