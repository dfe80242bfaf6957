import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isZone } from '../../app/energy/periods.ts';
import { exportRequestSchema } from '../../app/history/export.ts';
import { contextQuerySchema, isWebAddress } from '../../app/history/prometheus.ts';
import { parsePrometheusUrl } from '../../app/history/prometheus-url.ts';
import { isHost, parseMeterUrl } from '../../app/meter-url.ts';
import { parseHostPort } from '../../app/metrics/host-port.ts';
import { percentDecoded } from '../../app/percent.ts';
import { periodQuery } from '../../app/report/period.ts';
import { takeSettings } from '../../app/settings.ts';
import { knownLanguage } from '../../app/text/texts.ts';
import { createTexts } from '../../app/text/translate.ts';
import { readChoice, readTime, readZone } from '../../main/cli/history-arguments.ts';
import { parseDraft, withPortSplit } from '../../renderer/connect/address-draft.ts';
import { spanOfTyped } from '../../renderer/heat-pump/span-hash.ts';
import {
  parseBrightness,
  parseNumber,
  parsePort,
  parseTime,
  parseUser,
} from '../../renderer/settings/fields.ts';
import { readPrometheusAddress } from '../../renderer/settings/prometheus-address.ts';
import {
  parseCurrency,
  parseDate,
  parseEdge,
  parsePrice,
} from '../../renderer/settings/tariff-draft.ts';

const { t } = createTexts('en');
const draft = { host: '', port: '8899', unit: '2', framing: 'auto', model: 'wago-879' } as const;
const range = { from: 0, to: 1 };

/** Each parser of what a person types, in the window and on the command line. */
const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  'the address of a Prometheus': parsePrometheusUrl,
  'the address of a Prometheus in the settings': readPrometheusAddress,
  'a web address': isWebAddress,
  'the address of a meter': parseMeterUrl,
  'a host': isHost,
  'a host in the dialog': (host) => parseDraft(withPortSplit({ ...draft, host })),
  'a port in the dialog': (port) => parseDraft({ ...draft, port, unit: port }),
  'an address to listen on': parseHostPort,
  PromQL: (promql) => contextQuerySchema.safeParse({ ...range, promql, points: 1 }),
  'a period': (text) => periodQuery(text, 'Europe/Berlin'),
  'two days': (text) => spanOfTyped(text, text, 'Europe/Berlin'),
  'a time on the command line': (text) => readTime('--from', text, 'Europe/Berlin', 'end', t),
  'a zone': (text) => [isZone(text), readZone(text, t)],
  'a zone of an export': (zone) => exportRequestSchema.safeParse({ ...range, zone }),
  'a choice': (text) => readChoice('--format', text, ['csv', 'json'], t),
  'a language': knownLanguage,
  'a price': (text) => parsePrice('perKwh', text),
  'a currency': parseCurrency,
  'a date of prices': (text) => parseDate(text, { after: '2000-01-01', before: '2100-01-01' }),
  'the edge of a window of prices': (text) => parseEdge('to', text),
  'a time of day': parseTime,
  'a number of a setting': (text) => parseNumber('pollIdleS', text),
  'a port': parsePort,
  'a brightness': parseBrightness,
  'a user': parseUser,
  'any setting': (text) => takeSettings({ source: text, prometheus: { url: text }, tariff: text }),
};

const SEEDS = [
  'http://user:pa%ss@pi:9090/%',
  'http://100%@pi',
  'auto://[fe80::1%eth0]:8899/2?model=%',
  '127.0.0.1:9100',
  '2026-03-29T02:30',
  '2026-W53',
  '0,25 €',
  '24:00',
  'Europe/Berlin',
  'sum(rate(x{y="%"}[5m]))',
];
/** What breaks naive parsers: stray percents, halves of characters, other digits, other lines. */
const odd = fc.constantFrom(
  '%',
  '%%',
  '%zz',
  '%e4',
  '%00',
  '\ud800',
  '٣',
  '½',
  '\0',
  '\n',
  '[',
  ']',
  '@',
  ':',
  '\\',
  '\u202e',
  '-',
  '1e999',
  '__proto__',
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.oneof(odd, fc.string(), fc.constantFrom(...SEEDS)), { maxLength: 5 })
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom(...SEEDS), fc.nat(40), odd)
    .map(([seed, at, what]) => seed.slice(0, at) + what + seed.slice(at)),
);

describe('whatever a person types', () => {
  test.each(Object.entries(PARSERS))('%s is taken or refused, and nothing breaks', (_, parse) => {
    fc.assert(fc.property(text, (typed) => void parse(typed)));
  });
});

test('a stray % in a user or a password is what was typed', () => {
  expect(parsePrometheusUrl('http://us%er:100%@pi:9090')).toEqual({
    url: 'http://pi:9090',
    access: { kind: 'basic', user: 'us%er', password: '100%' },
  });
  expect(parsePrometheusUrl('http://a%20b:%C3%A4%zz%e4@pi')).toMatchObject({
    access: { user: 'a b', password: 'ä%zz%e4' },
  });
});

test('what was encoded is decoded', () => {
  const whole = fc.string({ unit: 'grapheme' });
  fc.assert(fc.property(whole, (plain) => percentDecoded(encodeURIComponent(plain)) === plain));
});
