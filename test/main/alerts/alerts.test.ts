import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AlertRules, DEFAULT_ALERT_RULES } from '../../../app/alerts/rules.ts';
import type { Told } from '../../../app/alerts/tell.ts';
import type { AppEvent, Numbered } from '../../../app/bridge/state.ts';
import { applyEvent } from '../../../app/bridge/state.ts';
import { minutes, seconds } from '../../../app/units.ts';
import { Alerts } from '../../../main/alerts/alerts.ts';
import type { Core } from '../../../main/compose.ts';
import { createCore, createLogBook, meterAt } from '../../support/core.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { NOON, polled } from '../../support/readings.ts';

const METER = meterAt(8899, 'tcp');
const RULES: AlertRules = {
  ...DEFAULT_ALERT_RULES,
  offline: { enabled: true, forS: 600, backS: 0, holdOffS: 3600 },
  power: { enabled: true, limit: 3000, hysteresis: 300, forS: 0, holdOffS: 3600 },
};

let folder: string;
let clock: ManualClock;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wago-alerts-'));
  clock = new ManualClock(NOON);
});
const opened: Alerts[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) one.close();
  await rm(folder, { recursive: true });
});

interface Watched {
  readonly core: Core;
  readonly alerts: Alerts;
  readonly told: Told[];
  readonly log: ReturnType<typeof createLogBook>;
}

function watch(source: Core['settings']['source'] = METER): Watched {
  const log = createLogBook();
  const core = createCore({ source, alerts: RULES }, { clock, log });
  const told: Told[] = [];
  const tell = (one: Told): void => void told.push(one);
  const alerts = new Alerts({ core, clock, log, zone: 'Europe/Berlin', folder, tell });
  opened.push(alerts);
  alerts.start();
  return { core, alerts, told, log };
}

const fail = (core: Core): void =>
  core.polls.publish({
    kind: 'fault',
    at: clock.now(),
    fault: { kind: 'closed' },
    nextTryAt: clock.now(),
  });
const read = (core: Core, power: number): void =>
  core.polls.publish(polled({ power }, clock.now()));
const rulesIn = ({ core }: Watched): readonly string[] =>
  core.states.state.alerts.map(({ rule }) => rule);
const stored = async (file = 'alerts.json') =>
  JSON.parse(await readFile(join(folder, file), 'utf8'));

describe('alerts', () => {
  test('come when a meter has been away for its minutes, though no poll says so', async () => {
    const watched = watch();
    read(watched.core, 46);
    fail(watched.core);
    fail(watched.core);
    await clock.advance(minutes(10) - 1);
    expect(watched.told).toEqual([]);
    await clock.advance(1);
    expect(watched.told).toMatchObject([{ kind: 'raised', alert: { rule: 'offline' } }]);
    expect(rulesIn(watched)).toEqual(['offline']);
    read(watched.core, 46);
    expect(watched.told).toMatchObject([{ kind: 'raised' }, { kind: 'back' }]);
    expect(clock.sleeping).toBe(0);
  });

  test('are kept over a restart, and nothing is told twice', async () => {
    const before = watch();
    read(before.core, 5000);
    expect(before.told).toHaveLength(1);
    before.alerts.close();
    const after = watch();
    expect(rulesIn(after)).toEqual(['power']);
    read(after.core, 5000);
    await clock.advance(seconds(30));
    read(after.core, 46);
    await clock.advance(seconds(30));
    read(after.core, 5000);
    expect(after.told).toEqual([]);
    expect((await stored()).kept.alerts).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['alerts.json']);
  });

  test('reach a window in an order that leads to the state of main', () => {
    const { core } = watch();
    const start = core.states.snapshot();
    const events: Numbered<AppEvent>[] = [];
    core.states.subscribe((event) => events.push(event));
    read(core, 5000);
    read(core, 46);
    const sorted = events.toSorted((a, b) => a.number - b.number);
    expect(sorted.map(({ number }) => number)).toEqual(
      sorted.map((_, index) => start.number + 1 + index),
    );
    const followed = sorted.reduce((state, { value }) => applyEvent(state, value), start.value);
    expect(followed).toEqual(core.states.state);
  });

  test('are marked as read and cleared, except for what goes on', async () => {
    const watched = watch();
    read(watched.core, 5000);
    watched.alerts.commands.markAlertsRead();
    watched.alerts.commands.clearAlerts();
    expect(watched.core.states.state.alerts).toMatchObject([{ rule: 'power', read: true }]);
    read(watched.core, 46);
    watched.alerts.commands.clearAlerts();
    expect(watched.core.states.state.alerts).toEqual([]);
    expect((await stored()).kept.alerts).toEqual([]);
  });

  test('of the demo lie apart from those of a meter', async () => {
    const demo = watch({ kind: 'demo' });
    read(demo.core, 5000);
    expect((await stored(join('demo', 'alerts.json'))).kept.alerts).toHaveLength(1);
    expect(rulesIn(watch())).toEqual([]);
  });

  test('of another meter go on in the list and are over', () => {
    const first = watch();
    read(first.core, 5000);
    first.alerts.close();
    const second = watch(meterAt(8900, 'tcp'));
    expect(second.core.states.state.alerts).toMatchObject([{ rule: 'power', clearedAt: NOON }]);
    read(second.core, 5000);
    expect(rulesIn(second)).toEqual(['power', 'power']);
  });

  test.each(['', '{', '[]', '{"version":1}', '{"version":2,"source":"","kept":{}}', 'null'])(
    'begin anew beside a file that nobody can read: %s',
    async (text) => {
      await writeFile(join(folder, 'alerts.json'), text);
      const watched = watch();
      expect(rulesIn(watched)).toEqual([]);
      expect(watched.log.lines.join()).toContain('could not be read');
      expect(await readFile(join(folder, 'alerts.broken.json'), 'utf8')).toBe(text);
      read(watched.core, 5000);
      expect((await stored()).kept.alerts).toHaveLength(1);
    },
  );

  test('show though they cannot be kept, which the log says once', async () => {
    await rm(folder, { recursive: true });
    await writeFile(folder, 'no folder');
    const watched = watch();
    read(watched.core, 5000);
    await clock.advance(seconds(30));
    read(watched.core, 46);
    expect(watched.told).toHaveLength(1);
    expect(watched.log.lines.filter((line) => line.includes('is not kept'))).toHaveLength(1);
  });

  test('leave no timer behind when they end', () => {
    const { core, alerts } = watch();
    fail(core);
    expect(clock.sleeping).toBe(1);
    alerts.close();
    expect(clock.sleeping).toBe(0);
  });
});
