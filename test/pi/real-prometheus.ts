import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { millis } from '../../app/units.ts';
import { type Clock, clockSet, SYSTEM_CLOCK } from '../../main/clock.ts';

/** One series as the HTTP API answers it; values are [seconds, number as text]. */
export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

/** A port of the loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The clock of a real Prometheus, which goes by the kernel's, whatever faketime tells this process. */
export function prometheusClock(): Clock {
  if (process.env.LD_PRELOAD === undefined) return SYSTEM_CLOCK;
  const { LD_PRELOAD: _, ...env } = process.env;
  const now = Number(execFileSync('date', ['+%s%3N'], { env, encoding: 'utf8' }));
  return clockSet(millis(now - SYSTEM_CLOCK.now()));
}

/** Debian's Prometheus on the loopback. */
export class RealPrometheus {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, process: ChildProcess) {
    this.url = url;
    this.#process = process;
  }

  /** @param config path of prometheus.yml. @param data folder of the time series. */
  static async start(config: string, data: string): Promise<RealPrometheus> {
    const port = await freePort();
    const args = [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=1y',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ];
    const process = spawn('prometheus', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const prometheus = new RealPrometheus(`http://127.0.0.1:${port}`, process);
    await prometheus.#untilReady();
    return prometheus;
  }

  async #untilReady(): Promise<void> {
    while (this.#process.exitCode === null) {
      const ready = await fetch(`${this.url}/-/ready`).catch(() => null);
      if (ready?.ok === true) return;
      await sleep(50);
    }
    throw new Error(`prometheus ended with ${this.#process.exitCode}`);
  }

  /** Answers `data` of an API call; an error of Prometheus is thrown with its own words. */
  async api<T>(path: string, parameters: Readonly<Record<string, string>> = {}): Promise<T> {
    const query = new URLSearchParams(parameters);
    const response = await fetch(`${this.url}/api/v1/${path}?${query}`);
    const answer = (await response.json()) as { status: string; data: T; error?: string };
    if (answer.status !== 'success') throw new Error(`${path}: ${answer.error}`);
    return answer.data;
  }

  /** @param at seconds since the epoch; without it now. */
  async query(expression: string, at?: number): Promise<readonly Series[]> {
    const time = at === undefined ? {} : { time: String(at) };
    const data = await this.api<{ result: readonly Series[] }>('query', {
      query: expression,
      ...time,
    });
    return data.result;
  }

  async queryRange(expression: string, start: number, end: number, step: number) {
    const range = { start: String(start), end: String(end), step: String(step) };
    const data = await this.api<{ result: readonly Series[] }>('query_range', {
      query: expression,
      ...range,
    });
    return data.result;
  }

  /** Asks again until `isEnough`; the test's own timeout ends it. */
  async until(expression: string, isEnough: (result: readonly Series[]) => boolean) {
    for (;;) {
      const result = await this.query(expression);
      if (isEnough(result)) return result;
      await sleep(100);
    }
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
  }
}

export const numberOf = (series: Series | undefined): number => Number(series?.value?.[1]);
