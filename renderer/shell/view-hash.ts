import type { Texts } from '../../app/text/texts.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';

export type ViewName = keyof Texts['shell']['views'];

/** The hash of the URL that shows a view. */
export const viewHash = (name: ViewName): string => `#/${name}`;

/** The part of a hash that names the view. */
export const nameInHash = (hash: string): string => hash.replace(/\?.*$/, '');

/** The period that a hash asks for, as in `#/report?period=2026-10`; null: none. */
export const periodInHash = (hash: string): string | null =>
  /\?period=([\dW-]{4,10})$/.exec(hash)?.[1] ?? null;

/** The time that a hash asks for, as in `#/history?at=1763800000000`; null: none. */
export function timeInHash(hash: string): EpochMs | null {
  const [, digits] = /\?at=(\d{1,15})$/.exec(hash) ?? [];
  return digits === undefined ? null : epochMs(Number(digits));
}
