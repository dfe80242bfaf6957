import { describe, expect, test } from 'vitest';
import { dueAt } from '../../../app/alerts/due.ts';
import { isQuiet, quietUntil } from '../../../app/alerts/quiet-hours.ts';
import { epochMs } from '../../../app/units.ts';
import { rulesWith, Stage, ZONE } from './stage.ts';

const at = (text: string) => epochMs(Date.parse(text));
const NIGHT = { enabled: true, from: '22:00', until: '07:00', afterwards: 'defer' } as const;

describe('quiet hours', () => {
  test.each([
    ['2026-11-22T21:59:59+01:00', false],
    ['2026-11-22T22:00:00+01:00', true],
    ['2026-11-23T06:59:59+01:00', true],
    ['2026-11-23T07:00:00+01:00', false],
    // Summer time.
    ['2026-07-01T06:59:00+02:00', true],
    ['2026-07-01T07:00:00+02:00', false],
  ])('go by the wall clock: at %s %s', (text, quiet) => {
    expect(isQuiet(NIGHT, at(text), ZONE)).toBe(quiet);
  });

  test('end at the next such time of the wall clock, on the day the clocks change too', () => {
    expect(quietUntil(NIGHT, at('2026-10-24T23:00:00+02:00'), ZONE)).toBe(
      at('2026-10-25T07:00:00+01:00'),
    );
    expect(quietUntil(NIGHT, at('2026-11-22T07:00:00+01:00'), ZONE)).toBe(
      at('2026-11-23T07:00:00+01:00'),
    );
  });

  test('are off unless somebody wants them', () => {
    expect(isQuiet({ ...NIGHT, enabled: false }, at('2026-11-23T01:00:00+01:00'), ZONE)).toBe(
      false,
    );
  });
});

/** Minutes from noon: ten in the evening, and seven in the morning. */
const [EVENING, MORNING] = [600, 1140];

describe('during quiet hours', () => {
  const RULES = rulesWith({
    quiet: NIGHT,
    offline: { forS: 60, backS: 0 },
    power: { forS: 0, limit: 3000, hysteresis: 300 },
  });

  test('the list goes on, and one notification tells of all of it in the morning', () => {
    const stage = new Stage(RULES);
    stage.reads(EVENING, { power: 5000 });
    stage.fails(EVENING + 10);
    stage.fails(EVENING + 12, EVENING + 10);
    stage.reads(EVENING + 30, { power: 46 });
    expect(stage.alerts).toHaveLength(2);
    expect(stage.told).toEqual([]);
    expect(dueAt(stage.state, RULES, stage.now, ZONE)).toBe(at('2026-11-23T07:00:00+01:00'));
    stage.waits(MORNING);
    expect(stage.told).toMatchObject([
      { kind: 'held', alerts: [{ rule: 'offline' }, { rule: 'power' }] },
    ]);
    stage.waits(MORNING + 1);
    expect(stage.told).toHaveLength(1);
  });

  test('what is held back outlives a restart', () => {
    const stage = new Stage(RULES);
    stage.reads(EVENING, { power: 5000 });
    stage.restarts();
    stage.reads(MORNING, { power: 46 });
    expect(stage.told).toMatchObject([{ kind: 'held', alerts: [{ rule: 'power' }] }]);
  });

  test('nothing is told afterwards where that is wished', () => {
    const stage = new Stage({ ...RULES, quiet: { ...NIGHT, afterwards: 'mute' } });
    stage.reads(EVENING, { power: 5000 });
    stage.waits(MORNING);
    expect(stage.alerts).toHaveLength(1);
    expect(stage.told).toEqual([]);
  });

  test('the return of a meter that was told of in the evening is told of in the morning', () => {
    const stage = new Stage(RULES);
    stage.fails(EVENING - 10);
    stage.waits(EVENING - 5);
    stage.reads(EVENING + 5, {});
    expect(stage.told.map(({ kind }) => kind)).toEqual(['raised']);
    stage.waits(MORNING);
    expect(stage.told.map(({ kind }) => kind)).toEqual(['raised', 'held']);
  });
});
