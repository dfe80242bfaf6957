import { type EpochMs, epochMs, hours, type Millis } from '../../app/units.ts';
import { type Noise, uniform, wander } from './noise.ts';

/** Where the simulated house stands in time: days and seasons are local, not the machine's. */
export interface Site {
  readonly noise: Noise;
  /** Local time minus UTC, the same all year. */
  readonly utcOffset: Millis;
}

export const DAY_MS = hours(24);
const DAYS_A_YEAR = 365.2425;

/** Central European climate in °C: the mean of the year and half the way from January to July. */
const YEAR_MEAN = 9.5;
const YEAR_SWING = 9.5;
/** Days from 1 January to the coldest day. */
const COLDEST_DAY = 14;
/** How far a weather front, a single day and the hour of the day move the temperature, in K. */
const FRONT_SWING = 5;
const DAY_SWING = 2;
const HOUR_SWING = 3;
const WARMEST_HOUR = 15;

/** Local days since 1 January 1970. */
export function localDay(site: Site, at: EpochMs): number {
  return Math.floor((at + site.utcOffset) / DAY_MS);
}

/** When a local day begins. */
export function midnight(site: Site, day: number): EpochMs {
  return epochMs(day * DAY_MS - site.utcOffset);
}

/** October to April. */
export function isHeatingSeason(day: number): boolean {
  const month = new Date(day * DAY_MS).getUTCMonth() + 1;
  return month >= 10 || month <= 4;
}

/** Outdoor temperature in °C at a fraction of days since 1970, without the swing within a day. */
function weatherAt(site: Site, days: number): number {
  const season = Math.cos((2 * Math.PI * (days - COLDEST_DAY)) / DAYS_A_YEAR);
  const front = wander(site.noise.weatherFront, days / 5);
  const single = wander(site.noise.weatherDay, days);
  return YEAR_MEAN - YEAR_SWING * season + FRONT_SWING * front + DAY_SWING * single;
}

/** Mean outdoor temperature of a local day in °C. */
export function dayTemperature(site: Site, day: number): number {
  return weatherAt(site, day + 0.5);
}

/** Outdoor temperature in °C. */
export function temperatureAt(site: Site, at: EpochMs): number {
  const days = (at + site.utcOffset) / DAY_MS;
  const hour = (days - Math.floor(days)) * 24;
  const swing = HOUR_SWING * Math.cos((2 * Math.PI * (hour - WARMEST_HOUR)) / 24);
  return weatherAt(site, days) + swing;
}

/** Whether the air is humid enough for the evaporator to ice up when it is cold. */
export function isHumid(site: Site, day: number): boolean {
  return uniform(site.noise.humidity, day) < 0.65;
}
