/**
 * What a record comes to, by plain definitions: no code of the product, nothing clever, nothing fast.
 * Every figure is a sum over quarters of an hour, each told by itself from all polls.
 */
import type { Poll } from './polls.ts';

export const QUARTER = 900_000;
const DOINGS = ['standby', 'circulating', 'running', 'high-load'] as const;
export type Doing = (typeof DOINGS)[number];

export interface Limits {
  readonly circulatingFrom: number;
  readonly runningUntil: number;
  readonly runningFrom: number;
  readonly highLoadAbove: number;
}

export interface Price {
  /** local date from which it holds */
  readonly from: string;
  readonly perKwh: number;
  readonly windows: readonly {
    readonly days: readonly number[];
    readonly from: string;
    readonly to: string;
    readonly perKwh: number;
  }[];
  readonly basePerMonth: number;
}

/** A reading stands until the next one, but not past two missed polls; then for one interval. */
export function standsUntil(polls: readonly Poll[], index: number): number {
  const { at, every } = polls[index] as Poll;
  const next = polls[index + 1];
  if (next === undefined || next.at - at > 2 * every + 1500) return at + every;
  return next.at;
}

/** Whether nothing is known of the time just before this poll. */
function followsGap(polls: readonly Poll[], index: number): boolean {
  const before = polls[index - 1];
  return (
    before === undefined ||
    before.power === null ||
    standsUntil(polls, index - 1) < (polls[index] as Poll).at
  );
}

function doingAt(power: number, before: Doing | null, limits: Limits): Doing {
  if (power > limits.highLoadAbove) return 'high-load';
  const ran = before === 'running' || before === 'high-load';
  if (power >= (ran ? limits.runningUntil : limits.runningFrom)) return 'running';
  return power >= limits.circulatingFrom ? 'circulating' : 'standby';
}

/** What the heat pump does at each poll; null: the poll failed. */
export function doings(polls: readonly Poll[], limits: Limits): (Doing | null)[] {
  const told: (Doing | null)[] = [];
  polls.forEach(({ power }, index) => {
    const before = followsGap(polls, index) ? null : (told[index - 1] ?? null);
    told.push(power === null ? null : doingAt(power, before, limits));
  });
  return told;
}

const overlap = (a: number, b: number, from: number, to: number): number =>
  Math.max(0, Math.min(b, to) - Math.max(a, from));

/** ms in each doing between two instants. */
export function timeIn(
  polls: readonly Poll[],
  told: readonly (Doing | null)[],
  from: number,
  to: number,
): Record<Doing, number> {
  const times = { standby: 0, circulating: 0, running: 0, 'high-load': 0 };
  polls.forEach(({ at }, index) => {
    const doing = told[index];
    if (doing) times[doing] += overlap(at, standsUntil(polls, index), from, to);
  });
  return times;
}

export interface Run {
  readonly start: number;
  /** null: it goes on */
  readonly end: number | null;
  readonly startSeen: boolean;
  readonly endSeen: boolean;
  readonly peak: number;
}

/**
 * The compressor from on to off; a gap ends a run where the last reading ceases to stand, also one
 * that lasts until `now`.
 */
export function runs(polls: readonly Poll[], told: readonly (Doing | null)[], now: number): Run[] {
  const found: Run[] = [];
  let open: Run | null = null;
  const isOn = (doing: Doing | null | undefined) => doing === 'running' || doing === 'high-load';
  polls.forEach(({ at, power }, index) => {
    const gap = followsGap(polls, index);
    if (open !== null && gap) {
      found.push({ ...open, end: standsUntil(polls, index - 1), endSeen: false });
      open = null;
    }
    const on = isOn(told[index]);
    if (open !== null && !on) {
      found.push({ ...open, end: at, endSeen: power !== null });
      open = null;
    } else if (open !== null) {
      open = { ...open, peak: Math.max(open.peak, power ?? 0) };
    } else if (on) {
      open = { start: at, end: null, startSeen: !gap, endSeen: false, peak: power ?? 0 };
    }
  });
  const last = polls.at(-1);
  if (open === null || last === undefined) return found;
  const isStale = now - last.at > 2 * last.every + 1500;
  return [...found, isStale ? { ...(open as Run), end: last.at + last.every } : open];
}

