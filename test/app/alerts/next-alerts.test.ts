import { describe, expect, test } from 'vitest';
import { dueAt } from '../../../app/alerts/due.ts';
import { forAnotherMeter, markedRead, withoutEnded } from '../../../app/alerts/state.ts';
import { after as later } from '../../../app/units.ts';
import { NOON } from '../../support/readings.ts';
import { rulesWith, Stage, ZONE } from './stage.ts';

const kinds = (stage: Stage): readonly string[] => stage.told.map(({ kind }) => kind);

describe('a meter that is away', () => {
  test('is told of after its minutes and when it is back for good', () => {
    const stage = new Stage(rulesWith({ offline: { forS: 600, backS: 60 } }));
    stage.reads(0, {});
    stage.fails(1);
    expect(stage.fails(10.9, 1).raised).toEqual([]);
    const [alert] = stage.waits(11).raised;
    expect(alert).toMatchObject({ rule: 'offline', since: later(NOON, 60_000), value: null });
    expect(stage.reads(20, {}).cleared).toEqual([]);
    expect(stage.fails(20.5).raised).toEqual([]);
    stage.reads(21, {});
    expect(stage.waits(22).cleared).toMatchObject([{ id: alert?.id, clearedAt: stage.now }]);
    expect(kinds(stage)).toEqual(['raised', 'back']);
  });

  test('is not told of while somebody paused, and counts from anew afterwards', () => {
    const stage = new Stage(rulesWith({ offline: { forS: 600 } }));
    stage.fails(0);
    stage.pauses(5);
    expect(stage.waits(60).raised).toEqual([]);
    stage.fails(61);
    expect(stage.fails(70, 61).raised).toEqual([]);
    expect(stage.fails(71, 61).raised).toHaveLength(1);
  });

  test('says when it wants to be asked though no poll comes', () => {
    const rules = rulesWith({ offline: { forS: 600 } });
    const stage = new Stage(rules);
    stage.reads(0, {});
    expect(dueAt(stage.state, rules, stage.now, ZONE)).toBeNull();
    stage.fails(1);
    expect(dueAt(stage.state, rules, stage.now, ZONE)).toBe(later(NOON, 11 * 60_000));
    stage.waits(11);
    expect(dueAt(stage.state, rules, stage.now, ZONE)).toBeNull();
  });

  test('that was told of before a restart is not told of again, but its return is', () => {
    const stage = new Stage(rulesWith({ offline: { forS: 600, backS: 0, holdOffS: 3600 } }));
    stage.fails(0);
    stage.fails(10, 0);
    stage.restarts();
    stage.fails(100, 90);
    expect(kinds(stage)).toEqual(['raised']);
    stage.reads(101, {});
    expect(kinds(stage)).toEqual(['raised', 'back']);
  });
});

describe('a power above its limit', () => {
  const RULES = rulesWith({ power: { limit: 3000, hysteresis: 300, forS: 300, holdOffS: 3600 } });

  test('counts once it has held for its minutes without a break', () => {
    const stage = new Stage(RULES);
    stage.reads(0, { power: 3100 });
    stage.reads(4, { power: 2600 });
    stage.reads(4.5, { power: 3100 });
    expect(stage.reads(9, { power: 3200 }).raised).toEqual([]);
    expect(stage.reads(9.5, { power: 3200 }).raised).toMatchObject([
      { rule: 'power', since: later(NOON, 4.5 * 60_000), value: 3200, limit: 3000 },
    ]);
  });

  test('does not flicker within the hysteresis', () => {
    const stage = new Stage(RULES);
    stage.reads(0, { power: 3100 });
    stage.reads(3, { power: 2800 });
    expect(stage.reads(5, { power: 2900 }).raised).toEqual([]);
    expect(stage.reads(5.5, { power: 3001 }).raised).toHaveLength(1);
    expect(stage.reads(6, { power: 2701 }).cleared).toEqual([]);
    expect(stage.reads(6.5, { power: 2700 }).cleared).toHaveLength(1);
    expect(kinds(stage)).toEqual(['raised']);
  });

  test('at its limit is no power above it', () => {
    const stage = new Stage(rulesWith({ power: { limit: 3000, forS: 0 } }));
    expect(stage.reads(0, { power: 3000 }).raised).toEqual([]);
  });

  test('is not raised again before the hold-off is over, and then once', () => {
    const stage = new Stage(RULES);
    stage.reads(0, { power: 3100 });
    stage.reads(5, { power: 3100 });
    stage.reads(6, { power: 46 });
    stage.reads(10, { power: 3100 });
    expect(stage.reads(64.5, { power: 3100 }).raised).toEqual([]);
    expect(stage.reads(65, { power: 3100 }).raised).toHaveLength(1);
    expect(stage.reads(66, { power: 3100 }).raised).toEqual([]);
  });

  test('does not count on while nobody reads it', () => {
    const stage = new Stage(RULES);
    stage.reads(0, { power: 3100 });
    stage.fails(2);
    expect(stage.reads(6, { power: 3100 }).raised).toEqual([]);
    expect(stage.reads(11, { power: 3100 }).raised).toHaveLength(1);
  });

  test('is over in silence once its rule is switched off', () => {
    const stage = new Stage(RULES);
    stage.reads(0, { power: 3100 });
    stage.reads(5, { power: 3100 });
    stage.rules = rulesWith({ power: { enabled: false } });
    expect(stage.reads(6, { power: 3100 }).cleared).toHaveLength(1);
    expect(kinds(stage)).toEqual(['raised']);
  });

  test('may be raised again after a clock was set back', () => {
    const stage = new Stage(rulesWith({ power: { limit: 3000, forS: 0, holdOffS: 60 } }));
    stage.reads(10_000, { power: 3100 });
    stage.reads(0, { power: 46 });
    stage.reads(1, { power: 3100 });
    expect(stage.open('power')).toBe(true);
  });
});

