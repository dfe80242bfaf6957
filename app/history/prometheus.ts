import { z } from 'zod';
import { percentDecoded } from '../percent.ts';
import type { HistoryFault } from './fault.ts';
import { type TimeRange, timeRangeShape } from './query.ts';

/** Where a Prometheus answers and how it lets us in. */
export interface PrometheusAddress {
  /** http or https, with the path before /api if there is one; holds no credentials. */
  readonly url: string;
  readonly access: PrometheusAccess;
}

export type PrometheusAccess =
  | { readonly kind: 'open' }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string };

/** Which of several exporters' series are meant; null: there is only one. */
export interface SeriesChoice {
  readonly job: string | null;
  readonly instance: string | null;
}

/** Why a Prometheus did not give what was asked. */
export type PrometheusFault =
  | { readonly kind: 'address'; readonly value: string }
  | { readonly kind: 'unreachable'; readonly url: string; readonly detail: string }
  | { readonly kind: 'tls'; readonly url: string; readonly detail: string }
  | { readonly kind: 'unauthorised'; readonly url: string; readonly status: number }
  /** Something answers that is no Prometheus, as a router's page or a proxy's error. */
  | { readonly kind: 'not-prometheus'; readonly url: string; readonly detail: string }
  | { readonly kind: 'half-answer'; readonly url: string }
  /** Prometheus itself refuses; `detail` is its word. */
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'nothing-there' }
  | { readonly kind: 'choose-series'; readonly choices: readonly SeriesChoice[] }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'history'; readonly fault: HistoryFault };

export interface BackfillResult {
  /** Readings that were missing and are there now. */
  readonly readings: number;
  /** Values that were not believed. */
  readonly rejected: number;
}

export interface ContextQuery extends TimeRange {
  readonly promql: string;
  readonly points: number;
}

/** A series of somebody else's, in its own unit; null is a gap. */
export interface ContextSeries {
  readonly at: readonly number[];
  readonly values: readonly (number | null)[];
}

const MAX_POINTS = 10_000;

/** http or https, without credentials. */
export const isWebAddress = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const known = url?.protocol === 'http:' || url?.protocol === 'https:';
  return known && url.username === '' && url.password === '';
};

export const prometheusAddressSchema: z.ZodType<PrometheusAddress> = z.strictObject({
  url: z.string().max(2000).refine(isWebAddress),
  access: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('open') }),
    z.strictObject({
      kind: z.literal('basic'),
      user: z.string().max(500),
      password: z.string().max(500),
    }),
    z.strictObject({ kind: z.literal('bearer'), token: z.string().min(1).max(5000) }),
  ]),
});

const label = z.string().max(500).nullable();
export const seriesChoiceSchema = z.strictObject({ job: label, instance: label });

export const contextQuerySchema = z
  .strictObject({
    ...timeRangeShape,
    promql: z.string().min(1).max(5000),
    points: z.int().min(1).max(MAX_POINTS),
  })
  .refine(({ from, to }) => from < to);

/** Takes a user and a password out of the address, where people like to put them. */
export function parsePrometheusUrl(text: string): PrometheusAddress | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  const plain = url.href.replace(/\/+$/, '');
  if (!isWebAddress(plain)) return null;
  const user = percentDecoded(username);
  const access: PrometheusAccess =
    username === ''
      ? { kind: 'open' }
      : { kind: 'basic', user, password: percentDecoded(password) };
  return { url: plain, access };
}
