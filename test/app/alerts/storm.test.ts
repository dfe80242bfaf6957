import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Alert, bounded, isOpen, MOST_ALERTS } from '../../../app/alerts/alert.ts';
import { isQuiet } from '../../../app/alerts/quiet-hours.ts';
import { RULE_NAMES } from '../../../app/alerts/rules.ts';
import type { Told } from '../../../app/alerts/tell.ts';
import { epochMs } from '../../../app/units.ts';
import { rulesWith, Stage, ZONE } from './stage.ts';

/** Rules as jumpy as a person can set them. */
const JUMPY = {
  offline: { forS: 0, backS: 0, holdOffS: 1800 },
  power: { forS: 0, hysteresis: 0, limit: 1000, holdOffS: 3600 },
  frequency: { forS: 0, hysteresis: 0, limit: 0.1, holdOffS: 60 },
  powerFactor: { forS: 30, hysteresis: 0, limit: 0.9, holdOffS: 7200 },
  energy: { limit: 10, holdOffS: 3600 },
  cycling: { limit: 2, hysteresis: 0, shorterThanS: 600, withinS: 3600, holdOffS: 5400 },
} as const;

const values = fc.record({
  power: fc.constantFrom(46, 999, 1001, 3000),
  frequency: fc.constantFrom(49.8, 50, 50.11),
  powerFactor: fc.constantFrom(0.5, 0.91, -0.89),
});
const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('reads' as const),
      values,
      kwh: fc.constantFrom(1, 11),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('fails' as const, 'waits' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('pauses' as const, 'restarts' as const) }),
  },
);
const night = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), event), { maxLength: 150 });
const afterwards = fc.constantFrom('defer' as const, 'mute' as const);

const alertsOf = (told: Told): readonly Alert[] =>
  told.kind === 'held' ? told.alerts : [told.alert];

type Night = typeof night extends fc.Arbitrary<infer T> ? T : never;

/** Plays a night and calls `look` after each event with what was told at it. */
function play(events: Night, stage: Stage, look: (told: readonly Told[]) => void): void {
  let minute = 420;
  for (const [step, what] of events) {
    minute += step / 2;
    const before = stage.told.length;
    if (what.kind === 'reads') stage.reads(minute, what.values, what.kwh);
    else if (what.kind === 'restarts') stage.restarts();
    else stage[what.kind](minute);
    look(stage.told.slice(before));
  }
}

describe('however wildly the values jump', () => {
  const rules = (then: 'defer' | 'mute') =>
    rulesWith({ ...JUMPY, quiet: { from: '21:00', until: '22:30', afterwards: then } });

  test('a rule is raised and told of at most once a hold-off, over restarts too', () => {
    fc.assert(
      fc.property(night, afterwards, (events, then) => {
        const stage = new Stage(rules(then));
        const raises: { readonly rule: string; readonly at: number }[] = [];
        play(events, stage, (told) => {
          for (const one of told) {
            if (one.kind === 'raised') raises.push({ rule: one.alert.rule, at: stage.now });
          }
        });
        for (const rule of RULE_NAMES) {
          const listed = stage.alerts.filter((alert) => alert.rule === rule).map((a) => a.raisedAt);
          const told = raises.filter((raise) => raise.rule === rule).map(({ at }) => at);
          for (const times of [listed.toReversed(), told]) {
            times.slice(1).forEach((at, index) => {
              expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(JUMPY[rule].holdOffS * 1000);
            });
          }
          expect(stage.alerts.filter((a) => a.rule === rule && isOpen(a)).length).toBeLessThan(2);
        }
      }),
    );
  });

  test('nothing is told while it is quiet, and each alert at most once and its end once', () => {
    fc.assert(
      fc.property(night, afterwards, (events, then) => {
        const stage = new Stage(rules(then));
        play(events, stage, (told) => {
          if (isQuiet(stage.rules.quiet, stage.now, ZONE)) expect(told).toEqual([]);
          expect(told.filter(({ kind }) => kind === 'held').length).toBeLessThan(2);
        });
        const times = new Map<number, number>();
        for (const { id } of stage.told.flatMap(alertsOf)) times.set(id, (times.get(id) ?? 0) + 1);
        for (const { id, rule } of stage.alerts) {
          expect(times.get(id) ?? 0).toBeLessThanOrEqual(rule === 'offline' ? 2 : 1);
        }
      }),
    );
  });
});

test('the list is bounded, and what goes on is never dropped from it', () => {
  const entry = (id: number): Alert => ({
    id,
    rule: 'power',
    since: epochMs(id),
    raisedAt: epochMs(id),
    clearedAt: id === 1 ? null : epochMs(id + 1),
    value: 1,
    limit: 1,
    read: true,
  });
  const all = Array.from({ length: MOST_ALERTS + 50 }, (_, index) =>
    entry(MOST_ALERTS + 50 - index),
  );
  const kept = bounded(all);
  expect(kept).toHaveLength(MOST_ALERTS + 1);
  expect(kept.at(-1)?.id).toBe(1);
});
