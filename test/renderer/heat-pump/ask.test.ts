import { expect, test } from 'vitest';
import { OVERTAKEN } from '../../../app/history/query.ts';
import { err, ok } from '../../../app/result.ts';
import { epochMs, hours } from '../../../app/units.ts';
import { askSpan } from '../../../renderer/heat-pump/ask.ts';
import { FIRST_STATE } from '../app-state.ts';
import { bridgeDouble } from '../bridge-double.ts';
import { insights, run, START } from './figures.ts';

const QUERY = {
  kind: 'day',
  from: START,
  to: epochMs(START + hours(24)),
  zone: 'Europe/Berlin',
} as const;
const FAULT = { kind: 'gone', detail: 'exit code 1' } as const;

test('a span is asked for with its runs, and the answer knows its question', async () => {
  const { bridge, calls } = bridgeDouble(FIRST_STATE, {
    insights: async () => ok(insights()),
    insightRuns: async () => ok([run(1)]),
  });
  expect(await askSpan(bridge, QUERY)).toMatchObject({ ok: true, value: { query: QUERY } });
  const { from, to } = QUERY;
  expect(calls).toContainEqual(['insightRuns', 'heat-pump', { from, to }]);
});

test('half an answer is none', async () => {
  const half = bridgeDouble(FIRST_STATE, {
    insights: async () => ok(insights()),
    insightRuns: async () => err(FAULT),
  });
  expect(await askSpan(half.bridge, QUERY)).toEqual(err(FAULT));
  const late = bridgeDouble(FIRST_STATE, {
    insights: async () => OVERTAKEN,
    insightRuns: async () => ok([]),
  });
  expect(await askSpan(late.bridge, QUERY)).toBe(OVERTAKEN);
});
