import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { OVERTAKEN } from '../../app/history/query.ts';
import { epochMs, hours, seconds } from '../../app/units.ts';
import type { Core } from '../../main/compose.ts';
import { buildHistoryWorker } from '../history/built-worker.ts';
import { Recording, reading, tempFolder, values } from '../history/fixtures.ts';
import { createCore } from '../support/core.ts';
import { BEGIN } from '../support/fast-clock.ts';

let historyWorker: URL;
beforeAll(async () => {
  historyWorker = await buildHistoryWorker();
});
const opened: Core[] = [];
afterEach(async () => {
  for (const core of opened.splice(0)) await core.close();
});

/** A folder whose demo record knows some energy. */
function withRecord(): string {
  const folder = tempFolder();
  mkdirSync(join(folder, 'demo'));
  const made = new Recording(seconds(30), join(folder, 'demo', 'history.sqlite'));
  const start = BEGIN - hours(1);
  for (let row = 0; row < 10; row++) {
    made.record(reading(epochMs(start + row * seconds(30)), values(600, 500_000 + row * 5)));
  }
  made.close();
  return folder;
}

async function costIn(core: Core): Promise<unknown> {
  const range = { from: epochMs(BEGIN - hours(24)), to: epochMs(BEGIN + hours(1)) };
  const query = { ...range, kind: 'free', zone: 'Europe/Berlin' } as const;
  const found = await core.history?.insights('test', query);
  if (found === undefined || found === OVERTAKEN || !found.ok) throw new Error('No insights');
  return found.value.figures.cost;
}

test('a setting that is changed while the record is being opened holds for the record', async () => {
  const core = createCore({}, { historyDir: withRecord(), historyWorker });
  opened.push(core);
  const opening = core.open();
  // The record has been told the settings by now, and is not open yet.
  await new Promise(setImmediate);
  expect(core.history).toBeNull();
  const prices = [{ from: '2020-01-01', perKwh: 0.5, basePerMonth: 10, windows: [] }];
  await core.changeSettings({ tariff: { currency: 'EUR', prices } });
  await opening;
  expect(await costIn(core)).not.toBeNull();
});
