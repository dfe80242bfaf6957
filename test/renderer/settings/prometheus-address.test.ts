import { expect, test } from 'vitest';
import { parsePort } from '../../../renderer/settings/fields.ts';
import { readPrometheusAddress } from '../../../renderer/settings/prometheus-address.ts';

test.each([
  ['', ''],
  ['  ', ''],
  ['raspberrypi:9090', 'http://raspberrypi:9090'],
  ['192.168.2.5:9090/', 'http://192.168.2.5:9090'],
  [' https://pi.example/prometheus/ ', 'https://pi.example/prometheus'],
])('"%s" is the address "%s"', (text, url) => {
  expect(readPrometheusAddress(text)).toEqual({ kind: 'address', url });
});

test.each(['ftp://pi', 'http://', 'a b', '://', 'http://pi:99999'])('"%s" is none', (text) => {
  expect(readPrometheusAddress(text)).toEqual({ kind: 'wrong' });
});

test('a password in it is not taken', () => {
  expect(readPrometheusAddress('http://me:secret@pi:9090')).toEqual({ kind: 'password' });
  expect(readPrometheusAddress('me@pi:9090')).toEqual({ kind: 'password' });
});

test('a port is a whole number from 1 to 65535', () => {
  expect([' 9100 ', '1', '65535'].map(parsePort)).toEqual([9100, 1, 65535]);
  for (const text of ['', '0', '65536', '-1', '9.1', '0x10']) expect(parsePort(text)).toBeNull();
});
