import { expect, test } from 'vitest';
import { casesFor } from './cases/all.ts';
import { FAULTS } from './fault-case.ts';
import { writtenSection } from './results.ts';

const FRAMINGS = ['tcp', 'rtu-over-tcp'] as const;

test.each(FRAMINGS)('the matrix plays every fault of the list over %s', (framing) => {
  const played = new Set(casesFor(framing).map(({ fault }) => fault));
  expect(FAULTS.filter((fault) => !played.has(fault))).toEqual([]);
});

// While the file is being written it cannot be whole.
test.skipIf(process.env.WRITE_RESULTS !== undefined).each(FRAMINGS)(
  'RESULTS.md lists every case of the matrix over %s',
  (framing) => {
    const section = writtenSection(framing);
    for (const { fault, how } of casesFor(framing)) {
      expect(section).toContain(`\n| ${fault} `);
      expect(section).toContain(` | ${how} `);
    }
  },
);
