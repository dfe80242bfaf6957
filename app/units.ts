/**
 * Units as types, so that watts never stand where kilowatts or milliseconds are meant.
 * This is the only file that casts a plain number to a unit.
 */
declare const unit: unique symbol;

export type Quantity<U extends string> = number & { readonly [unit]: U };

/** Active power in W. Positive is import from the grid. */
export type Watts = Quantity<'W'>;
/** Active energy in Wh. */
export type WattHours = Quantity<'Wh'>;
/** Grid frequency in Hz. */
export type Hertz = Quantity<'Hz'>;
/** Power factor (cos φ), dimensionless, from -1 to 1. */
export type PowerFactor = Quantity<'cos φ'>;
/** Money in the main unit of the tariff's currency, such as €. */
export type Cost = Quantity<'money'>;
/** Milliseconds since 1970-01-01T00:00:00Z (wall clock). */
export type EpochMs = Quantity<'ms since epoch'>;
/** A span of time in ms. */
export type Millis = Quantity<'ms'>;

export const watts = (value: number): Watts => value as Watts;
export const wattHours = (value: number): WattHours => value as WattHours;
export const hertz = (value: number): Hertz => value as Hertz;
export const powerFactor = (value: number): PowerFactor => value as PowerFactor;
export const cost = (value: number): Cost => value as Cost;
export const epochMs = (value: number): EpochMs => value as EpochMs;
export const millis = (value: number): Millis => value as Millis;

export const seconds = (value: number): Millis => millis(value * 1000);
export const minutes = (value: number): Millis => seconds(value * 60);
export const hours = (value: number): Millis => minutes(value * 60);
/** Spans of 24 h; a local day can have 23 or 25. */
export const days = (value: number): Millis => hours(value * 24);

/** The point in time that lies `span` after `at`. */
export const after = (at: EpochMs, span: number): EpochMs => epochMs(at + span);
/** The span from `earlier` to `later`; negative when the clock stepped back between them. */
export const between = (earlier: EpochMs, later: EpochMs): Millis => millis(later - earlier);
