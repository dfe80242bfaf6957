import { describe, expect, test } from 'vitest';
import { faultCounts, rejectionCounts } from '../../../app/diagnostics/counts.ts';
import { diskLight, endpointLight, memoryLight, piLight } from '../../../app/diagnostics/lights.ts';
import type { PiTarget } from '../../../app/metrics/pi-health.ts';
import { reachOf } from '../../../app/metrics/reach.ts';
import { epochMs } from '../../../app/units.ts';

const AT = { host: '127.0.0.1', port: 9100 };
const target = (isUp: boolean | null): PiTarget => ({
  job: 'wago',
  instance: 'exporter:9100',
  labels: {},
  isUp,
  lastScrapeAt: null,
  oldestAt: epochMs(0),
  newestAt: epochMs(0),
});
const pi = (...up: readonly (boolean | null)[]) =>
  piLight({ state: 'reachable', targets: up.map(target) });

describe('a light', () => {
  test('of the endpoint tells off from failed', () => {
    expect(endpointLight({ state: 'off' })).toBe('skipped');
    expect(endpointLight({ state: 'starting', at: AT })).toBe('pending');
    const fault = { kind: 'port-taken', port: 9100 } as const;
    expect(endpointLight({ state: 'failed', at: AT, fault, nextTryAt: epochMs(0) })).toBe('failed');
  });

  test('of the Pi is in order as soon as one target is up, whatever became of older ones', () => {
    expect(pi(true, null, false)).toBe('ok');
    expect(pi(false, null)).toBe('failed');
    expect(pi(null)).toBe('doubtful');
    expect(pi()).toBe('doubtful');
    expect(piLight(null)).toBe('skipped');
    const fault = { kind: 'half-answer', url: 'http://pi:9090' } as const;
    expect(piLight({ state: 'unreachable', fault })).toBe('failed');
  });

  test('of disk and memory warns before nothing is left', () => {
    expect([10e9, 100e6, 10e6].map(diskLight)).toEqual(['ok', 'doubtful', 'failed']);
    expect(diskLight(null)).toBe('skipped');
    expect([10e9, 100e6, 10e6].map(memoryLight)).toEqual(['ok', 'doubtful', 'failed']);
  });
});

describe('counts', () => {
  test('come with the most frequent first and without what never happened', () => {
    const counts = {
      polls: 10,
      faults: { closed: 1, 'no-answer': 3 },
      rejections: { 'powerL2/not-finite': 2, 'energy/energy-fell': 5 },
    };
    expect(faultCounts(counts)).toEqual([
      { kind: 'no-answer', count: 3 },
      { kind: 'closed', count: 1 },
    ]);
    expect(rejectionCounts(counts)).toEqual([
      { field: 'energy', reason: 'energy-fell', count: 5 },
      { field: 'powerL2', reason: 'not-finite', count: 2 },
    ]);
  });
});

describe('the reach of an address', () => {
  test.each([
    ['127.0.0.1', 'here'],
    ['127.1.2.3', 'here'],
    ['localhost', 'here'],
    ['::1', 'here'],
    ['0.0.0.0', 'network'],
    ['::', 'network'],
    ['192.168.2.5', 'one-address'],
    ['127.example.org', 'one-address'],
  ])('%s is %s', (host, expected) => {
    expect(reachOf(host)).toBe(expected);
  });
});
