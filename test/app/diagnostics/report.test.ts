import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AppState } from '../../../app/bridge/state.ts';
import { addressKind } from '../../../app/diagnostics/address-kind.ts';
import { diagnosticsReport, type ReportSources } from '../../../app/diagnostics/report.ts';
import type { PollFault } from '../../../app/fault.ts';
import { startLive } from '../../../app/live.ts';
import { NO_RECENT_POWER } from '../../../app/recent.ts';
import { DEFAULT_SETTINGS } from '../../../app/settings.ts';
import { after, epochMs, millis, seconds } from '../../../app/units.ts';

const AT = epochMs(Date.UTC(2026, 9, 4, 12));
const EARLIER = after(AT, -5000);

/** A state in which everything that can name somebody or something holds `secret`. */
function sourcesWith(secret: string, serial: number): ReportSources {
  const source = {
    kind: 'meter',
    address: { framing: 'auto', host: secret, port: 8899, unit: 2, model: 'wago-879' },
  } as const;
  const fault: PollFault = { kind: 'garbled', detail: secret };
  const state: AppState = {
    live: {
      ...startLive(source, seconds(2), EARLIER),
      link: { state: 'offline', since: EARLIER, fault, failures: 4, nextTryAt: AT },
      session: { framing: 'tcp', identity: { serial, energyMode: 'import', floatFormat: true } },
      at: EARLIER,
      pollTook: millis(173.4),
      counts: { polls: 120, faults: { garbled: 4 }, rejections: { 'power/not-finite': 2 } },
    },
    heatPump: null,
    heat: null,
    recent: NO_RECENT_POWER,
    today: null,
    heatPumpToday: null,
    settings: {
      ...DEFAULT_SETTINGS,
      source,
      metrics: { enabled: true, host: secret, port: 9100 },
      prometheus: { url: `http://${secret}:9090/${secret}` },
      kioskDisplay: secret,
    },
    overridden: [],
    notices: [{ id: secret, text: 'settingsSetAside', values: { file: `/home/${secret}/x` } }],
    alerts: [],
    update: { kind: 'unasked' },
  };
  const labels = { [secret]: secret };
  const target = { job: secret, instance: secret, labels, isUp: true, lastScrapeAt: AT };
  return {
    at: AT,
    state,
    machine: {
      version: '0.1.0',
      runtime: 'electron 45.4.1',
      system: 'linux x64 6.1.0',
      memoryTotal: 8e9,
      memoryFree: 2e9,
      diskFree: 12e9,
    },
    endpoint: {
      status: {
        state: 'listening',
        since: EARLIER,
        at: { host: secret, port: 9100 },
        reachableFromNetwork: true,
        urls: [`http://${secret}:9100/metrics`],
      },
      lastScrape: { at: EARLIER, from: secret, agent: secret },
      scrapes: 7,
    },
    pi: { state: 'reachable', targets: [{ ...target, oldestAt: EARLIER, newestAt: AT }] },
  };
}

const report = (secret = '192.168.2.10', serial = 12_345_687) =>
  diagnosticsReport(sourcesWith(secret, serial));

describe('the report', () => {
  test('tells what somebody who helps needs', () => {
    for (const line of [
      'at: 2026-10-04T12:00:00.000Z',
      'app: 0.1.0 (electron 45.4.1)',
      'memory: 2000 MB of 8000 MB free',
      'meter: wago-879, private address, port 8899, unit 2, framing auto',
      'session: framing tcp, serial …87, counts import, float true',
      'link: offline, since 5 s ago',
      'fault: garbled, 4 in a row',
      'poll: every 2000 ms, took 173 ms',
      '  fault garbled: 4',
      '  rejected power not-finite: 2',
      'metrics: listening, 7 scrapes, last 5 s ago',
      'prometheus: reachable, targets: up',
      'notices: settingsSetAside',
      '  pollIdleS: 30',
      '  prometheus: set',
    ]) {
      expect(report().split('\n')).toContain(line);
    }
  });

  test('does not give away a name or an address, wherever it stands', () => {
    const name = fc.stringMatching(/^[a-z]{4}Q[a-z0-9]{3,8}$/);
    const address = fc.ipV4().filter((ip) => ip.length > 9);
    fc.assert(
      fc.property(fc.oneof(name, address, fc.ipV6()), (secret) => {
        expect(report(secret)).not.toContain(secret);
      }),
    );
  });

  test('does not give away the serial number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 0xffff_ffff }), (serial) => {
        expect(report('gateway', serial)).not.toContain(String(serial).slice(0, -2));
      }),
    );
  });

  test('does without what has not been answered yet', () => {
    const { state } = sourcesWith('x', 1);
    const bare = diagnosticsReport({ at: AT, state, machine: null, endpoint: null, pi: null });
    expect(bare).not.toMatch(/^(app|metrics|prometheus):/m);
  });
});

describe('the kind of an address', () => {
  test.each([
    ['192.168.2.10', 'private address'],
    ['10.0.0.1', 'private address'],
    ['172.16.0.1', 'private address'],
    ['172.32.0.1', 'public address'],
    ['fd00::1', 'private address'],
    ['fe80::1', 'private address'],
    ['2001:db8::1', 'public address'],
    ['8.8.8.8', 'public address'],
    ['127.0.0.1', 'this computer'],
    ['gateway.example', 'name'],
  ])('%s is: %s', (host, kind) => {
    expect(addressKind(host)).toBe(kind);
  });
});
