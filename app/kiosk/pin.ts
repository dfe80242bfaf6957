import { z } from 'zod';
import type { EpochMs } from '../units.ts';

/** Four to twelve digits: what a keypad on a wall can take. */
export const pinSchema = z.string().regex(/^\d{4,12}$/);

export const PIN_LONGEST = 12;
export const PIN_SHORTEST = 4;

/** What the lock of the wall display says to a PIN, or to none. */
export type PinAnswer =
  /** The PIN is right, or none is set: what was asked for was done. */
  | { readonly kind: 'done' }
  /** A PIN is set and none was given. */
  | { readonly kind: 'needed' }
  | { readonly kind: 'wrong' }
  /** Too many wrong ones; nothing is checked before `until`. */
  | { readonly kind: 'wait'; readonly until: EpochMs };
