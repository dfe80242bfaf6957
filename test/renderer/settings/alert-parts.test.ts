import { describe, expect, test } from 'vitest';
import { DEFAULT_ALERT_RULES, RULE_NAMES } from '../../../app/alerts/rules.ts';
import {
  ALERT_PARTS,
  keptValue,
  parsePart,
  partBounds,
  typedNumber,
} from '../../../renderer/settings/alert-parts.ts';

const parts = RULE_NAMES.flatMap((rule) => ALERT_PARTS[rule].map((part) => [rule, part] as const));

describe('the numbers of the rules', () => {
  test('are all that the rules keep', () => {
    for (const rule of RULE_NAMES) {
      const shown = ['enabled', ...ALERT_PARTS[rule].map(({ key }) => key)];
      expect(shown.sort()).toEqual(Object.keys(DEFAULT_ALERT_RULES[rule]).sort());
    }
  });

  test.each(['de', 'en'] as const)('are typed as they are shown: %s', (language) => {
    for (const [rule, part] of parts) {
      const kept = keptValue(DEFAULT_ALERT_RULES, rule, part);
      const { min, max } = partBounds(rule, part);
      for (const value of [kept / part.scale, max]) {
        const text = typedNumber(language, value);
        expect(parsePart(rule, part, text)).toBeCloseTo(value * part.scale, 6);
      }
      expect(parsePart(rule, part, typedNumber(language, max * 2 + 1))).toBeNull();
      expect(min).toBeLessThan(max);
    }
  });

  test.each(['', 'x', '-1', '1e3', '1.2.3', 'NaN'])('are not what "%s" says', (text) => {
    for (const [rule, part] of parts) expect(parsePart(rule, part, text)).toBeNull();
  });
});
