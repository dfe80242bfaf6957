import type { HistoryFault } from './fault.ts';

/** Why a file was not taken in. Nothing was changed, but by one that was stopped. */
export type ImportFault =
  /** Not a CSV that this app exported poll by poll or at the 30-s marks; `line` counts from 1. */
  | { readonly kind: 'not-csv'; readonly file: string; readonly line: number }
  /** There is no such date or time of day, as 30 February. */
  | { readonly kind: 'no-such-date'; readonly file: string; readonly line: number }
  /** The time in UTC is not as the app writes it: a spreadsheet took it for a date of its own. */
  | { readonly kind: 'changed-time'; readonly file: string; readonly line: number }
  | { readonly kind: 'history'; readonly fault: HistoryFault }
  /** Some readings had been added by then, and stay. */
  | { readonly kind: 'stopped'; readonly readings: number; readonly why: ImportFault };
