import type { SecureContext } from 'node:tls';
import type { PrometheusAddress, PrometheusFault } from '../../app/history/prometheus.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { type Answer, type Labels, type RangeSeries, rangeAnswer, seriesAnswer } from './answer.ts';
import { answerFault } from './answer-fault.ts';
import { trust } from './certificates.ts';
import { connectionFault } from './connection-fault.ts';
import { get, type Opened, readPieces } from './http-get.ts';

/** Prometheus refuses more points of one series in an answer. */
export const MAX_RANGE_POINTS = 11_000;
/** From the question to the last byte. */
const TIMEOUT = seconds(60);

type Asked<T> = Promise<Result<readonly T[], PrometheusFault>>;
type Params = Readonly<Record<string, string | number>>;

/** The little of Prometheus' HTTP API that reads. */
export class PrometheusClient {
  readonly #address: PrometheusAddress;
  readonly #clock: Clock;
  #trusted: Promise<Awaited<ReturnType<typeof trust>>> | null = null;

  constructor(address: PrometheusAddress, clock: Clock) {
    this.#address = address;
    this.#clock = clock;
  }

  /** @param from and `to` in ms; both ends are included, at most 11,000 steps between them. */
  range(
    query: string,
    from: number,
    to: number,
    stepS: number,
    stop: AbortSignal,
  ): Asked<RangeSeries> {
    const params = { query, start: from / 1000, end: to / 1000, step: stepS };
    return this.#ask('query_range', params, rangeAnswer(), stop);
  }

  /** Labels of all series that match and have samples in the range. */
  series(match: string, from: number, to: number, stop: AbortSignal): Asked<Labels> {
    const params = { 'match[]': match, start: from / 1000, end: to / 1000 };
    return this.#ask('series', params, seriesAnswer(), stop);
  }

  async #ask<T>(path: string, params: Params, answer: Answer<T>, stop: AbortSignal): Asked<T> {
    const deadline = new AbortController();
    const over = new AbortController();
    void this.#clock.sleep(TIMEOUT, over.signal).then(() => {
      if (!over.signal.aborted) deadline.abort();
    });
    try {
      return await this.#askWithin(deadline.signal, path, params, answer, stop);
    } finally {
      over.abort();
    }
  }

  async #askWithin<T>(
    deadline: AbortSignal,
    path: string,
    params: Params,
    answer: Answer<T>,
    stop: AbortSignal,
  ): Asked<T> {
    const { url } = this.#address;
    const ended = (): PrometheusFault | null => {
      if (stop.aborted) return { kind: 'cancelled' };
      return deadline.aborted ? { kind: 'too-slow', url, afterS: TIMEOUT / 1000 } : null;
    };
    const opened = await this.#open(path, params, AbortSignal.any([stop, deadline]));
    if (!opened.ok) return err(ended() ?? opened.error);
    const { status, type } = opened.value;
    let head = '';
    let how: 'all' | 'refused' | 'too-much' | 'broken';
    try {
      how = await readPieces(opened.value, (piece) => {
        if (head.length < 300) head += piece.slice(0, 300);
        return answer.stream.push(piece);
      });
    } catch {
      how = 'broken';
    }
    const end = ended();
    if (end !== null) return err(end);
    const fault = answerFault({ url, status, isJson: type.includes('json'), head, how }, answer);
    return fault === null ? ok(answer.result()) : err(fault);
  }

  async #open(
    path: string,
    params: Params,
    stop: AbortSignal,
  ): Promise<Result<Opened, PrometheusFault>> {
    const { url } = this.#address;
    const question = new URL(`${url}/api/v1/${path}`);
    for (const [name, value] of Object.entries(params)) {
      question.searchParams.set(name, String(value));
    }
    const trusted = await this.#trust();
    if (!trusted.ok) return trusted;
    const secureContext = trusted.value;
    try {
      return ok(await get(question, { headers: this.#headers(), secureContext, stop }));
    } catch (error) {
      return err(connectionFault(url, error));
    }
  }

  async #trust(): Promise<Result<SecureContext | undefined, PrometheusFault>> {
    const { url, caFile } = this.#address;
    if (!url.startsWith('https:') && caFile === undefined) return ok(undefined);
    this.#trusted ??= trust(caFile);
    return this.#trusted;
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
