import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type AppEvent, applyEvent, type Numbered } from '../../app/bridge/state.ts';
import { EMPTY_MEASUREMENT } from '../../app/measurement.ts';
import type { PollEvent } from '../../app/poll.ts';
import { NO_RECENT_POWER } from '../../app/recent.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import type { Core } from '../../main/compose.ts';
import { createVolatileSettings } from '../../main/settings/settings-store.ts';
import { type Simulator, startSimulator } from '../../main/simulator/server.ts';
import { createCore, createLogBook, meterAt, until } from '../support/core.ts';
import { polled } from '../support/readings.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function simulate(port = 0, framing: 'tcp' | 'rtu-over-tcp' = 'tcp'): Promise<Simulator> {
  const started = await startSimulator({ clock: SYSTEM_CLOCK, framing, port, seed: 1 });
  if (!started.ok) throw new Error(started.error.kind);
  opened.push(started.value);
  return started.value;
}

async function open(core: Core): Promise<Core> {
  opened.push(core);
  core.setWatched(true);
  await core.open();
  return core;
}

/** What holds the process: sockets, servers and timers by kind. */
function resources(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    if (/TCP|Timeout/.test(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Waits until no more is held than `before`; closed sockets need a moment. */
async function released(before: Readonly<Record<string, number>>): Promise<void> {
  const more = (): readonly string[] =>
    Object.entries(resources())
      .filter(([kind, count]) => count > (before[kind] ?? 0))
      .map(([kind, count]) => `${count} ${kind} instead of ${before[kind] ?? 0}`);
  for (let tries = 0; tries < 100 && more().length > 0; tries++) await pause(10);
  expect(more()).toEqual([]);
}

const isOnline = ({ live }: { readonly live: Core['states']['state']['live'] }): boolean =>
  live.link.state === 'online';

describe('the core', () => {
  test('reads the demo meter over a socket of its own and says that it is the demo', async () => {
    const core = await open(createCore());
    const { live, heatPump, recent, today } = await until(core, isOnline);
    expect(live.source).toEqual({ kind: 'demo' });
    expect(live.session).toMatchObject({
      framing: 'tcp',
      identity: { energyMode: 'import', floatFormat: true },
    });
    for (const value of Object.values(live.values)) expect(value).not.toBeNull();
    expect(heatPump).not.toBeNull();
    expect(recent.at.at(-1)).toBe(live.at);
    expect(recent.power.at(-1)).toBe(live.values.power);
    expect(today).toMatchObject({ energy: 0, wholeDay: false });
  });

  test('numbers its events without a hole, and they lead to its own state', async () => {
    const core = createCore();
    const { number, value: start } = core.states.snapshot();
    const events: Numbered<AppEvent>[] = [];
    core.states.subscribe((event) => events.push(event));
    await open(core);
    await until(core, ({ live }) => live.counts.polls >= 3);
    expect(events.map((event) => event.number)).toEqual(
      events.map((_, index) => number + 1 + index),
    );
    expect(events.reduce((state, event) => applyEvent(state, event.value), start)).toEqual(
      core.states.state,
    );
    expect(core.states.snapshot().number).toBe(events.at(-1)?.number);
  });

  test('starts over with another source, and nothing of the demo remains', async () => {
    const simulator = await simulate(0, 'rtu-over-tcp');
    const core = await open(createCore());
    await until(core, ({ live }) => live.counts.polls >= 2);
    const events: AppEvent[] = [];
    const polls: PollEvent[] = [];
    core.states.subscribe(({ value }) => {
      if (value.kind === 'restarted') core.polls.subscribe((poll) => polls.push(poll));
      events.push(value);
    });
    const source = meterAt(simulator.port);
    await core.changeSettings({ source });
    const restart = events.find((event) => event.kind === 'restarted');
    expect(restart?.state).toMatchObject({
      live: { source, values: EMPTY_MEASUREMENT, at: null, energyAt: null, session: null },
      recent: NO_RECENT_POWER,
      heatPump: null,
      today: null,
    });
    const { live, recent } = await until(core, isOnline);
    expect(live.source).toEqual(source);
    expect(recent.at).toHaveLength(live.counts.polls);
    expect(recent.power.at(-1)).toBe(live.values.power);
    // Found out by itself, and not what the demo speaks.
    const framings = polls.flatMap((poll) =>
      poll.kind === 'reading' ? poll.session?.framing : [],
    );
    expect(new Set(framings)).toEqual(new Set(['rtu-over-tcp']));
  });

  test('falters when the meter goes away, is offline at the third failure, and comes back', async () => {
    const first = await simulate();
    const core = await open(createCore({ source: meterAt(first.port), pollWatchedS: 1 }));
    await until(core, isOnline);
    const states: string[] = [];
    core.states.subscribe(({ value }) => {
      const state = value.kind === 'live' ? value.live.link.state : '';
      if (state !== states.at(-1)) states.push(state);
    });
    await first.close();
    const offline = await until(core, ({ live }) => live.link.state === 'offline');
    const { link } = offline.live;
    expect(link.state === 'offline' && link.fault).toEqual({
      kind: 'refused',
      host: '127.0.0.1',
      port: first.port,
    });
    expect(offline.heatPump).toBeNull();
    expect(offline.recent.power.at(-1)).toBeNull();
    await simulate(first.port);
    await until(core, isOnline);
    expect(states.filter((state) => state !== '')).toEqual([
      ...(states[0] === 'online' ? ['online'] : []),
      'faltering',
      'offline',
      'online',
    ]);
  });

  test('drops the connection while paused, and has a new one afterwards', async () => {
    const core = await open(createCore());
    await until(core, isOnline);
    core.pause();
    expect(core.states.state.live).toMatchObject({ link: { state: 'paused' }, session: null });
    core.resume();
    expect((await until(core, isOnline)).live.session).not.toBeNull();
  });

  test('warns of a meter whose counter does not count import, once', async () => {
    const simulator = await simulate();
    simulator.set(0x400f, [4]);
    const core = await open(createCore({ source: meterAt(simulator.port) }));
    const { notices } = await until(core, ({ notices: shown }) => shown.length > 0);
    expect(notices).toMatchObject([{ text: 'netCounter', values: { mode: 'net' } }]);
    core.states.dismiss(notices[0]?.id ?? '');
    const { polls } = core.states.state.live.counts;
    const later = await until(core, ({ live }) => live.counts.polls > polls + 1);
    expect(later.notices).toEqual([]);
  });

  test('says that a meter refuses its counters, and takes that back when it gives them', async () => {
    const core = createCore({ source: meterAt(1) });
    const shown = () => core.states.state.notices.map(({ text }) => text);
    for (let poll = 0; poll < 3; poll++) core.polls.publish(polled({ energy: null }));
    expect(shown()).toEqual([]);
    core.polls.publish(polled({ energy: null }));
    expect(shown()).toEqual(['noCounter']);
    core.states.dismiss(core.states.state.notices[0]?.id ?? '');
    core.polls.publish(polled({ energy: null }));
    expect(shown()).toEqual([]);
    core.polls.publish(polled({ energy: 513_100 }));
    for (let poll = 0; poll < 4; poll++) core.polls.publish(polled({ energy: null }));
    expect(shown()).toEqual(['noCounter']);
    core.polls.publish(polled({ energy: 513_100 }));
    expect(shown()).toEqual([]);
  });

  test('says that values stand still, once, and takes that back when they move', async () => {
    const core = createCore({ source: meterAt(1) });
    const shown = () => core.states.state.notices.map(({ text }) => text);
    const still = {
      ...polled({}),
      rejections: [{ field: 'power', reason: 'frozen', value: 6 }],
    } as const;
    core.polls.publish(still);
    expect(shown()).toEqual(['frozenMeter']);
    core.states.dismiss(core.states.state.notices[0]?.id ?? '');
    core.polls.publish(still);
    expect(shown()).toEqual([]);
    core.polls.publish(polled({}));
    core.polls.publish(still);
    expect(shown()).toEqual(['frozenMeter']);
    core.polls.publish(polled({}));
    expect(shown()).toEqual([]);
  });

  test('takes what warns of a meter away with the meter, and leaves the rest', async () => {
    const simulator = await simulate();
    simulator.set(0x400f, [2]);
    const core = await open(createCore({ source: meterAt(simulator.port) }));
    core.states.notify({ id: 'settings-file', text: 'settingsMended', values: { names: 'theme' } });
    await until(core, ({ notices }) => notices.length === 2);
    await core.changeSettings({ source: { kind: 'demo' } });
    expect(core.states.state.notices.map(({ id }) => id)).toEqual(['settings-file']);
  });

  test('logs a rejected value with its reason, once as long as it is the same', async () => {
    const simulator = await simulate();
    simulator.set(0x5008, 0);
    const log = createLogBook();
    const core = await open(createCore({ source: meterAt(simulator.port) }, { log }));
    await until(core, ({ live }) => live.counts.polls >= 3);
    expect(log.lines).toEqual(['warn poller: rejected frequency out-of-range (0)']);
    expect(core.states.state.live.values.frequency).toBeNull();
    expect(core.states.state.live.counts.rejections['frequency/out-of-range']).toBeGreaterThan(2);
  });
});

describe('the pace', () => {
  test('is the one for somebody who looks, however soon they begin to', async () => {
    const core = createCore({ pollWatchedS: 1, pollIdleS: 300 });
    opened.push(core);
    const isOpen = core.open();
    // Opening is under way, and has asked for the pace.
    for (let turn = 0; turn < 5; turn++) await null;
    core.setWatched(true);
    await isOpen;
    const { live } = await until(core, ({ live: now }) => now.counts.polls >= 3);
    expect(live.pollEvery).toBe(1000);
  });

  test('is known before the first poll', async () => {
    const core = createCore({ pollWatchedS: 7, pollIdleS: 70 });
    opened.push(core);
    expect(core.states.state.live.pollEvery).toBe(70_000);
    core.setWatched(true);
    expect(core.states.state.live.pollEvery).toBe(7000);
    core.setWatched(false);
    await core.open();
    expect(core.states.state.live.pollEvery).toBe(70_000);
    await core.changeSettings({ pollIdleS: 90 });
    expect(core.states.state.live.pollEvery).toBe(90_000);
  });
});

describe('settings', () => {
  test('from flags win over those that are saved, until a person changes them', async () => {
    const settings = createVolatileSettings({
      ...DEFAULT_SETTINGS,
      theme: 'light',
      language: 'de',
    });
    const core = createCore({}, { settings, flags: { theme: 'dark', language: 'en' } });
    expect(core.settings).toMatchObject({ theme: 'dark', language: 'en' });
    expect(core.states.state.overridden).toEqual(['theme', 'language']);
    expect(settings.current().theme).toBe('light');
    await core.changeSettings({ theme: 'system' });
    expect(core.settings).toMatchObject({ theme: 'system', language: 'en' });
    expect(core.states.state).toMatchObject({
      overridden: ['language'],
      settings: { theme: 'system', language: 'en' },
    });
    expect(settings.current()).toMatchObject({ theme: 'system', language: 'de' });
  });

  test('that cannot be saved hold all the same, and say so', async () => {
    const kept = createVolatileSettings(DEFAULT_SETTINGS);
    const settings = {
      current: kept.current,
      change: (patch: Parameters<typeof kept.change>[0]) => kept.change(patch) ?? 'EACCES',
    };
    const core = createCore({}, { settings });
    await core.changeSettings({ theme: 'light' });
    expect(core.states.state.settings.theme).toBe('light');
    expect(core.states.state.notices).toEqual([
      { id: 'settings', text: 'settingsNotSaved', values: { reason: 'EACCES' } },
    ]);
  });

  test('that stay do not break off the connection', async () => {
    const core = await open(createCore());
    await until(core, isOnline);
    const { live } = core.states.state;
    await core.changeSettings({ source: { kind: 'demo' }, theme: 'dark' });
    expect(core.states.state.live).toBe(live);
  });
});

describe('the end', () => {
  // The sockets of the tests before.
  beforeAll(() => released({ Timeout: 9 }));

  test('leaves neither a socket nor a timer', async () => {
    const before = resources();
    const core = createCore();
    core.setWatched(true);
    await core.open();
    await until(core, ({ live }) => live.counts.polls >= 2);
    expect(resources().TCPServerWrap ?? 0).toBeGreaterThan(before.TCPServerWrap ?? 0);
    await core.close();
    await released(before);
  });

  test('waits for a beginning that is still under way', async () => {
    const before = resources();
    const core = createCore();
    const isOpen = core.open();
    await core.close();
    await isOpen;
    const { polls } = core.states.state.live.counts;
    await released(before);
    expect(core.states.state.live.counts.polls).toBe(polls);
  });

  test('comes after changes of the source, however quickly they follow each other', async () => {
    const simulator = await simulate();
    const before = resources();
    const core = createCore();
    const changes = [
      core.open(),
      core.changeSettings({ source: meterAt(simulator.port) }),
      core.changeSettings({ source: { kind: 'demo' } }),
      core.changeSettings({ source: meterAt(simulator.port) }),
    ];
    await core.close();
    await Promise.all(changes);
    expect(core.states.state.live.source).toEqual(meterAt(simulator.port));
    await released(before);
  });
});
