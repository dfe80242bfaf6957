import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatHostPort, parseHostPort } from '../../../app/metrics/host-port.ts';

const parsed = (text: string) => {
  const result = parseHostPort(text);
  return result.ok ? result.value : null;
};

test('an address, a name, brackets and a bare port are understood', () => {
  expect(parsed('127.0.0.1:9100')).toEqual({ host: '127.0.0.1', port: 9100 });
  expect(parsed('localhost:80')).toEqual({ host: 'localhost', port: 80 });
  expect(parsed('[::1]:9100')).toEqual({ host: '::1', port: 9100 });
  expect(parsed(':9100')).toEqual({ host: '0.0.0.0', port: 9100 });
});

test.each(['', '9100', 'host', 'host:', 'host:65536', '::1:9100', 'a b:1', 'http://x:1'])(
  '%j is refused',
  (text) => {
    expect(parsed(text)).toBeNull();
  },
);

test('formatting is the inverse of parsing', () => {
  const host = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('localhost', 'raspberrypi.local'));
  fc.assert(
    fc.property(host, fc.integer({ min: 0, max: 65_535 }), (name, port) => {
      expect(parsed(formatHostPort({ host: name, port }))).toEqual({ host: name, port });
    }),
  );
});
