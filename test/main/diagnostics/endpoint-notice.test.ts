import { expect, test } from 'vitest';
import type { EndpointStatus } from '../../../app/metrics/endpoint.ts';
import { TEXTS } from '../../../app/text/texts.ts';
import { createTexts } from '../../../app/text/translate.ts';
import { epochMs } from '../../../app/units.ts';
import { createEndpointNotice } from '../../../main/diagnostics/endpoint-notice.ts';
import { createCore } from '../../support/core.ts';

const at = { host: '127.0.0.1', port: 9100 };
const failed = (port: number): EndpointStatus => ({
  state: 'failed',
  at,
  fault: { kind: 'port-taken', port },
  nextTryAt: epochMs(0),
});
const LISTENING: EndpointStatus = {
  state: 'listening',
  since: epochMs(0),
  at,
  reachableFromNetwork: false,
  urls: ['http://127.0.0.1:9100/metrics'],
};

function board() {
  const { states } = createCore();
  return { states, told: createEndpointNotice(states), shown: () => states.state.notices };
}

test('a taken port is a notice until the endpoint listens', () => {
  const { told, shown } = board();
  told(failed(9100));
  expect(shown()).toHaveLength(1);
  told({ state: 'starting', at });
  expect(shown()).toHaveLength(1);
  told(LISTENING);
  expect(shown()).toEqual([]);
});

test('a notice that was taken away comes back for another reason only', () => {
  const { states, told, shown } = board();
  told(failed(9100));
  states.dismiss('metrics');
  told(failed(9100));
  expect(shown()).toEqual([]);
  told(failed(9200));
  expect(shown()).toHaveLength(1);
});

test('the notice is gone once the endpoint is switched off', () => {
  const { told, shown } = board();
  told(failed(9100));
  told({ state: 'off' });
  expect(shown()).toEqual([]);
});

test.each(['en', 'de'] as const)('the notice has its reason in it: %s', (language) => {
  const { t } = createTexts(language);
  for (const kind of Object.keys(TEXTS.en.metrics.faults)) {
    const values = { kind, port: 9100, host: '10.1.1.1', code: 'EMFILE' };
    const text = t('notices:endpointFailed', values);
    expect(text).toMatch(/9100|10\.1\.1\.1|EMFILE/);
    expect(text).not.toMatch(/\{\{|\$t/);
  }
});
