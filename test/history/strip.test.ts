import { afterEach, describe, expect, it } from 'vitest';
import { epochMs, hours, minutes } from '../../app/units.ts';
import { queryStrip } from '../../main/history/queries/strip.ts';
import { Recording, reading, values } from './fixtures.ts';

const START = Date.UTC(2026, 10, 20);
const recordings: Recording[] = [];
afterEach(() => {
  for (const recording of recordings.splice(0)) recording.close();
});

/** Each hour 20 minutes at 800 W and 40 minutes at 6 W. */
function cycling(span: number): Recording {
  const recording = new Recording(minutes(1));
  recordings.push(recording);
  for (let at = 0; at < span; at += minutes(1)) {
    const power = at % hours(1) < minutes(20) ? 800 : 6;
    recording.record(reading(START + at, values(power, 500_000)));
  }
  recording.seal();
  return recording;
}

const strip = (recording: Recording, span: number, points: number) =>
  queryStrip(
    recording.store,
    { from: epochMs(START), to: epochMs(START + span), points },
    epochMs(START + span),
  );

describe('the strip of states', () => {
  it('holds every stretch of a short range, without holes', () => {
    const segments = strip(cycling(hours(3)), hours(3), 600);
    expect(segments.map(({ state }) => state)).toEqual([
      'running',
      'standby',
      'running',
      'standby',
      'running',
      'standby',
    ]);
    const [first, second] = segments;
    expect(first).toMatchObject({ from: START, to: START + minutes(20) });
    expect(second?.from).toBe(first?.to);
  });

  it('tells of a long range what lasted longest, though the mean power is that of a run', () => {
    const segments = strip(cycling(hours(60)), hours(60), 10);
    expect(segments).toEqual([{ from: START, to: START + hours(60), state: 'standby' }]);
  });

  it('still tells runs apart where a long range has room for them', () => {
    const segments = strip(cycling(hours(60)), hours(60), 180);
    const runs = segments.filter(({ state }) => state === 'running');
    expect(runs).toHaveLength(60);
    expect(runs[1]).toMatchObject({ from: START + hours(1), to: START + hours(1) + minutes(20) });
  });

  it('says where nothing is known', () => {
    const segments = strip(cycling(hours(40)), hours(60), 600);
    expect(segments.at(-1)).toEqual({
      from: START + hours(40),
      to: START + hours(60),
      state: null,
    });
  });
});