describe('the quality of the grid', () => {
  test.each([50.51, 49.49])('is told of at %s Hz', (frequency) => {
    const stage = new Stage(rulesWith({ frequency: { limit: 0.5, hysteresis: 0.1, forS: 0 } }));
    stage.reads(0, { frequency: frequency > 50 ? 50.5 : 49.5 });
    expect(stage.open('frequency')).toBe(false);
    stage.reads(1, { frequency });
    expect(stage.open('frequency')).toBe(true);
    stage.reads(2, { frequency: frequency > 50 ? 50.41 : 49.59 });
    expect(stage.open('frequency')).toBe(true);
    stage.reads(3, { frequency: frequency > 50 ? 50.4 : 49.6 });
    expect(stage.open('frequency')).toBe(false);
  });

  test('has a power factor that counts only while the heat pump runs, whatever its sign', () => {
    const stage = new Stage(rulesWith({ powerFactor: { limit: 0.7, hysteresis: 0.05, forS: 0 } }));
    stage.reads(0, { power: 46, powerFactor: 0.3 });
    expect(stage.open('powerFactor')).toBe(false);
    stage.reads(1, { power: 800, powerFactor: -0.9 });
    expect(stage.open('powerFactor')).toBe(false);
    stage.reads(2, { power: 800, powerFactor: -0.6 });
    expect(stage.open('powerFactor')).toBe(true);
    stage.reads(3, { power: 46, powerFactor: 0.3 });
    stage.reads(4, { power: 800, powerFactor: 0.74 });
    expect(stage.open('powerFactor')).toBe(true);
    stage.reads(5, { power: 800, powerFactor: 0.75 });
    expect(stage.open('powerFactor')).toBe(false);
  });
});

test('the energy of a day is told of once and ends with the day', () => {
  const stage = new Stage(rulesWith({ energy: { limit: 30, holdOffS: 3600 } }));
  stage.reads(0, {}, 30);
  expect(stage.open('energy')).toBe(false);
  expect(stage.reads(1, {}, 30.01).raised).toMatchObject([{ rule: 'energy', value: 30.01 }]);
  stage.reads(300, {}, 41);
  stage.reads(721, {}, 0.01);
  expect(stage.open('energy')).toBe(false);
  expect(kinds(stage)).toEqual(['raised']);
});

describe('short cycling', () => {
  const RULES = rulesWith({
    cycling: { limit: 3, hysteresis: 1, shorterThanS: 600, withinS: 3600, holdOffS: 60 },
  });
  const run = (stage: Stage, from: number, to: number): void => {
    stage.reads(from, { power: 800 });
    stage.reads(to, { power: 46 });
  };

  test('is told of when enough short runs ended within the time', () => {
    const stage = new Stage(RULES);
    stage.reads(0, { power: 46 });
    run(stage, 5, 10);
    run(stage, 15, 20);
    expect(stage.alerts).toEqual([]);
    run(stage, 25, 30);
    expect(stage.alerts).toMatchObject([{ rule: 'cycling', value: 3, limit: 3 }]);
    // One run fewer is still within the hysteresis.
    stage.reads(71, { power: 46 });
    expect(stage.open('cycling')).toBe(true);
    stage.reads(81, { power: 46 });
    expect(stage.open('cycling')).toBe(false);
  });

  test('takes no long run for a short one, nor one whose beginning nobody saw', () => {
    const stage = new Stage(RULES);
    run(stage, 0, 5);
    stage.reads(6, { power: 800 });
    stage.fails(7);
    run(stage, 8, 9);
    run(stage, 10, 20);
    run(stage, 21, 30);
    run(stage, 31, 35);
    expect(stage.alerts).toEqual([]);
    run(stage, 36, 40);
    expect(stage.open('cycling')).toBe(true);
  });

  test('remembers the short runs over a restart', () => {
    const stage = new Stage(RULES);
    stage.reads(0, { power: 46 });
    run(stage, 5, 10);
    run(stage, 15, 20);
    stage.restarts();
    stage.reads(21, { power: 46 });
    run(stage, 25, 30);
    expect(stage.open('cycling')).toBe(true);
  });
});

describe('the list', () => {
  function withTwo(): Stage {
    const stage = new Stage(rulesWith({ power: { forS: 0 }, energy: {} }));
    stage.reads(0, { power: 9000 });
    stage.reads(1, { power: 46 }, 99);
    return stage;
  }

  test('has the newest first, each with a number of its own', () => {
    expect(withTwo().alerts.map(({ id, rule }) => [id, rule])).toEqual([
      [2, 'energy'],
      [1, 'power'],
    ]);
  });

  test('is cleared of what is over', () => {
    const { kept } = withTwo().state;
    expect(withoutEnded(kept).alerts.map(({ rule }) => rule)).toEqual(['energy']);
  });

  test('is read as a whole', () => {
    const { kept } = withTwo().state;
    expect(markedRead(kept).alerts.every(({ read }) => read)).toBe(true);
    expect(markedRead(markedRead(kept))).toEqual(markedRead(kept));
  });

  test('goes on with another meter, and nothing of the old one goes on', () => {
    const stage = withTwo();
    const kept = forAnotherMeter(stage.state.kept, stage.now);
    expect(kept.alerts).toHaveLength(2);
    expect(kept.alerts.every(({ clearedAt }) => clearedAt !== null)).toBe(true);
    expect(kept.raisedAt).toEqual({});
  });

  test('stays the same object while nothing happens', () => {
    const stage = withTwo();
    const { kept } = stage.state;
    stage.reads(2, { power: 46 }, 99);
    stage.waits(3);
    expect(stage.state.kept).toBe(kept);
  });
});
