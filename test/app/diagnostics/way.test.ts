import { describe, expect, test } from 'vitest';
import { wayLights } from '../../../app/diagnostics/way.ts';
import type { PollFault } from '../../../app/fault.ts';
import { type Live, startLive } from '../../../app/live.ts';
import { EMPTY_MEASUREMENT } from '../../../app/measurement.ts';
import { SEED_ADDRESS } from '../../../app/meter-url.ts';
import { epochMs, hertz, powerFactor, seconds, watts } from '../../../app/units.ts';

const NOW = epochMs(1_000_000);
const STARTED = startLive({ kind: 'meter', address: SEED_ADDRESS }, seconds(2), NOW);
const POLLED = {
  ...EMPTY_MEASUREMENT,
  power: watts(46),
  powerL1: watts(46),
  powerL2: watts(0),
  powerL3: watts(0),
  frequency: hertz(50),
  powerFactor: powerFactor(0.55),
};
const ONLINE: Live = {
  ...STARTED,
  link: { state: 'online', since: NOW },
  session: {
    framing: 'tcp',
    identity: { serial: 1, energyMode: 'import', floatFormat: true },
  },
  at: NOW,
  values: POLLED,
};
const troubled = (state: 'faltering' | 'offline', fault: PollFault): Live => ({
  ...STARTED,
  link: { state, since: NOW, fault, failures: 1, nextTryAt: NOW },
});

/** In the order name, port, unit, format, values. */
const lightsOf = (live: Live, now = NOW): string => Object.values(wayLights(live, now)).join(' ');

const HOST = { host: 'gateway', port: 8899 };

describe('the lights from the gateway to a reading', () => {
  test('wait until the first attempt has ended', () => {
    expect(lightsOf(STARTED)).toBe('pending pending pending pending pending');
  });

  test('are all in order after a plausible reading, also before energy was asked for', () => {
    expect(lightsOf(ONLINE)).toBe('ok ok ok ok ok');
  });

  test.each<[string, PollFault, string]>([
    ['name', { kind: 'name-not-found', host: 'x' }, 'failed skipped skipped skipped skipped'],
    ['port', { kind: 'refused', ...HOST }, 'ok failed skipped skipped skipped'],
    ['host', { kind: 'unreachable', ...HOST }, 'ok failed skipped skipped skipped'],
    ['unit', { kind: 'no-answer', unit: 2, afterMs: 1000 }, 'ok ok failed skipped skipped'],
    ['framing', { kind: 'garbled', detail: 'CRC' }, 'ok ok failed skipped skipped'],
    ['connection', { kind: 'closed' }, 'ok ok failed skipped skipped'],
    ['format', { kind: 'not-float', dataFormat: 2 }, 'ok ok ok failed skipped'],
    ['registers', { kind: 'exception', code: 2, address: 0x5012 }, 'ok ok ok skipped failed'],
  ])('fail where a poll failed: %s', (_, fault, expected) => {
    expect(lightsOf(troubled('offline', fault))).toBe(expected);
  });

  test('call a single lost reply on a shared bus a lapse and no failure', () => {
    const lost = troubled('faltering', { kind: 'no-answer', unit: 2, afterMs: 1000 });
    expect(lightsOf(lost)).toBe('ok ok doubtful skipped skipped');
  });

  test('say nothing of a poll that the app itself stopped', () => {
    expect(lightsOf(troubled('offline', { kind: 'stopped' }))).toBe(
      'pending pending pending pending pending',
    );
  });

  test('wait for the unit once the newest reading is stale', () => {
    const later = epochMs(NOW + 60_000);
    expect(lightsOf(ONLINE, later)).toBe('ok ok pending pending pending');
  });

  test('tell one missing value from all missing values', () => {
    const one = { ...ONLINE, values: { ...POLLED, frequency: null } };
    expect(lightsOf(one)).toBe('ok ok ok ok doubtful');
    expect(lightsOf({ ...ONLINE, values: EMPTY_MEASUREMENT })).toBe('ok ok ok ok failed');
  });

  test('do not claim a format that the meter does not tell', () => {
    const identity = { serial: null, energyMode: null, floatFormat: null };
    const session = { framing: 'tcp', identity } as const;
    expect(lightsOf({ ...ONLINE, session })).toBe('ok ok ok skipped ok');
  });

  test('have neither name nor port for the demo, and nothing while paused', () => {
    expect(lightsOf({ ...ONLINE, source: { kind: 'demo' } })).toBe('skipped skipped ok ok ok');
    const paused: Live = { ...ONLINE, link: { state: 'paused', since: NOW } };
    expect(lightsOf(paused)).toBe('skipped skipped skipped skipped skipped');
  });
});
