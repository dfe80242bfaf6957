import { describe, expect, test } from 'vitest';
import { FIELDS } from '../../../app/measurement.ts';
import { formatMeterUrl, modelOf, parseMeterUrl } from '../../../app/meter-url.ts';
import { DEFAULT_MODEL, METER_MODELS, MODEL_IDS } from '../../../app/registers/models.ts';
import { BLOCK_LADDER, planReads } from '../../../app/registers/plan.ts';
import { SDM_630 } from '../../../app/registers/sdm630.ts';

describe.each(MODEL_IDS)('the table of %s', (id) => {
  const model = METER_MODELS[id];
  const registers = [...model.fast, ...model.slow];

  test('has each quantity at most once, and the frequency by which a meter is known', () => {
    const fields = registers.map(({ field }) => field);
    expect(new Set(fields).size).toBe(fields.length);
    for (const field of fields) expect(FIELDS).toContain(field);
    expect(model.fast.map(({ field }) => field)).toContain('frequency');
  });

  test('has float32 side by side at most, never one over the other', () => {
    const addresses = registers.map(({ address }) => address).sort((a, b) => a - b);
    for (const [index, address] of addresses.entries()) {
      expect(address - (addresses[index - 1] ?? -2)).toBeGreaterThanOrEqual(2);
    }
  });

  test('reads powers with every poll and counters only now and then', () => {
    for (const { field } of model.fast) expect(field).not.toMatch(/^energy/);
    for (const { field } of model.slow) expect(field).toMatch(/^energy/);
  });

  test('says what its counters count, or which register does', () => {
    expect([model.counts === null, model.identity?.energyMode == null]).toContain(false);
  });

  test('has a word that an address can carry', () => {
    const url = `tcp://host:502/1?model=${id}`;
    const parsed = parseMeterUrl(url);
    if (!parsed.ok) throw new Error(parsed.error.kind);
    expect(modelOf(parsed.value)).toBe(model);
    expect(formatMeterUrl(parsed.value)).toBe(id === DEFAULT_MODEL ? 'tcp://host:502/1' : url);
  });
});

describe('the reads of an SDM630', () => {
  const shown = (maxWords: number): readonly string[] =>
    planReads([...SDM_630.fast, ...SDM_630.slow], maxWords).map(
      ({ address, words }) => `${address.toString(16).toUpperCase()}/${words}`,
    );

  test('are three blocks, with the total counter beside the grid', () => {
    expect(shown(SDM_630.maxWords)).toEqual(['C/6', '34/22', '15A/6']);
  });

  test('split no value, on no rung', () => {
    for (const rung of BLOCK_LADDER) {
      const blocks = planReads([...SDM_630.fast, ...SDM_630.slow], Math.min(rung, 80));
      for (const { address, words } of blocks) {
        expect([address % 2, words % 2]).toEqual([0, 0]);
        expect(words).toBeLessThanOrEqual(80);
      }
    }
  });
});