/** Runs whose start was seen between two instants. */
export const startsIn = (all: readonly Run[], from: number, to: number): number =>
  all.filter(({ start, startSeen }) => startSeen && start >= from && start < to).length;

/** A counter reading in whole mWh. */
interface Mark {
  /** its place among the polls */
  readonly index: number;
  readonly at: number;
  /** ms between polls when it was made */
  readonly every: number;
  readonly mWh: number;
  /** nothing is known of what was used since the one before */
  readonly fresh: boolean;
}

function marks(polls: readonly Poll[]): Mark[] {
  const found: Mark[] = [];
  let [serial, pending]: [number | null, boolean] = [null, false];
  polls.forEach((poll, index) => {
    pending ||= poll.reset || (serial !== null && poll.serial !== serial && poll.power !== null);
    if (poll.power !== null) serial = poll.serial;
    if (poll.counter === null) return;
    const mWh = Math.round(poll.counter * 1e6);
    const before = found.at(-1);
    found.push({
      index,
      at: poll.at,
      every: poll.every,
      mWh,
      fresh: pending || (before !== undefined && mWh < before.mWh),
    });
    pending = false;
  });
  return found;
}

/** A quarter of an hour, or the part of it, between two counter readings. */
interface Part {
  readonly quarter: number;
  /** ms */
  readonly span: number;
  /** ms for which the power is known */
  readonly known: number;
  /** power times time for which it is known, mWh */
  readonly work: number;
}

function partsBetween(polls: readonly Poll[], from: Mark, to: Mark): Part[] {
  const parts: Part[] = [];
  for (let begin = from.at; begin < to.at; ) {
    const quarter = Math.floor(begin / QUARTER);
    const end = Math.min((quarter + 1) * QUARTER, to.at);
    let [known, work] = [0, 0];
    polls.forEach(({ at, power }, index) => {
      if (power === null || at < from.at || at >= end) return;
      const ms = overlap(at, standsUntil(polls, index), begin, end);
      known += ms;
      work += power * ms;
    });
    parts.push({ quarter, span: end - begin, known, work: work / 3600 });
    begin = end;
  }
  return parts;
}

const total = (parts: readonly Part[], pick: (part: Part) => number): number =>
  parts.reduce((sum, part) => sum + pick(part), 0);

/** 0.01 kWh, or what a float32 of the counter's kWh cannot tell apart */
const counterStep = (mWh: number): number => Math.max(10_000, mWh / 2 ** 22);

/**
 * What each part's share is in proportion to. Two readings that are close, or between which hardly any
 * power is known: its time. Else its work, and where the rise is more than the work by 2 % and a
 * step of the counter, the rest goes to the time of which nothing is known.
 */
function weightOf(parts: readonly Part[], from: Mark, to: Mark): (part: Part) => number {
  const close = Math.max(90_000, 2.5 * to.every);
  const known = total(parts, (part) => part.known);
  if (to.fresh || to.at - from.at <= close || known <= close) return (part) => part.span;
  const work = total(parts, (part) => part.work);
  const unknown = to.at - from.at - known;
  const rest = to.mWh - from.mWh - work;
  if (unknown > 0 && (work === 0 || rest > counterStep(to.mWh) + work * 0.02)) {
    return (part) => part.work + (rest * (part.span - part.known)) / unknown;
  }
  return (part) => (work === 0 ? part.span : part.work);
}

/**
 * What the counter rose by in each quarter of an hour that it is known of, cut at the edges in whole mWh.
 */
