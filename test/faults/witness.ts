import { ENERGY_FIELDS, FIELDS, type Field } from '../../app/measurement.ts';
import { METER_METRICS, metricValue } from '../../app/metrics/names.ts';
import type { PollEvent } from '../../app/poll.ts';
import type { EpochMs } from '../../app/units.ts';
import type { Core } from '../../main/compose.ts';
import type { KnownMeter } from './known-meter.ts';

type Reading = PollEvent & { readonly kind: 'reading' };

/** A value that the meter did not have. */
export interface Wrong {
  readonly where: 'shown' | 'stored' | 'exported';
  readonly field: Field | 'today';
  /** When the reading came that it is shown or stored with. */
  readonly at: EpochMs | null;
  readonly value: number;
  /** What it could have been; empty: it was not asked. */
  readonly truth: readonly number[];
}

const isEnergy = (field: Field): boolean => (ENERGY_FIELDS as readonly Field[]).includes(field);
/** Of the energy of today, which is a sum of rounded steps. */
const TODAY_SLACK_WH = 0.01;

/** Compares what the app shows, stores and exports with what the meter said at that time. */
export class Witness {
  readonly wrong: Wrong[] = [];
  /** How many values were compared. */
  readonly seen: Record<Wrong['where'], number> = { shown: 0, stored: 0, exported: 0 };
  readonly #meter: KnownMeter;
  readonly #core: Core;
  readonly #readings = new Map<EpochMs, Reading>();
  /** The counter when today's counting began. */
  #firstEnergy: number | null = null;

  constructor(meter: KnownMeter, core: Core) {
    this.#meter = meter;
    this.#core = core;
    core.polls.subscribe((event) => {
      if (event.kind === 'reading') this.#readings.set(event.reading.at, event);
      this.#look();
    });
  }

  /** What the state shows now. */
  #look(): void {
    const { live, today, recent } = this.#core.states.state;
    for (const field of FIELDS) this.#judge('shown', field, live.values[field], this.#when(field));
    const last = recent.at.at(-1);
    if (last !== undefined && last === live.at) {
      for (const field of ['power', 'powerL1', 'powerL2', 'powerL3'] as const) {
        this.#judge('shown', field, recent[field].at(-1) ?? null, last);
      }
    }
    this.#judgeToday(today?.energy ?? null);
  }

  /** @param body what `/metrics` answers. */
  lookAtMetrics(body: string): void {
    const samples = new Map(
      body.split('\n').flatMap((line) => {
        const [, name = '', value = ''] = /^(\w+) (\S+)$/.exec(line) ?? [];
        return name === '' ? [] : [[name, Number(value)] as const];
      }),
    );
    for (const metric of METER_METRICS) {
      const value = samples.get(metric.name);
      if (value === undefined) continue;
      this.seen.exported += 1;
      const truth = this.#truth(metric.field, this.#when(metric.field));
      if (truth.some((true_) => metricValue(metric, true_) === value)) continue;
      const { field, divisor } = metric;
      const at = this.#when(field);
      this.wrong.push({ where: 'exported', field, at, value: value * divisor, truth });
    }
  }

  /** Everything that the record holds. */
  async lookAtHistory(from: EpochMs, to: EpochMs): Promise<void> {
    const series = await this.#core.history?.series('witness', {
      from,
      to,
      fields: FIELDS,
      points: 10_000,
    });
    if (series === undefined || series === 'overtaken' || !series.ok) throw new Error('no record');
    const { at, columns, step } = series.value;
    if (step !== null) throw new Error('the record was put into columns');
    // A row that is no reading says that a gap begins, or carries a counter on to there.
    for (const [row, time] of at.entries()) {
      for (const field of FIELDS) {
        const value = columns[field]?.mean[row] ?? null;
        this.#judge('stored', field, value, this.#asked(field, time));
      }
    }
  }

  /** When the newest shown value of a field came. */
  #when(field: Field): EpochMs | null {
    const { at, energyAt } = this.#core.states.state.live;
    return isEnergy(field) ? energyAt : at;
  }

  /** The newest reading of a field at `time`. */
  #asked(field: Field, time: EpochMs): EpochMs | null {
    for (const { reading, energyAsked } of [...this.#readings.values()].reverse()) {
      if (reading.at > time) continue;
      if (!isEnergy(field) || (energyAsked && reading.values[field] !== null)) return reading.at;
    }
    return null;
  }

  #truth(field: Field, at: EpochMs | null): readonly number[] {
    const reading = at === null ? undefined : this.#readings.get(at);
    if (at === null || reading === undefined) return [];
    return this.#meter.sent(field, at, reading.took);
  }

  #judge(where: Wrong['where'], field: Field, value: number | null, at: EpochMs | null): void {
    if (value === null) return;
    this.seen[where] += 1;
    const truth = this.#truth(field, at);
    if (!truth.includes(value)) this.wrong.push({ where, field, at, value, truth });
  }

  #judgeToday(today: number | null): void {
    const now = this.#truth('energy', this.#core.states.state.live.energyAt);
    if (today === null || now.length === 0) return;
    // The meter may have said several within one poll; the one shown is compared by itself.
    this.#firstEnergy ??= this.#core.states.state.live.values.energy;
    const truth = now.map((energy) => energy - (this.#firstEnergy ?? 0));
    if (truth.some((true_) => Math.abs(true_ - today) <= TODAY_SLACK_WH)) return;
    // While the newest counter is held back, today stands where it stood.
    if (this.#core.states.state.live.values.energy === null) return;
    const { at } = this.#core.states.state.live;
    this.wrong.push({ where: 'shown', field: 'today', at, value: today, truth });
  }
}
