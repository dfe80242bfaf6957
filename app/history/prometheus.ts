import { z } from 'zod';
import { hostOfUrl, isHost } from '../meter-url.ts';
import type { HistoryFault } from './fault.ts';
import { type TimeRange, timeRangeShape } from './query.ts';

/** Where a Prometheus answers and how it lets us in. */
export interface PrometheusAddress {
  /** http or https, with the path before /api if there is one; holds no credentials. */
  readonly url: string;
  readonly access: PrometheusAccess;
  /** A PEM file with certificates that are trusted besides the system's. */
  readonly caFile?: string | undefined;
}

export type PrometheusAccess =
  | { readonly kind: 'open' }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string };

/** Which of several exporters' series are meant; null: there is only one, empty: it has no such label. */
export interface SeriesChoice {
  readonly job: string | null;
  readonly instance: string | null;
  /** Further labels where these two do not tell them apart; an empty one is not there. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** Why a Prometheus did not give what was asked. */
export type PrometheusFault =
  | { readonly kind: 'address'; readonly value: string }
  | { readonly kind: 'unreachable'; readonly url: string; readonly detail: string }
  /** It answered, but in such a way that nobody can tell who it is. */
  | {
      readonly kind: 'tls';
      readonly url: string;
      readonly why: 'unknown-issuer' | 'expired' | 'other-host' | 'no-tls' | 'other';
      readonly detail: string;
    }
  | {
      readonly kind: 'ca-file';
      readonly file: string;
      readonly why: 'unreadable' | 'no-certificate';
      readonly detail: string;
    }
  | { readonly kind: 'wants-https'; readonly url: string }
  | { readonly kind: 'redirected'; readonly url: string; readonly to: string }
  /** A web server with nothing at the path of Prometheus' API. */
  | { readonly kind: 'no-api'; readonly url: string }
  /** It is starting, overloaded, or a proxy does not reach it. */
  | { readonly kind: 'not-now'; readonly url: string; readonly status: number }
  | { readonly kind: 'too-slow'; readonly url: string; readonly afterS: number }
  /** More than it gives, or than we take, in one answer; `detail` is its word. */
  | { readonly kind: 'too-much'; readonly detail: string }
  | { readonly kind: 'unauthorised'; readonly url: string; readonly status: number }
  /** Something answers that is no Prometheus, as a router's page or a proxy's error. */
  | { readonly kind: 'not-prometheus'; readonly url: string; readonly detail: string }
  | { readonly kind: 'half-answer'; readonly url: string }
  /** Prometheus itself refuses; `detail` is its word. */
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'nothing-there' }
  /** `count`: how many there are, of which the first are named. */
  | {
      readonly kind: 'choose-series';
      readonly choices: readonly SeriesChoice[];
      readonly count: number;
    }
  /** A query gives several series, here by their labels, where one is wanted. */
  | { readonly kind: 'several-series'; readonly series: readonly string[]; readonly count: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'history'; readonly fault: HistoryFault }
  /** Some readings had been added by then, and stay. */
  | { readonly kind: 'stopped'; readonly readings: number; readonly why: PrometheusFault };

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
const LABEL_NAME = /^[a-zA-Z_]\w*$/;

/** http or https, without credentials. */
export const isWebAddress = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const known = url?.protocol === 'http:' || url?.protocol === 'https:';
  return known && url.username === '' && url.password === '' && isHost(hostOfUrl(text));
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

const label = z.string().max(2000).nullable();
export const seriesChoiceSchema = z.strictObject({
  job: label,
  instance: label,
  labels: z
    .record(z.string().min(1).max(200), z.string().max(2000))
    .refine((labels) => Object.keys(labels).length <= 50)
    .optional(),
});

export const contextQuerySchema = z
  .strictObject({
    ...timeRangeShape,
    promql: z.string().min(1).max(5000),
    points: z.int().min(1).max(MAX_POINTS),
  })
  .refine(({ from, to }) => from < to);

/** As `site="b",replica="0"` of PromQL, with or without quotes and braces. null: it is no such list. */
export function parseLabels(text: string): Readonly<Record<string, string>> | null {
  const list = text.trim().replace(/^\{(.*)\}$/s, '$1');
  const one = /\s*([a-zA-Z_]\w*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^",]*?))\s*(?:,|$)/y;
  const labels = new Map<string, string>();
  while (one.lastIndex < list.length) {
    const [, name = '', quoted, plain = ''] = one.exec(list) ?? [];
    if (name === '' || name === '__proto__') return null;
    labels.set(name, quoted?.replace(/\\(.)/g, '$1') ?? plain);
  }
  return Object.fromEntries(labels);
}

/** As PromQL has it, where names beyond the plain ones stand in quotes. */
export const formatLabels = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([name, value]) => [LABEL_NAME.test(name) ? name : JSON.stringify(name), value] as const)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(',');

type ChooseSeries = PrometheusFault & { readonly kind: 'choose-series' };

/** The question which series is meant; null: something else is wrong. */
export function seriesQuestion(fault: PrometheusFault): ChooseSeries | null {
  if (fault.kind === 'stopped') return seriesQuestion(fault.why);
  return fault.kind === 'choose-series' ? fault : null;
}