export function energyByQuarter(polls: readonly Poll[]): Map<number, number> {
  const energy = new Map<number, number>();
  const all = marks(polls);
  for (let i = 1; i < all.length; i++) {
    const [from, to] = [all[i - 1] as Mark, all[i] as Mark];
    const rise = to.fresh ? 0 : to.mWh - from.mWh;
    const between = polls.slice(from.index, to.index + 1);
    const parts = partsBetween(between, from, to);
    const weight = weightOf(parts, from, to);
    const whole = total(parts, weight);
    let [given, upTo] = [0, 0];
    parts.forEach((part, place) => {
      upTo += weight(part);
      const until = place === parts.length - 1 ? rise : Math.round((rise * upTo) / whole);
      energy.set(part.quarter, (energy.get(part.quarter) ?? 0) + until - given);
      given = until;
    });
  }
  return energy;
}

interface Wall {
  /** YYYY-MM-DD */
  readonly date: string;
  /** ISO weekday */
  readonly weekday: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows. */
export function wallClock(at: number, zone: string): Wall {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, value]),
  );
  const date = `${parts.year}-${parts.month}-${parts.day}`;
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
  return { date, weekday, minute: Number(parts.hour) * 60 + Number(parts.minute) };
}

/** The local days between two instants: date and the quarters of an hour that show it. */
export function localDays(from: number, to: number, zone: string): Map<string, number[]> {
  const days = new Map<string, number[]>();
  for (let quarter = Math.floor(from / QUARTER); quarter * QUARTER < to; quarter++) {
    const { date } = wallClock(quarter * QUARTER, zone);
    const quarters = days.get(date) ?? [];
    quarters.push(quarter);
    days.set(date, quarters);
  }
  return days;
}

const minuteOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

function priceOf({ windows, perKwh }: Price, { weekday, minute }: Wall): number {
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  for (const window of windows) {
    const [from, to] = [minuteOf(window.from), minuteOf(window.to)];
    const overMidnight = to <= from;
    const today = window.days.includes(weekday) && minute >= from && (overMidnight || minute < to);
    const since = overMidnight && window.days.includes(yesterday) && minute < to;
    if (today || since) return window.perKwh;
  }
  return perKwh;
}

const priceOn = (prices: readonly Price[], date: string): Price | undefined =>
  prices.filter(({ from }) => from <= date).at(-1);

/** Cost of the energy and base fee of one local day up to `now`; null: energy without a price. */
export function costOfDay(
  energy: ReadonlyMap<number, number>,
  quarters: readonly number[],
  prices: readonly Price[],
  zone: string,
  now: number,
): { readonly energy: number; readonly base: number } | null {
  let [paid, base] = [0, 0];
  for (const quarter of quarters) {
    const wall = wallClock(quarter * QUARTER, zone);
    const price = priceOn(prices, wall.date);
    const mWh = energy.get(quarter) ?? 0;
    if (price === undefined) {
      if (mWh !== 0) return null;
      continue;
    }
    paid += (mWh / 1e6) * priceOf(price, wall);
    const [year = 0, month = 0] = wall.date.split('-').map(Number);
    const daysOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const elapsed = overlap(quarter * QUARTER, (quarter + 1) * QUARTER, 0, now) / QUARTER;
    base += (price.basePerMonth / daysOfMonth / quarters.length) * elapsed;
  }
  return { energy: paid, base };
}

/** Mean power over the time with readings in `[from, to)`, least and greatest reading; null: none. */
export function meanPower(
  polls: readonly Poll[],
  from: number,
  to: number,
): { readonly mean: number; readonly min: number; readonly max: number } | null {
  let [work, time, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  polls.forEach(({ at, power }, index) => {
    if (power === null) return;
    const ms = overlap(at, standsUntil(polls, index), from, to);
    if (ms === 0) return;
    work += power * ms;
    time += ms;
    min = Math.min(min, power);
    max = Math.max(max, power);
  });
  return time === 0 ? null : { mean: work / time, min, max };
}

/** kWh of the newest counter reading in `[from, to)`; null: none. */
export function lastCounter(polls: readonly Poll[], from: number, to: number): number | null {
  const read = polls.filter(({ at, counter }) => counter !== null && at >= from && at < to);
  return read.at(-1)?.counter ?? null;
}
