import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesThisComputer, routeOf } from '../../main/metrics/route.ts';

const get = (target: string, host = 'localhost:9100') => ({ method: 'GET', target, host });

describe('paths', () => {
  test.each([
    ['/', 'page'],
    ['/metrics', 'metrics'],
    ['/metrics?x=1', 'metrics'],
    ['/-/healthy', 'healthy'],
    ['/metrics/', 'not-found'],
    ['/%6detrics', 'not-found'],
    ['/../metrics', 'not-found'],
    ['/__proto__', 'not-found'],
    ['/constructor', 'not-found'],
    ['http://localhost/metrics', 'bad-target'],
    ['*', 'bad-target'],
    ['', 'bad-target'],
  ] as const)('%s is %s', (target, route) => {
    expect(routeOf(get(target), true)).toBe(route);
  });
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'])('%s is refused', (method) => {
  expect(routeOf({ ...get('/metrics'), method }, true)).toBe('wrong-method');
});

test('HEAD goes where GET goes', () => {
  expect(routeOf({ ...get('/metrics'), method: 'HEAD' }, true)).toBe('metrics');
});

describe('the Host header', () => {
  test.each([
    'localhost',
    'localhost:9100',
    'LOCALHOST:1',
    '127.0.0.1:9100',
    '127.9.8.7',
    '[::1]:9100',
  ])('%s is this computer', (host) => {
    expect(namesThisComputer(host)).toBe(true);
  });

  test.each([
    undefined,
    '',
    'evil.example',
    'evil.example:9100',
    'localhost.evil.example',
    '127.0.0.1.evil.example:9100',
    'evil.example:9100:9100',
    'user@localhost',
    '[::1',
    '::1',
    '[::2]:9100',
    '192.168.2.10:9100',
    '127.0.0.256',
    'localhost:9100, evil.example',
  ])('%s is not', (host) => {
    expect(namesThisComputer(host)).toBe(false);
  });

  test('is not asked about when the whole network may read', () => {
    expect(routeOf(get('/metrics', 'modbus_exporter:9100'), false)).toBe('metrics');
  });

  test('comes before everything else on the loopback', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (method, target) => {
        expect(routeOf({ method, target, host: 'evil.example' }, true)).toBe('wrong-host');
      }),
    );
  });
});
