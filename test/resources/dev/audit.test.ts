import { expect, it } from 'vitest';
import { verdict } from '../../../resources/dev/audit.mjs';

const counts = { info: 0, low: 1, moderate: 2, high: 0, critical: 0, total: 3 };
const report = (vulnerabilities: object): string =>
  `npm warn something\n${JSON.stringify({ vulnerabilities, metadata: { vulnerabilities: counts } })}\n`;

it('lets flaws of less weight pass, and counts them', () => {
  expect(verdict(report({ a: { severity: 'low' }, b: { severity: 'moderate' } }))).toEqual({
    kind: 'clean',
    sentence: 'No known flaw of high or critical weight; 3 of less weight.',
  });
});

it.each(['high', 'critical'])('fails for one that is %s, and names it', (severity) => {
  const { kind, sentence } = verdict(report({ a: { severity: 'low' }, evil: { severity } }));
  expect(kind).toBe('flawed');
  expect(sentence).toContain(`evil (${severity})`);
});

it.each([
  ['{"message": "405 Method Not Allowed"}', '405 Method Not Allowed'],
  ['{"error": {"summary": "no network"}}', 'no network'],
  ['npm error network', 'no answer'],
  ['', 'no answer'],
])('takes %s for no answer, and not for a good one', (output, why) => {
  const { kind, sentence } = verdict(output);
  expect(kind).toBe('unknown');
  expect(sentence).toContain('NOT CHECKED');
  expect(sentence).toContain(why);
});
