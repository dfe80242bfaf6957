import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePrometheusUrl } from '../../app/history/prometheus-url.ts';
import {
  formatMeterUrl,
  hostOfUrl,
  isHost,
  MAX_PORT,
  MAX_UNIT,
  type MeterSource,
  parseMeterUrl,
} from '../../app/meter-url.ts';
import { parseHostPort } from '../../app/metrics/host-port.ts';
import { MODEL_IDS, type ModelId } from '../../app/registers/models.ts';

const meter = (
  framing: 'tcp' | 'rtu-over-tcp' | 'auto',
  host: string,
  port: number,
  unit: number,
  model: ModelId = 'wago-879',
) => ({
  ok: true,
  value: { kind: 'meter', address: { framing, host, port, unit, model } },
});

const faultOf = (text: string): string => {
  const parsed = parseMeterUrl(text);
  return parsed.ok ? 'none' : parsed.error.kind;
};

describe('the URL of a meter', () => {
  test.each([
    ['tcp://192.168.2.10:8899/2', meter('tcp', '192.168.2.10', 8899, 2)],
    ['rtu+tcp://gateway.local:4196/247', meter('rtu-over-tcp', 'gateway.local', 4196, 247)],
    ['auto://wago:502/1', meter('auto', 'wago', 502, 1)],
    ['TCP://Wärmepumpe:502/1', meter('tcp', 'Wärmepumpe', 502, 1)],
    ['tcp://[::1]:502/1', meter('tcp', '::1', 502, 1)],
    ['tcp://[fe80::1%eth0]:502/1', meter('tcp', 'fe80::1%eth0', 502, 1)],
    ['tcp://wago:502/1?model=wago-879', meter('tcp', 'wago', 502, 1)],
    ['tcp://host:502/1?model=sdm630', meter('tcp', 'host', 502, 1, 'sdm630')],
    ['auto://[::1]:502?model=sdm630', meter('auto', '::1', 502, 2, 'sdm630')],
    ['TCP://[::1]:502/1/', meter('tcp', '::1', 502, 1)],
    ['tcp://192.168.2.10:502//', meter('tcp', '192.168.2.10', 502, 2)],
    ['tcp://host:502/1/?model=SDM630', meter('tcp', 'host', 502, 1, 'sdm630')],
    ['rtu+TCP://host:502/?MODEL=Wago-879', meter('rtu-over-tcp', 'host', 502, 2)],
    ['DEMO:', { ok: true, value: { kind: 'demo' } }],
    ['demo:', { ok: true, value: { kind: 'demo' } }],
  ])('%s is understood', (text, expected) => {
    expect(parseMeterUrl(text)).toEqual(expected);
  });

  test.each(['tcp://192.168.2.10:8899', 'tcp://192.168.2.10:8899/'])(
    'may leave the unit out, which is then 2: %s',
    (text) => {
      expect(parseMeterUrl(text)).toEqual(meter('tcp', '192.168.2.10', 8899, 2));
    },
  );

  test.each([
    '',
    'demo',
    'demo://',
    '192.168.2.10:8899',
    'http://192.168.2.10:8899/2',
    'tcp:192.168.2.10:8899/2',
    'tcp://192.168.2.10',
    'tcp://192.168.2.10/2',
    'tcp://host:502/2/3',
    'tcp://host:502/2?',
    'tcp://host:502/2?modell=sdm630',
    'demo:?model=sdm630',
    'tcp://::1:502/2',
    'tcp+rtu://host:502/2',
    // Names that every object has.
    'constructor://host:502/2',
    'tostring://host:502/2',
  ])('"%s" is none', (text) => {
    expect(faultOf(text)).toBe('not-a-meter-url');
  });

  test.each(['', '0', '65536', '-1', '8899x', '1e3', '0x10', ' 502', '8.5'])(
    'needs a port from 1 to 65535, not "%s"',
    (port) => {
      expect(faultOf(`tcp://host:${port}/2`)).toBe('bad-port');
    },
  );

  test.each(['0', '248', 'x', '-2', '2.0', '2 '])(
    'needs a unit from 1 to 247, not "%s"',
    (unit) => {
      expect(faultOf(`tcp://host:502/${unit}`)).toBe('bad-unit');
    },
  );

  test.each(['-host', 'ho st', 'user@host', '.', 'host?', '[a:b]', '[', '[::1%]', '[1.2.3.4:80]'])(
    'needs a host that can be one, not "%s"',
    (host) => {
      expect(faultOf(`tcp://${host}:502/2`)).toBe('bad-host');
    },
  );

  test.each([
    '192.168.002.010',
    '127.0.520',
    '0x7f.1',
    '2130706433',
    '0177.0.0.1',
    '1.2.3',
    '1.2.3.4.5',
    '192.168.2.256',
    '192.168.2.10.',
    '192.168.2.0x0a',
    '0x',
    '192.168.2.１０',
    'ｇateway',
    '192.168..10',
    'host..local',
    'host-.local',
    'x'.repeat(64),
  ])('refuses a host that a system connects to as another one than it looks like: %s', (host) => {
    expect(faultOf(`tcp://${host}:502/2`)).toBe('bad-host');
    expect(parseHostPort(`${host}:9100`).ok).toBe(false);
    expect(parsePrometheusUrl(`http://${host}:9090`)).toBeNull();
    expect(parsePrometheusUrl(`http://user@${host}/path`)).toBeNull();
  });

  test.each(['user:password@192.168.2.10', 'user@gateway', '192.168.2.10\t', 'a b'])(
    'refuses what is more than a host: %s',
    (host) => {
      expect(parseMeterUrl(`tcp://${host}:502/2`).ok).toBe(false);
    },
  );

  test('whatever looks like an IPv4 address and is taken is connected to as it stands there', () => {
    const part = fc.oneof(
      fc.integer({ min: 0, max: 300 }).map(String),
      fc.integer({ min: 0, max: 255 }).map((number) => `0${number.toString(8)}`),
      fc.integer({ min: 0, max: 255 }).map((number) => `0x${number.toString(16)}`),
      fc.constantFrom('', '1e1', '+1', '1_0', '٣', '１'),
    );
    const host = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(host, (typed) => {
        if (!isHost(typed)) return;
        const system = URL.canParse(`http://${typed}`) ? new URL(`http://${typed}`).hostname : '';
        if (isIP(system) !== 0 || isIP(typed) !== 0) expect(system).toBe(typed);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['http://[::1]:9090/', '::1'],
    ['HTTPS:\\\\host\\x', 'host'],
    ['http://user:p@ss@host:1/?q#f', 'host'],
  ])('the host of %s is %s', (url, host) => {
    expect(hostOfUrl(url)).toBe(host);
  });

  test('nothing that is typed makes it throw', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((rest) => `tcp://${rest}`),
      fc.string().map((rest) => `tcp://[${rest}]:502/2?model=${rest}`),
    );
    fc.assert(
      fc.property(text, (typed) => {
        parseMeterUrl(typed);
        parseHostPort(typed);
        isHost(typed);
        hostOfUrl(typed);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['', 'sdm72', 'sdm630&x=1', 'constructor'])(
    'needs a meter that can be read, not "%s"',
    (model) => {
      expect(faultOf(`tcp://host:502/1?model=${model}`)).toBe('bad-model');
    },
  );

  test('names the meter only where it is not the usual one', () => {
    const url = 'tcp://host:502/1';
    const parsed = parseMeterUrl(`${url}?model=wago-879`);
    expect(parsed.ok && formatMeterUrl(parsed.value)).toBe(url);
  });

  test('comes back as it was from every source that can be written', () => {
    const host = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.domain(),
      fc.constantFrom('wago', 'Zähler_1', 'fe80::1%eth0', 'host.'),
    );
    const source = fc.record({
      kind: fc.constant('meter' as const),
      address: fc.record({
        framing: fc.constantFrom('tcp', 'rtu-over-tcp', 'auto'),
        host,
        port: fc.integer({ min: 1, max: MAX_PORT }),
        unit: fc.integer({ min: 1, max: MAX_UNIT }),
        model: fc.constantFrom(...MODEL_IDS),
      }),
    }) as fc.Arbitrary<MeterSource>;
    fc.assert(
      fc.property(fc.oneof(source, fc.constant<MeterSource>({ kind: 'demo' })), (wanted) => {
        expect(parseMeterUrl(formatMeterUrl(wanted))).toEqual({ ok: true, value: wanted });
      }),
    );
  });

  test('is an address that works or a fault, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.tuple(fc.string(), fc.string(), fc.string()).map(([a, b, c]) => `${a}://${b}:502/${c}`),
      fc.string().map((text) => `tcp://${text}:8899/2`),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseMeterUrl(text);
        if (!parsed.ok || parsed.value.kind === 'demo') return;
        const { framing, host, port, unit } = parsed.value.address;
        expect(['tcp', 'rtu-over-tcp', 'auto']).toContain(framing);
        expect(isHost(host)).toBe(true);
        expect([Number.isInteger(port), Number.isInteger(unit)]).toEqual([true, true]);
      }),
    );
  });
});

describe('a host', () => {
  test.each([
    '192.168.2.10',
    'gateway',
    'wago.fritz.box',
    'a',
    '_x',
    '::1',
    'FE80::1%en0',
    'host.',
  ])('may be %s', (host) => expect(isHost(host)).toBe(true));

  test.each([
    '',
    ' ',
    'a b',
    'a/b',
    '-a',
    'http://x',
    // An address with its port, typed into the field for the host.
    '192.168.2.10:8899',
    'gateway:8899',
    ':',
    '[::1]',
    'a'.repeat(254),
  ])('may not be "%s"', (host) => expect(isHost(host)).toBe(false));
});
