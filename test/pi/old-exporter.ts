import { spawnSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { METER_METRICS } from '../../app/metrics/names.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';
import type { HeatPump } from '../../main/simulator/heat-pump.ts';
import { powerFactorOf, totalEnergy, totalPower } from '../simulator/fixtures.ts';
import { INSTANCE, JOB } from './stack-files.ts';

/** The Python exporter polled and was scraped every 30 s. */
const EVERY_MS = 30_000;

/** What the Python exporter published at an instant: float32 in kW, kWh, Hz, widened to a double. */
function publishedAt(pump: HeatPump, at: EpochMs): readonly number[] {
  const instant = pump.instant(at);
  const [p1, p2, p3] = instant.power;
  const [e1, e2, e3] = instant.energy;
  const kilo = [totalPower(instant), p1, p2, p3].map((watts) => watts / 1000);
  const grid = [49.99, powerFactorOf(instant)];
  const counters = [totalEnergy(instant), e1, e2, e3].map((wattHours) => wattHours / 1000);
  return [...kilo, ...grid, ...counters].map(Math.fround);
}

/** Writes what Prometheus had scraped from the Python exporter, as blocks below `data`. */
export async function writeOldBlocks(
  data: string,
  folder: string,
  pump: HeatPump,
  from: EpochMs,
  to: EpochMs,
): Promise<void> {
  const lines = METER_METRICS.map(({ name }) => [`# TYPE ${name} gauge`]);
  for (let at: number = from; at < to; at += EVERY_MS) {
    const values = publishedAt(pump, epochMs(at));
    METER_METRICS.forEach(({ name }, index) => {
      const labels = `{instance="${INSTANCE}",job="${JOB}"}`;
      lines[index]?.push(`${name}${labels} ${values[index]} ${at / 1000}`);
    });
  }
  const path = join(folder, 'old.om');
  const file = await open(path, 'w');
  await file.writeFile(`${lines.flat().join('\n')}\n# EOF\n`);
  await file.close();
  const blocks = ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=744h'];
  const made = spawnSync('promtool', [...blocks, path, data], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
}
