import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatFor } from '../../main/metrics/accept.ts';

test.each([
  [
    'Prometheus 2.42',
    'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
  ],
  [
    'Prometheus 3',
    'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1',
  ],
  ['a client without a version', 'application/openmetrics-text'],
  ['a quoted version in capitals', 'Application/OpenMetrics-Text; Version="1.0.0"'],
])('OpenMetrics for %s', (_who, accept) => {
  expect(formatFor(accept)).toBe('openmetrics');
});

test.each([
  ['nobody in particular', undefined],
  ['curl', '*/*'],
  ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
  ['one who likes text better', 'application/openmetrics-text;q=0.2,text/plain;q=0.9'],
  ['one who refuses OpenMetrics', 'application/openmetrics-text;q=0'],
  ['one who only knows another version', 'application/openmetrics-text;version=2.0.0'],
  ['one whose weight is no number', 'application/openmetrics-text;q=high'],
])('plain text for %s', (_who, accept) => {
  expect(formatFor(accept)).toBe('text');
});

test('any header at all gets one of the two', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (accept) => {
      expect(['text', 'openmetrics']).toContain(formatFor(accept));
    }),
  );
});
