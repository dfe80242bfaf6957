import { z } from 'zod';
import type { PrometheusAddress, PrometheusFault } from '../../app/history/prometheus.ts';
import { err, ok, type Result } from '../../app/result.ts';

/** Prometheus refuses more points of one series in an answer. */
export const MAX_RANGE_POINTS = 11_000;
const TIMEOUT_MS = 60_000;
/** Much more than any answer that we ask for; a stream without end must not fill the memory. */
const MAX_ANSWER_BYTES = 64 * 2 ** 20;

const labels = z.record(z.string(), z.string());
const rangeSchema = z.object({
  resultType: z.literal('matrix'),
  result: z.array(z.object({ metric: labels, values: z.array(z.tuple([z.number(), z.string()])) })),
});
const seriesSchema = z.array(labels);
const answerSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: z.unknown() }),
  z.object({ status: z.literal('error'), error: z.string() }),
]);

export type Labels = Readonly<Record<string, string>>;

export interface RangeSeries {
  readonly metric: Labels;
  /** Pairs of s since epoch and the value as text, which may be NaN. */
  readonly values: readonly (readonly [number, string])[];
}

type Answer<T> = Promise<Result<T, PrometheusFault>>;

/** The little of Prometheus' HTTP API that reads. */
export class PrometheusClient {
  readonly #address: PrometheusAddress;

  constructor(address: PrometheusAddress) {
    this.#address = address;
  }

  /** @param from and `to` in ms; both ends are included, at most 11,000 steps between them. */
  range(
    query: string,
    from: number,
    to: number,
    stepS: number,
    stop: AbortSignal,
  ): Answer<readonly RangeSeries[]> {
    const params = { query, start: from / 1000, end: to / 1000, step: stepS };
    return this.#ask(
      'query_range',
      params,
      stop,
      (data) => rangeSchema.safeParse(data).data?.result,
    );
  }

  /** Labels of all series that match and have samples in the range. */
  series(match: string, from: number, to: number, stop: AbortSignal): Answer<readonly Labels[]> {
    const params = { 'match[]': match, start: from / 1000, end: to / 1000 };
    return this.#ask('series', params, stop, (data) => seriesSchema.safeParse(data).data);
  }

  async #ask<T>(
    path: string,
    params: Readonly<Record<string, string | number>>,
    stop: AbortSignal,
    parse: (data: unknown) => T | undefined,
  ): Answer<T> {
    const { url } = this.#address;
    const text = await this.#fetch(path, params, stop);
    if (!text.ok) return text;
    const { body, status, isJson } = text.value;
    if (status === 401 || status === 403) return err({ kind: 'unauthorised', url, status });
    const json = parseJson(body);
    // What says that it is JSON and is not was cut off on the way.
    if (json === undefined && isJson && status === 200) return err({ kind: 'half-answer', url });
    const answer = answerSchema.safeParse(json).data;
    if (answer === undefined) return err({ kind: 'not-prometheus', url, detail: `HTTP ${status}` });
    if (answer.status === 'error') return err({ kind: 'refused', detail: answer.error });
    const data = parse(answer.data);
    return data === undefined
      ? err({ kind: 'not-prometheus', url, detail: 'unknown form' })
      : ok(data);
  }

  async #fetch(
    path: string,
    params: Readonly<Record<string, string | number>>,
    stop: AbortSignal,
  ): Answer<{ readonly body: string; readonly status: number; readonly isJson: boolean }> {
    const { url } = this.#address;
    const query = new URLSearchParams(
      Object.entries(params).map(([name, value]) => [name, String(value)]),
    );
    let hasAnswered = false;
    try {
      const response = await fetch(`${url}/api/v1/${path}?${query}`, {
        headers: this.#headers(),
        redirect: 'follow',
        signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      hasAnswered = true;
      const body = await readText(response);
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      return ok({ body, status: response.status, isJson });
    } catch (error) {
      if (stop.aborted) return err({ kind: 'cancelled' });
      return err(hasAnswered ? { kind: 'half-answer', url } : connectionFault(url, error));
    }
  }

  #headers(): Record<string, string> {
    const { access } = this.#address;
    switch (access.kind) {
      case 'open':
        return {};
      case 'basic': {
        const pair = Buffer.from(`${access.user}:${access.password}`).toString('base64');
        return { authorization: `Basic ${pair}` };
      }
      case 'bearer':
        return { authorization: `Bearer ${access.token}` };
    }
  }
}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > MAX_ANSWER_BYTES) throw new Error('The answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const TLS_CODE = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER/;

/** fetch hides the reason in the cause. */
function connectionFault(url: string, error: unknown): PrometheusFault {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const detail = code || (cause instanceof Error ? cause.message : String(cause));
  return TLS_CODE.test(code) ? { kind: 'tls', url, detail } : { kind: 'unreachable', url, detail };
}
