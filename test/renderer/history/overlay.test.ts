import { describe, expect, it } from 'vitest';
import { minutes } from '../../../app/units.ts';
import { withOverlay } from '../../../renderer/charts/overlay.ts';
import { powerSpec } from '../../../renderer/charts/power-spec.ts';
import { overlayAt } from '../../../renderer/history/overlay-note.tsx';
import {
  keepOverlay,
  type Overlay,
  recallOverlay,
} from '../../../renderer/history/overlay-store.ts';
import { LOOK } from '../charts/look.ts';
import { START, steppedSeries } from '../charts/series.ts';

const OVERLAY: Overlay = { promql: 'outdoor_celsius', chart: 'power' };
const temperature = { at: [START, START + minutes(5)], values: [-3.5, null] };

function storage(initial: string | null = null) {
  let kept = initial;
  return {
    getItem: () => kept,
    setItem: (_key: string, value: string) => {
      kept = value;
    },
    removeItem: () => {
      kept = null;
    },
  };
}

describe('an overlay', () => {
  it('is remembered until it is taken away', () => {
    const kept = storage();
    keepOverlay(kept, OVERLAY);
    expect(recallOverlay(kept)).toEqual(OVERLAY);
    keepOverlay(kept, null);
    expect(recallOverlay(kept)).toBeNull();
  });

  it.each(['{', '5', '"x"', '{"promql":""}', '{"promql":"up","chart":"nowhere"}', '{"promql":5}'])(
    'is none where what was kept cannot be read: %s',
    (kept) => expect(recallOverlay(storage(kept))).toBeNull(),
  );

  it('has an axis of its own and leaves that of the chart as it was', () => {
    const series = steppedSeries(minutes(5), { power: [46, 900] });
    const time = { range: { from: series.from, to: series.to }, ticks: [], labelled: false };
    const plain = powerSpec(series, new Set(['power']), time, LOOK, 'de');
    const { datasets, options } = withOverlay(plain, temperature, LOOK, 'de');
    expect(datasets.at(-1)).toMatchObject({ yAxisID: 'overlay', borderDash: [6, 4] });
    expect(options.scales?.y).toBe(plain.options.scales?.y);
    // One that stands still lies in the middle.
    const { min, max } = options.scales?.overlay ?? {};
    expect((Number(min) + Number(max)) / 2).toBeCloseTo(-3.5);
    expect(plain.datasets).toHaveLength(datasets.length - 1);
  });

  it('tells its value at a time, and none in a gap or before it begins', () => {
    expect(overlayAt(temperature, START + minutes(1))).toBe(-3.5);
    expect(overlayAt(temperature, START + minutes(6))).toBeNull();
    expect(overlayAt(temperature, START - 1)).toBeNull();
  });
});
