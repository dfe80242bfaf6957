import { describe, expect, test } from 'vitest';
import { POLL_FAULT_KINDS, type PollFault, type PollFaultKind } from '../../../app/fault.ts';
import { faultText } from '../../../app/text/fault-text.ts';
import { createTexts } from '../../../app/text/translate.ts';

type Examples = { readonly [K in PollFaultKind]: readonly (PollFault & { readonly kind: K })[] };

/** Each kind with what a person must find in the sentence. */
const EXAMPLES: Examples = {
  'name-not-found': [{ kind: 'name-not-found', host: 'gatway.local' }],
  refused: [{ kind: 'refused', host: '192.168.2.10', port: 8898 }],
  unreachable: [{ kind: 'unreachable', host: '192.168.2.11', port: 8899 }],
  'no-answer': [{ kind: 'no-answer', unit: 2, afterMs: 1500 }],
  'other-framing': [
    { kind: 'other-framing', asked: 'tcp', answers: 'rtu-over-tcp' },
    { kind: 'other-framing', asked: 'rtu-over-tcp', answers: 'tcp' },
  ],
  'wrong-unit': [
    { kind: 'wrong-unit', asked: 2, answers: 7 },
    { kind: 'wrong-unit', asked: 2, answers: null },
  ],
  exception: [{ kind: 'exception', code: 2, address: 0x5008 }],
  garbled: [{ kind: 'garbled', detail: 'unit 9 answered' }],
  closed: [{ kind: 'closed' }],
  'not-float': [{ kind: 'not-float', dataFormat: 0 }],
  implausible: [
    { kind: 'implausible', field: 'frequency', value: 3.67e-27 },
    { kind: 'implausible', field: 'frequency', value: 59.98 },
    { kind: 'implausible', field: 'power', value: Number.NaN },
    { kind: 'implausible', field: 'power', value: 46, isFrozen: true },
  ],
  busy: [{ kind: 'busy', stalledMs: 3200 }],
  stopped: [{ kind: 'stopped' }],
};
const ALL = POLL_FAULT_KINDS.flatMap<PollFault>((kind) => EXAMPLES[kind]);
const EN = createTexts('en').t;
const DE = createTexts('de').t;

describe('what is said of a fault', () => {
  test.each(ALL)('is a sentence with everything filled in, in both languages: %j', (fault) => {
    for (const t of [EN, DE]) {
      const text = faultText(t, fault);
      expect(text).toMatch(/^\P{Ll}.*[.]$/u);
      expect(text).not.toMatch(/[{}]|undefined|null|NaN|faults[:.]/);
      expect(text.length).toBeGreaterThan(15);
    }
    expect(faultText(DE, fault)).not.toBe(faultText(EN, fault));
  });

  test.each([
    [EXAMPLES['name-not-found'][0], 'gatway.local'],
    [EXAMPLES.refused[0], '8898'],
    [EXAMPLES.unreachable[0], '192.168.2.11:8899'],
    [EXAMPLES['no-answer'][0], 'unit 2 within 1.5 s'],
    [EXAMPLES['other-framing'][0], 'speaks RTU over TCP, not Modbus TCP'],
    [EXAMPLES['wrong-unit'][0], 'answers at unit 7'],
    [EXAMPLES['wrong-unit'][1], 'unit 2 does not answer'],
    [EXAMPLES.exception[0], '0x5008 (Modbus exception 2)'],
    [EXAMPLES.garbled[0], 'unit 9 answered'],
    [EXAMPLES.implausible[1], '59.98 Hz. Is it connected to a 60 Hz grid?'],
    [EXAMPLES.implausible[2], 'none of its values is a number'],
    [EXAMPLES.implausible[3], 'The same values'],
    [EXAMPLES['not-float'][0], '4026 holds 0'],
  ] as const)('names what a person has to look at: %j', (fault, named) => {
    expect(fault === undefined ? '' : faultText(EN, fault)).toContain(named);
  });

  test('has numbers with the decimal sign of its language', () => {
    expect(faultText(DE, { kind: 'no-answer', unit: 2, afterMs: 1500 })).toContain('1,5 s');
    expect(faultText(DE, { kind: 'no-answer', unit: 2, afterMs: 3000 })).toContain('3 s');
  });
});
