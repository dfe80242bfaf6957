import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answer, rangeAnswer, seriesAnswer } from '../../main/prometheus/answer.ts';
import { ANYTHING, JsonStream } from '../../main/prometheus/json-stream.ts';
import { mutatedText } from '../fuzz/mutations.ts';

/** Feeds `text` in pieces of these lengths, over and over. */
function feed(stream: JsonStream, text: string, lengths: readonly number[]): boolean {
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    if (!stream.push(text.slice(at, at + length))) return false;
    at += length;
  }
  return stream.isComplete;
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
/** A number alone has no end that could be seen before the document's. */
const document = fc.jsonValue({ maxDepth: 8 }).map((value) => JSON.stringify({ value }, null, 1));

test('takes what JSON.parse takes and refuses what it refuses, however it is cut', () => {
  const text = fc.oneof(document, mutatedText(document));
  fc.assert(
    fc.property(text, lengths, (some, cuts) => {
      const whole = some.trim();
      if (!/^[{[]/.test(whole)) return;
      expect(feed(new JsonStream(ANYTHING), whole, cuts)).toBe(isJson(whole));
    }),
    { numRuns: 2000 },
  );
});

const points = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 2 ** 31 }).map((ms) => ms / 1000),
    fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }).map(String), fc.constant('NaN')),
  ),
);
const result = fc.array(
  fc.record({ metric: fc.dictionary(fc.string(), fc.string()), values: points }),
);

const taken = <T>(answer: Answer<T>, text: string, cuts: readonly number[]) =>
  feed(answer.stream, text, cuts) ? answer.result() : null;

test('gives the series and points that were sent, however they are cut', () => {
  fc.assert(
    fc.property(result, lengths, (series, cuts) => {
      const data = { resultType: 'matrix', result: series };
      const text = JSON.stringify({
        status: 'success',
        data,
        warnings: ['slow'],
        stats: { a: [1] },
      });
      const expected = series.map(({ metric, values }) => ({
        metric: Object.entries(metric),
        values: values.map(([at, value]) => [at, Number(value)]),
      }));
      const got = taken(rangeAnswer(), text, cuts)?.map(({ metric, values }) => ({
        metric: Object.entries(metric),
        values,
      }));
      expect(got).toEqual(expected);
    }),
  );
});

const range = (inner: string): string =>
  `{"status":"success","data":{"resultType":"matrix","result":${inner}}}`;

test.each([
  ['numbers for series', range('[1,1]')],
  ['a point with one part', range('[{"metric":{},"values":[[1]]}]')],
  ['a point with three', range('[{"metric":{},"values":[[1,"2",3]]}]')],
  ['a value that is no text', range('[{"metric":{},"values":[[1,2]]}]')],
  ['a value that is no number', range('[{"metric":{},"values":[[1,"0x10"]]}]')],
  ['an empty value', range('[{"metric":{},"values":[[1,""]]}]')],
  ['a series without labels', range('[{"values":[]}]')],
  ['a label that is no text', range('[{"metric":{"job":1}}]')],
  ['a vector', '{"status":"success","data":{"resultType":"vector","result":[]}}'],
  ['two documents', `${range('[]')}{}`],
  ['nesting without end', '[{"a":'.repeat(20)],
])('%s are refused', (_what, text) => {
  expect(taken(rangeAnswer(), text, [text.length])).toBeNull();
});

test('a token without end, and more than is taken, end it', () => {
  const labels = seriesAnswer();
  expect(labels.stream.push('{"status":"success","data":[{"job":"')).toBe(true);
  let pieces = 0;
  while (labels.stream.push('x'.repeat(1000))) pieces++;
  expect(pieces).toBeLessThan(20);
  const many = rangeAnswer();
  many.stream.push('{"data":{"result":[{"metric":{},"values":[[1,"NaN"]');
  const more = ',[1,"NaN"]'.repeat(1000);
  pieces = 0;
  while (many.stream.push(more)) pieces++;
  expect(many.isTooMuch()).toBe(true);
  expect(pieces).toBeLessThan(400);
});

test('a name such as __proto__ is a label like any other', () => {
  const [labels] =
    taken(seriesAnswer(), '{"status":"success","data":[{"__proto__":"x"}]}', [7]) ?? [];
  expect(Object.entries(labels ?? {})).toEqual([['__proto__', 'x']]);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});
