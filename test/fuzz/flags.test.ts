import fc from 'fast-check';
import { expect } from 'vitest';
import { isHost, MAX_PORT, MAX_UNIT, type MeterSource } from '../../app/meter-url.ts';
import { createTexts } from '../../app/text/translate.ts';
import { readMeterUrl, readNumber, readOptions } from '../../main/cli/arguments.ts';
import type { CommandIo } from '../../main/cli/command.ts';
import { readExporterOptions } from '../../main/cli/commands/exporter-options.ts';
import { readRange, readZone } from '../../main/cli/history-arguments.ts';
import { parseFlags } from '../../main/flags.ts';
import { fuzz } from './fuzz.ts';
import { mutatedText } from './mutations.ts';

const { t } = createTexts('en');

const NAMES = [
  ...['meter', 'metrics', 'kiosk', 'hidden', 'lang', 'theme', 'user-data-dir', 'snapshot', 'view'],
  ...[
    'size',
    'data',
    'from',
    'to',
    'zone',
    'poll',
    'log-level',
    'file',
    '__proto__',
    'constructor',
  ],
];
const VALUES = [
  ...[
    'demo:',
    'tcp://192.168.2.10:8899/2',
    'rtu+tcp://[::1]:4196/247',
    'auto://h:1/1',
    'tcp://h:0/0',
  ],
  ...['0.0.0.0:9100', ':9100', '[::]:65536', 'de', 'dark', 'kiosk', '1280x800', '1x1', '30', '1e3'],
  ...[
    '-1',
    'Europe/Berlin',
    '2026-11-22',
    '2026-03-29T02:30',
    '0',
    '',
    'NaN',
    'a b',
    'x'.repeat(300),
  ],
];

const value = fc.oneof(
  fc.constantFrom(...VALUES),
  mutatedText(fc.constantFrom(...VALUES)),
  fc.string(),
);
const argument = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom(...NAMES), value).map(([n, v]) => [`--${n}=${v}`]),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom(...NAMES), value).map(([n, v]) => [`--${n}`, v]),
  },
  { weight: 2, arbitrary: fc.constantFrom(...NAMES).map((name) => [`--${name}`]) },
  { weight: 1, arbitrary: fc.constantFrom(['--'], ['-'], ['--no-sandbox'], ['-v'], ['---']) },
  { weight: 1, arbitrary: value.map((text) => [text]) },
);
const commandLine = fc.array(argument, { maxLength: 4 }).map((parts) => parts.flat());

function expectMeter(source: MeterSource | null): void {
  if (source === null || source.kind === 'demo') return;
  const { host, port, unit } = source.address;
  expect(isHost(host)).toBe(true);
  for (const [number, max] of [
    [port, MAX_PORT],
    [unit, MAX_UNIT],
  ] as const) {
    expect(Number.isInteger(number) && number >= 1 && number <= max).toBe(true);
  }
}

let understood = 0;

fuzz<readonly string[]>('flags of the app', {
  cases: 10_000,
  arbitrary: commandLine,
  check: (args) => {
    const flags = parseFlags(args);
    if (!flags.ok) {
      const { text, values } = flags.error;
      expect(t(`flags:${text}`, values)).not.toBe('');
      return;
    }
    understood += 1;
    const { meter, metrics, snapshot } = flags.value;
    expectMeter(meter);
    if (metrics !== null) expect(metrics.port >= 1 && metrics.port <= MAX_PORT).toBe(true);
    if (snapshot === null) return;
    expect(snapshot.width >= 200 && snapshot.width <= 8000).toBe(true);
    expect(snapshot.height >= 200 && snapshot.height <= 8000).toBe(true);
  },
  finally: () => expect(understood).toBeGreaterThan(500),
});

const io = (env: CommandIo['env']): CommandIo => ({
  language: 'en',
  t,
  out: () => Promise.resolve(),
  locale: '',
  complain: () => undefined,
  env,
  stop: new AbortController().signal,
});

const environment = fc.dictionary(
  fc.constantFrom('WAGO_METER', 'WAGO_METRICS', 'WAGO_DATA', 'WAGO_POLL', 'WAGO_LOG_LEVEL'),
  value,
);

fuzz<{ readonly args: readonly string[]; readonly env: CommandIo['env'] }>(
  'options of the exporter',
  {
    cases: 10_000,
    arbitrary: fc.record({ args: commandLine, env: environment }),
    check: ({ args, env }) => {
      const options = readExporterOptions(args, io(env));
      if (!options.ok) {
        expect(options.error).not.toBe('');
        return;
      }
      expectMeter(options.value.source);
      const { pollS } = options.value;
      expect(Number.isInteger(pollS) && pollS >= 1 && pollS <= 300).toBe(true);
    },
  },
);

const HISTORY_NAMES = ['data', 'from', 'to', 'zone', 'meter', 'poll'] as const;

fuzz<readonly string[]>('options of the commands', {
  cases: 10_000,
  arbitrary: commandLine,
  check: (args) => {
    const options = readOptions(args, HISTORY_NAMES, 'usage', t);
    if (!options.ok) {
      expect(options.error).not.toBe('');
      return;
    }
    const { zone, meter, poll } = options.value;
    for (const name of Object.keys(options.value)) expect(HISTORY_NAMES).toContain(name);
    const source = readMeterUrl(meter, 'usage', t);
    if (source.ok) expectMeter(source.value);
    const read = readNumber('--poll', poll, 30, { min: 1, max: 300, whole: true }, 'usage', t);
    if (read.ok) expect(read.value >= 1 && read.value <= 300).toBe(true);
    const known = readZone(zone, t);
    if (!known.ok) return;
    const range = readRange(options.value, known.value, 'usage', t);
    if (range.ok) expect(range.value.from < range.value.to).toBe(true);
  },
});
