import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Period } from '../../app/energy/periods.ts';
import { OVERTAKEN } from '../../app/history/query.ts';
import { freshness } from '../../app/live.ts';
import { days, epochMs, hours, after as later, minutes, seconds } from '../../app/units.ts';
import { buildHistoryWorker } from '../history/built-worker.ts';
import { tempFolder } from '../history/fixtures.ts';
import { CompressedApp } from '../soak/compressed.ts';
import { freePort } from '../soak/free-port.ts';

const ZONE = 'Europe/Berlin';
/** Ten in the morning: an hour back is the same day, a day on is not. */
const BEGIN = epochMs(Date.UTC(2026, 10, 18, 9));
const EVER = { from: epochMs(BEGIN - days(5)), to: epochMs(BEGIN + days(5)) };

let worker: URL;
beforeAll(async () => {
  worker = await buildHistoryWorker();
});
const opened: CompressedApp[] = [];
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
});

async function begin(): Promise<CompressedApp> {
  const app = await CompressedApp.start(tempFolder(), BEGIN, seconds(30), await freePort(), worker);
  opened.push(app);
  return app;
}

async function pollFor(app: CompressedApp, span: number): Promise<void> {
  const end = app.clock.elapsed() + span;
  while (app.clock.elapsed() < end) await app.poll();
  // Whatever a poll set off has come to its end.
  await app.core.history?.size();
  await app.core.history?.size();
}

const counterOf = ({ core }: CompressedApp): number => core.states.state.live.values.energy ?? 0;

async function energies({ core }: CompressedApp, per: Period): Promise<readonly number[]> {
  const found = await core.history?.energy('test', { ...EVER, per, zone: ZONE });
  if (found === undefined || found === OVERTAKEN || !found.ok) throw new Error('No energy');
  return found.value.flatMap(({ energy }) => (energy.energy === null ? [] : [energy.energy]));
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

async function times({ core }: CompressedApp): Promise<readonly number[]> {
  const query = { ...EVER, points: 10_000, fields: ['power' as const] };
  const found = await core.history?.series('test', query);
  if (found === undefined || found === OVERTAKEN || !found.ok) throw new Error('No series');
  return found.value.at;
}

const noticeOf = ({ core }: CompressedApp) =>
  core.states.state.notices.find(({ id }) => id === 'clock');

for (const [name, step] of [
  ['an hour on', hours(1)],
  ['an hour back', -hours(1)],
  ['a day on', days(1)],
  ['a day back', -days(1)],
] as const) {
  describe(`a clock that is set ${name} and put right after an hour`, () => {
    test('neither loses nor doubles energy, keeps the record in order, and is said', async () => {
      const app = await begin();
      const first = counterOf(app);
      await pollFor(app, hours(2));
      app.clock.set(later(app.clock.now(), step));
      await pollFor(app, hours(1));
      expect(noticeOf(app)).toEqual({
        id: 'clock',
        text: step > 0 ? 'clockAhead' : 'clockBack',
        values: { minutes: Math.abs(step) / minutes(1) },
      });
      const { live } = app.core.states.state;
      expect(freshness(live, app.clock.now())).toBe('live');
      expect(live.at).toBeLessThanOrEqual(app.clock.now());

      app.clock.set(later(app.clock.now(), -step));
      await pollFor(app, hours(1));
      expect(noticeOf(app)?.text).toBe(step > 0 ? 'clockBack' : 'clockAhead');
      const rise = counterOf(app) - first;
      expect(rise).toBeGreaterThan(0);
      for (const per of ['hour', 'day', 'month'] as const) {
        const found = await energies(app, per);
        expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
        expect(sum(found)).toBeCloseTo(rise, 2);
      }
      const at = await times(app);
      expect(at.length).toBeGreaterThan(10);
      expect(at).toEqual(at.toSorted((a, b) => a - b));
    });

    test('shows of today what the record has of today', async () => {
      const app = await begin();
      await pollFor(app, hours(2));
      for (const by of [step, -step]) {
        app.clock.set(later(app.clock.now(), by));
        await pollFor(app, minutes(30));
        const recorded = await app.core.history?.today(ZONE);
        const shown = app.core.states.state.today;
        expect(recorded?.ok).toBe(true);
        expect(shown?.energy).toBeCloseTo((recorded?.ok && recorded.value?.today?.energy) || 0, 1);
      }
    });
  });
}

test('a clock that is only a little off, or a machine that slept and said so, is no news', async () => {
  const app = await begin();
  app.clock.set(later(app.clock.now(), seconds(40)));
  await pollFor(app, minutes(5));
  app.core.pause();
  app.clock.set(later(app.clock.now(), hours(3)));
  await app.pause(minutes(1));
  await pollFor(app, minutes(5));
  expect(noticeOf(app)).toBeUndefined();
});
