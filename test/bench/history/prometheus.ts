import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  createWriteStream,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { METRIC_NAMES } from '../../../app/history/metric-names.ts';
import { FIELDS, type Field } from '../../../app/measurement.ts';
import { RealPrometheus } from '../../pi/real-prometheus.ts';
import type { Year } from './year.ts';

const LINES_AT_A_TIME = 20_000;

/** The exporter's metrics as OpenMetrics text: the float32 values as its Python prints them. */
async function writeOpenMetrics(file: string, { at, columns }: Year): Promise<void> {
  const out = createWriteStream(file);
  for (const [index, field] of FIELDS.entries()) {
    const name = METRIC_NAMES[field];
    out.write(`# TYPE ${name} gauge\n`);
    const values = columns[index] ?? new Float32Array();
    for (let row = 0; row < values.length; row += LINES_AT_A_TIME) {
      const lines: string[] = [];
      for (let i = row; i < Math.min(values.length, row + LINES_AT_A_TIME); i++) {
        lines.push(`${name} ${values[i] ?? 0} ${(at[i] ?? 0) / 1000}\n`);
      }
      if (!out.write(lines.join(''))) await once(out, 'drain');
    }
  }
  out.end('# EOF\n');
  await once(out, 'close');
}

function folderBytes(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? folderBytes(path) : statSync(path).size);
  }, 0);
}

export interface Prometheus {
  /** Bytes of its blocks. */
  readonly bytes: number;
  readonly url: string;
  close(): Promise<void>;
}

/** A real Prometheus with the year in it. */
export async function startPrometheus(folder: string, year: Year): Promise<Prometheus> {
  const text = join(folder, 'year.om');
  const data = join(folder, 'prometheus');
  mkdirSync(data);
  await writeOpenMetrics(text, year);
  const made = spawnSync(
    'promtool',
    ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=744h', text, data],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  if (made.status !== 0) throw new Error(`promtool: ${made.error ?? made.stderr.toString()}`);
  rmSync(text);
  const bytes = folderBytes(data);
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, 'global: {}\n');
  const running = await RealPrometheus.start(config, data);
  return { bytes, url: running.url, close: () => running.close() };
}

/** Mean, minimum and maximum of `fields` at `points` points: all calls at once, as a dashboard does. */
export async function queryRange(
  url: string,
  fields: readonly Field[],
  from: number,
  to: number,
  points: number,
): Promise<number> {
  const step = Math.ceil((to - from) / points / 1000);
  const calls = fields.flatMap((field) =>
    ['avg', 'min', 'max'].map(async (kind) => {
      const params = new URLSearchParams({
        query: `${kind}_over_time(${METRIC_NAMES[field]}[${step}s])`,
        start: String(from / 1000 + step),
        end: String(to / 1000),
        step: String(step),
      });
      const answer = await fetch(`${url}/api/v1/query_range?${params}`);
      const body = (await answer.json()) as {
        data: { result: { values: [number, string][] }[] };
      };
      const values = body.data.result[0]?.values ?? [];
      return values.map(([, value]) => Number(value)).length;
    }),
  );
  const counts = await Promise.all(calls);
  return Math.min(...counts);
}
