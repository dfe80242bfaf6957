import { expect, it } from 'vitest';
import { periodEdges } from '../../../app/energy/periods.ts';
import type { EnergyQuery } from '../../../app/history/query.ts';
import { ok } from '../../../app/result.ts';
import { epochMs } from '../../../app/units.ts';
import { oldestReading } from '../../../renderer/history/oldest-reading.ts';
import { bucket } from '../charts/series.ts';

const NOW = epochMs(Date.UTC(2026, 10, 22));

/** A record that begins at `first`. */
const recordFrom = (first: number) => ({
  historyEnergy: async (_asker: string, { from, to, per, zone }: EnergyQuery) => {
    const edges = periodEdges(from, to, per, zone);
    return ok(
      edges.slice(0, -1).map((start, index) => {
        const end = edges[index + 1] ?? start;
        return bucket(start, end, null, { complete: end > first ? 1 : 0 });
      }),
    );
  },
});

it('finds the local day of the oldest reading', async () => {
  const first = Date.UTC(2025, 8, 17, 9);
  const found = await oldestReading(recordFrom(first), NOW);
  const midnight = new Date(2025, 8, 17).getTime();
  expect(found).toBe(midnight);
});

it('finds none in an empty record', async () => {
  expect(await oldestReading(recordFrom(Number.POSITIVE_INFINITY), NOW)).toBeNull();
});
