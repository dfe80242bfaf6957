import {
  after,
  type EpochMs,
  hours,
  type Millis,
  millis,
  minutes,
  seconds,
} from '../../app/units.ts';
import { clamp, draws } from './noise.ts';
import {
  DAY_MS,
  dayTemperature,
  isHeatingSeason,
  isHumid,
  midnight,
  type Site,
  temperatureAt,
} from './weather.ts';

export type Purpose = 'heating' | 'hot-water';

/** What one compressor run will be. Times are whole seconds. */
export interface PlannedRun {
  readonly purpose: Purpose;
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** The span inside the run in which it draws more than 2 kW. null: it never does. */
  readonly peak: { readonly start: EpochMs; readonly end: EpochMs } | null;
  /** How long the circulation pump runs alone before and after the compressor. */
  readonly preRun: Millis;
  readonly postRun: Millis;
}

const MIN_STARTS = 5;
const MAX_STARTS = 12;
/** Mean temperatures in °C of the days with the fewest and the most starts. */
const MILD = 14;
const BITTER = -5;
/** No heating is needed from here, in °C; each K below adds 1/`DUTY_SPAN` of the time. */
const HEATING_LIMIT = 17;
const DUTY_SPAN = 34;

/**
 * The last run of a day may cross midnight so far, and the first one of a day starts no earlier:
 * room for the longest post-run and pre-run between the two.
 */
const PAST_MIDNIGHT = minutes(8);
const FIRST_START = minutes(40);
/** The post-run lasts longer while rooms are heated: it carries away what the machine still holds. */
const POST_RUN_MINUTES: Readonly<Record<Purpose, readonly [number, number]>> = {
  heating: [8, 25],
  'hot-water': [5, 10],
};

type Draw = () => number;

const spread = (draw: Draw, low: number, high: number): number => low + draw() * (high - low);
const wholeSeconds = (span: number): Millis => seconds(Math.round(span / 1000));

/** Iced evaporators are thawed once in a long run, in humid weather around freezing. */
function defrost(draw: Draw, start: EpochMs, length: Millis): PlannedRun['peak'] {
  const from = after(start, wholeSeconds(length * spread(draw, 0.4, 0.65)));
  return { start: from, end: after(from, wholeSeconds(minutes(spread(draw, 3, 7)))) };
}

/** The tank takes a few minutes of ordinary running and then all that the machine can give. */
function charging(draw: Draw, start: EpochMs, end: EpochMs): PlannedRun['peak'] {
  return { start: after(start, wholeSeconds(minutes(spread(draw, 5, 9)))), end };
}

function planRun(
  draw: Draw,
  purpose: Purpose,
  start: EpochMs,
  length: Millis,
  ices: boolean,
): PlannedRun {
  const end = after(start, length);
  const thaws = ices && purpose === 'heating' && length >= minutes(30) && draw() < 0.35;
  const peak = thaws ? defrost(draw, start, length) : null;
  return {
    purpose,
    start,
    end,
    peak: purpose === 'hot-water' ? charging(draw, start, end) : peak,
    preRun: wholeSeconds(minutes(spread(draw, 2, 4))),
    postRun: wholeSeconds(minutes(spread(draw, ...POST_RUN_MINUTES[purpose]))),
  };
}

const hotWaterLength = (draw: Draw): Millis => wholeSeconds(minutes(spread(draw, 28, 50)));

function summerDay(site: Site, day: number, draw: Draw): readonly PlannedRun[] {
  const morning = hours(spread(draw, 4.8, 6.8));
  const evening = hours(spread(draw, 17, 20));
  const begins = draw() < 0.45 ? [morning, evening] : [morning];
  return begins.map((begin) => {
    const start = after(midnight(site, day), wholeSeconds(begin));
    return planRun(draw, 'hot-water', start, hotWaterLength(draw), false);
  });
}

/** Longer when colder; on mild days a run now and then is too short to be good for the machine. */
function heatingLength(draw: Draw, temperature: number, slot: Millis): Millis {
  if (temperature > 8 && draw() < 0.12) return wholeSeconds(minutes(spread(draw, 6, 9.5)));
  const duty = clamp((HEATING_LIMIT - temperature) / DUTY_SPAN, 0.08, 0.66);
  return wholeSeconds(clamp(slot * duty * spread(draw, 0.8, 1.2), minutes(14), 0.72 * slot));
}

interface Slot {
  readonly site: Site;
  readonly day: number;
  readonly draw: Draw;
  readonly purpose: Purpose;
  /** How many equal slots the day has, and which of them this is. */
  readonly starts: number;
  readonly index: number;
}

/** A run somewhere in its slot, with a pause of at least 13 % of a slot to the next one. */
function slotRun({ site, day, draw, purpose, starts, index }: Slot): PlannedRun {
  const slot = millis(DAY_MS / starts);
  const temperature = temperatureAt(site, after(midnight(site, day), index * slot));
  const earliest = index === 0 ? FIRST_START : 0.05 * slot;
  const latest = index === starts - 1 ? slot + PAST_MIDNIGHT : 0.92 * slot;
  const wanted =
    purpose === 'heating' ? heatingLength(draw, temperature, slot) : hotWaterLength(draw);
  const length = wholeSeconds(Math.min(wanted, latest - earliest));
  // Not all of it in the last slot, lest a run starts past midnight.
  const room = Math.min(latest - length - earliest, 0.7 * slot);
  const start = after(midnight(site, day), wholeSeconds(index * slot + earliest + draw() * room));
  const ices = isHumid(site, day) && temperature > -8 && temperature < 5;
  return planRun(draw, purpose, start, length, ices);
}

/** The day in as many equal slots as it has starts, one run somewhere in each. */
function heatingDay(site: Site, day: number, draw: Draw): readonly PlannedRun[] {
  const mean = dayTemperature(site, day);
  const share = (MILD - mean) / (MILD - BITTER);
  const wanted = MIN_STARTS + share * (MAX_STARTS - MIN_STARTS) + spread(draw, -0.8, 0.8);
  const starts = clamp(Math.round(wanted), MIN_STARTS, MAX_STARTS);
  const slot = millis(DAY_MS / starts);
  const hotWater = new Set([Math.floor(hours(5.5) / slot)]);
  if (draw() < 0.4) hotWater.add(Math.floor(hours(18.5) / slot));
  return Array.from({ length: starts }, (_, index) => {
    const purpose = hotWater.has(index) ? 'hot-water' : 'heating';
    return slotRun({ site, day, draw, purpose, starts, index });
  });
}

/**
 * The runs that start on a local day, in order and never touching. The last one may end up to
 * 8 minutes after midnight. In the heating season there are 5 to 12, in summer one or two.
 */
export function runsOfDay(site: Site, day: number): readonly PlannedRun[] {
  const draw = draws(site.noise.schedule, day);
  return isHeatingSeason(day) ? heatingDay(site, day, draw) : summerDay(site, day, draw);
}
