import { after, type EpochMs, epochMs, type Millis, seconds } from '../../app/units.ts';
import type { Piece, Six } from './curve.ts';
import { clamp, ripple, STREAM, uniform, wander } from './noise.ts';
import type { PlannedRun } from './schedule.ts';
import type { Activity, PlannedSegment } from './segments.ts';
import { type Site, temperatureAt } from './weather.ts';

/** Levels in W as the seed's installation shows them. */
const STANDBY = 6;
const CIRCULATING = 46;
const RUNNING_MIN = 455;
const RUNNING_MAX = 995;
/** °C outside at which the compressor runs slowest and fastest. */
const SLOWEST = 15;
const FASTEST = -10;

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

/** Board and circulation pump in W, both on L1. */
function idlePower(site: Site, activity: Activity, at: EpochMs): number {
  const drift = wander(site.seed, STREAM.idleDrift, at / 600_000);
  const fine = ripple(site.seed, STREAM.idleRipple, wholeSecond(at));
  if (activity === 'standby') return STANDBY + 0.4 * drift + 0.1 * fine;
  return CIRCULATING + 1.5 * drift + 0.3 * fine;
}

/** What the whole machine draws in W while the compressor runs. */
function workingPower(site: Site, segment: PlannedSegment, at: EpochMs): number {
  const drift = wander(site.seed, STREAM.loadDrift, at / 900_000);
  const fine = ripple(site.seed, STREAM.loadRipple, wholeSecond(at));
  if (segment.activity === 'high-load') return 2450 + 330 * drift + 30 * fine;
  if (segment.activity === 'defrost') return 2250 + 120 * drift + 40 * fine;
  const share = (SLOWEST - temperatureAt(site, at)) / (SLOWEST - FASTEST);
  const level = 490 + share * (950 - 490) + 45 * drift + 9 * fine;
  return clamp(level, RUNNING_MIN, RUNNING_MAX);
}

/** The compressor's load on L1 and L2 as parts of one; nearly, never quite a third each. */
function balance(site: Site, run: PlannedRun): readonly [number, number] {
  const second = wholeSecond(run.start);
  const l1 = 1 / 3 + 0.012 * ripple(site.seed, STREAM.loadRipple, second + 1);
  const l2 = 1 / 3 + 0.012 * ripple(site.seed, STREAM.loadRipple, second + 2);
  return [l1, l2];
}

function phases(site: Site, segment: PlannedSegment, at: EpochMs, working: number): Six {
  const wobble = wander(site.seed, STREAM.powerFactor, at / 240_000);
  const idle = idlePower(site, segment.activity, at);
  const idleReactive = reactive(idle, IDLE_POWER_FACTOR + 0.012 * wobble);
  if (segment.run === null) return [idle, 0, 0, idleReactive, 0, 0];
  const [l1, l2] = balance(site, segment.run);
  const compressor = working - idle;
  const var_ = reactive(compressor, COMPRESSOR_POWER_FACTOR + 0.008 * wobble);
  return [
    idle + compressor * l1,
    compressor * l2,
    compressor * (1 - l1 - l2),
    idleReactive + var_ * l1,
    var_ * l2,
    var_ * (1 - l1 - l2),
  ];
}

/** Inrush of a starting compressor: some seconds above 1.2 kW. */
function startPeak(site: Site, run: PlannedRun): { watts: number; lasts: Millis } {
  const second = wholeSecond(run.start);
  return {
    watts: 1205 + 90 * uniform(site.seed, STREAM.loadRipple, second + 3),
    lasts: seconds(3 + Math.floor(6 * uniform(site.seed, STREAM.loadRipple, second + 4))),
  };
}

/** The power of one segment in straight pieces. */
export function piecesOf(site: Site, segment: PlannedSegment): readonly Piece[] {
  const level = (at: EpochMs): Six => phases(site, segment, at, workingPower(site, segment, at));
  const pieces: Piece[] = [];
  let start = segment.start;
  let from = level(start);
  const draw = (end: EpochMs, to: Six): void => {
    pieces.push({ start, end, from, to });
    start = end;
    from = to;
  };
  if (segment.run?.start === segment.start) {
    const peak = startPeak(site, segment.run);
    const over = after(start, peak.lasts);
    from = phases(site, segment, start, peak.watts);
    draw(over, phases(site, segment, over, peak.watts));
    const settled = after(over, SETTLING);
    draw(settled, level(settled));
  }
  while (start < segment.end) {
    const end = epochMs(Math.min(after(start, STEP[segment.activity]), segment.end));
    draw(end, level(end));
  }
  return pieces;
}
