import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StateLimits } from '../../app/heat-pump/state.ts';
import type { Measurement } from '../../app/measurement.ts';
import type { PollEvent } from '../../app/poll.ts';
import {
  epochMs,
  hertz,
  type Millis,
  millis,
  powerFactor,
  seconds,
  wattHours,
  watts,
} from '../../app/units.ts';
import { classifiedAnew } from '../../main/history/insights/state-progress.ts';
import { Recorder } from '../../main/history/recorder.ts';
import { migrate } from '../../main/history/schema.ts';
import { openDatabase } from '../../main/history/sqlite.ts';
import { Store } from '../../main/history/store.ts';

export const tempFolder = (): string => mkdtempSync(join(tmpdir(), 'history-'));

/** A value as it comes from the wire: float32 of the thousandth, times 1000. */
export const asRead = (value: number): number => Math.fround(value / 1000) * 1000;

export function values(power: number, energy: number | null): Measurement {
  return {
    power: watts(asRead(power)),
    powerL1: watts(asRead(power / 2)),
    powerL2: watts(asRead(power / 4)),
    powerL3: watts(asRead(power / 4)),
    frequency: hertz(50),
    powerFactor: powerFactor(Math.fround(0.93)),
    energy: energy === null ? null : wattHours(asRead(energy)),
    energyL1: energy === null ? null : wattHours(asRead(energy / 2)),
    energyL2: energy === null ? null : wattHours(asRead(energy / 4)),
    energyL3: energy === null ? null : wattHours(asRead(energy / 4)),
  };
}

export const reading = (at: number, measured: Measurement): PollEvent & { kind: 'reading' } => ({
  kind: 'reading',
  reading: { at: epochMs(at), values: measured },
  energyAsked: measured.energy !== null,
  rejections: [],
  counterEvents: [],
  session: null,
  took: millis(100),
});

export const fault = (at: number): PollEvent => ({
  kind: 'fault',
  at: epochMs(at),
  fault: { kind: 'closed' },
  nextTryAt: epochMs(at + 2000),
});

/** Judges everything recorded by other limits, or by the same ones once more. */
export const classifyAnew = (store: Store, limits?: StateLimits): void =>
  store.transaction((tx) => {
    tx.states = classifiedAnew(tx.states, limits);
  });

/** A store on disk with a recorder, in this thread. */
export class Recording {
  readonly file: string;
  store: Store;
  #recorder: Recorder;
  #every: Millis;

  constructor(every: Millis = seconds(30), file = join(tempFolder(), 'history.sqlite')) {
    this.file = file;
    this.#every = every;
    this.store = this.#openStore();
    this.#recorder = new Recorder(this.store, every);
  }

  #openStore(): Store {
    const db = openDatabase(this.file, { readOnly: false });
    migrate(db);
    db.exec('PRAGMA synchronous=OFF');
    return new Store(db);
  }

  /** @param elapsed monotonic time; without it the wall clock was never set. */
  record(event: PollEvent, elapsed?: number): void {
    const at = event.kind === 'reading' ? event.reading.at : event.at;
    this.#recorder.record({ event, elapsed: millis(elapsed ?? at) });
  }

  /** Seals all but the newest row. */
  seal(): void {
    this.store.sealTail();
  }

  /** As after a crash: what was in memory is gone. */
  reopen(): void {
    this.store.close();
    this.store = this.#openStore();
    this.#recorder = new Recorder(this.store, this.#every);
  }

  close(): void {
    this.store.close();
  }
}
