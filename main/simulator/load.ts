import { after, type EpochMs, epochMs, type Millis, seconds } from '../../app/units.ts';
import type { Pen, Six } from './curve.ts';
import { ripple, uniform, wander } from './noise.ts';
import type { PlannedRun } from './schedule.ts';
import type { Activity, PlannedSegment } from './segments.ts';
import { type Site, temperatureAt } from './weather.ts';

/** A level in W and how far the load moves around it, within a quarter of an hour and at once. */
interface Level {
  readonly mean: number;
  readonly drift: number;
  readonly fine: number;
}

/** Board and circulation pump, as the installation that this mirrors shows them. */
const STANDBY: Level = { mean: 6, drift: 0.4, fine: 0.1 };
const CIRCULATING: Level = { mean: 46, drift: 1.5, fine: 0.3 };
/** The whole machine, the circulation pump in it. */
const HIGH_LOAD: Level = { mean: 2450, drift: 330, fine: 30 };
const DEFROST: Level = { mean: 2250, drift: 120, fine: 40 };
/** The compressor modulates with the weather, from the mildest to the coldest day in °C. */
const MILD: Level & { readonly celsius: number } = { mean: 490, drift: 45, fine: 9, celsius: 15 };
const COLD = { mean: 940, celsius: -10 };
/** No slower than this, however mild it is. */
const RUNNING_MIN = 455;

const IDLE_POWER_FACTOR = 0.55;
const COMPRESSOR_POWER_FACTOR = 0.94;

/** How often the load finds a new direction. */
const STEP: Readonly<Record<Activity, Millis>> = {
  standby: seconds(300),
  circulating: seconds(120),
  running: seconds(60),
  'high-load': seconds(30),
  defrost: seconds(30),
};

/** After the start peak the compressor needs this long to come down to its working level. */
const SETTLING = seconds(15);

/** Reactive power in var that goes with `active` W at a power factor. */
const reactive = (active: number, factor: number): number =>
  active * Math.sqrt(1 / (factor * factor) - 1);

const wholeSecond = (at: EpochMs): number => Math.floor(at / 1000);

function idlePower({ noise }: Site, { mean, drift, fine }: Level, at: EpochMs): number {
  const slow = drift * wander(noise.idleDrift, at / 600_000);
  return mean + slow + fine * ripple(noise.idleRipple, wholeSecond(at));
}

function workingPower({ noise }: Site, { mean, drift, fine }: Level, at: EpochMs): number {
  const slow = drift * wander(noise.loadDrift, at / 900_000);
  return mean + slow + fine * ripple(noise.loadRipple, wholeSecond(at));
}

/** The modulating compressor in W over the time of one segment. */
function modulated(site: Site, { start, end }: PlannedSegment): (at: EpochMs) => number {
  const first = temperatureAt(site, start);
  const warming = (temperatureAt(site, end) - first) / (end - start);
  const aKelvin = (COLD.mean - MILD.mean) / (MILD.celsius - COLD.celsius);
  return (at) => {
    const celsius = first + warming * (at - start);
    const level = workingPower(site, MILD, at) + aKelvin * (MILD.celsius - celsius);
    return Math.max(level, RUNNING_MIN);
  };
}

/** What the whole machine draws in W while the compressor runs. */
function working(site: Site, segment: PlannedSegment): (at: EpochMs) => number {
  if (segment.activity === 'running') return modulated(site, segment);
  const level = segment.activity === 'defrost' ? DEFROST : HIGH_LOAD;
  return (at) => workingPower(site, level, at);
}

/** The compressor's load on L1, L2, L3 as parts of one; nearly, never quite a third each. */
function balance({ noise }: Site, run: PlannedRun): readonly [number, number, number] {
  const second = wholeSecond(run.start);
  const l1 = 1 / 3 + 0.012 * ripple(noise.loadRipple, second + 1);
  const l2 = 1 / 3 + 0.012 * ripple(noise.loadRipple, second + 2);
  return [l1, l2, 1 - l1 - l2];
}

/** Power on the wires when the whole machine draws `total` W; while idle, `total` is not asked. */
function wires(site: Site, segment: PlannedSegment): (at: EpochMs, total: number) => Six {
  const level = segment.activity === 'standby' ? STANDBY : CIRCULATING;
  const share = segment.run === null ? null : balance(site, segment.run);
  return (at, total) => {
    const wobble = wander(site.noise.powerFactor, at / 240_000);
    const idle = idlePower(site, level, at);
    const idleVar = reactive(idle, IDLE_POWER_FACTOR + 0.012 * wobble);
    if (share === null) return [idle, 0, 0, idleVar, 0, 0];
    const [l1, l2, l3] = share;
    const p = total - idle;
    const q = reactive(p, COMPRESSOR_POWER_FACTOR + 0.008 * wobble);
    return [idle + p * l1, p * l2, p * l3, idleVar + q * l1, q * l2, q * l3];
  };
}

/** Inrush of a starting compressor: some seconds above 1.2 kW. */
function startPeak({ noise }: Site, run: PlannedRun): { total: number; lasts: Millis } {
  const second = wholeSecond(run.start);
  return {
    total: 1205 + 90 * uniform(noise.loadRipple, second + 3),
    lasts: seconds(3 + Math.floor(6 * uniform(noise.loadRipple, second + 4))),
  };
}

/** Draws the power of one segment, with a jump where it begins. */
export function drawSegment(pen: Pen, site: Site, segment: PlannedSegment): void {
  const split = wires(site, segment);
  const total = segment.run === null ? () => 0 : working(site, segment);
  let at = segment.start;
  if (segment.run?.start === at) {
    const peak = startPeak(site, segment.run);
    pen.to(at, split(at, peak.total));
    at = after(at, peak.lasts);
    pen.to(at, split(at, peak.total));
    at = after(at, SETTLING);
  }
  pen.to(at, split(at, total(at)));
  while (at < segment.end) {
    at = epochMs(Math.min(after(at, STEP[segment.activity]), segment.end));
    pen.to(at, split(at, total(at)));
  }
}
