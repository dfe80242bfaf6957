import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PARSERS } from '../../../app/bridge/contract.ts';
import { COMMAND_NAMES, commandChannel, EVENT_CHANNEL } from '../../../app/bridge/names.ts';
import {
  DEFAULT_ADDRESS,
  DEFAULT_SETTINGS,
  type SettingName,
  settingsSchema,
  settingsShape,
} from '../../../app/settings.ts';

const SETTING_NAMES = Object.keys(settingsShape);
const POLLUTING = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

/** An object with `key` as a property of its own, as `JSON.parse` and structured clone make it. */
const withOwn = (base: object, key: string, value: unknown): object =>
  Object.defineProperty({ ...base }, key, { value, enumerable: true });

const hostile = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
  fc
    .tuple(fc.constantFrom(...POLLUTING), fc.anything())
    .map(([key, value]) => withOwn({}, key, value)),
  fc
    .tuple(fc.constantFrom(...POLLUTING, 'unknown'), fc.constantFrom(...SETTING_NAMES))
    .map(([key, name]) =>
      withOwn({ [name]: DEFAULT_SETTINGS[name as SettingName] }, key, { polluted: true }),
    ),
  fc
    .constantFrom(...SETTING_NAMES)
    .chain((name) => fc.anything().map((value) => ({ [name]: value }))),
  fc.anything().map((extra) => ({ ...DEFAULT_ADDRESS, extra })),
  fc.anything().map((host) => ({ ...DEFAULT_ADDRESS, host })),
);

/** Every key anywhere in a value that came through a parser. */
function keysIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.getOwnPropertyNames(value).flatMap((key) => [
    key,
    ...keysIn((value as Record<string, unknown>)[key]),
  ]);
}

describe('the contract', () => {
  test('has a parser and a channel of its own for each command', () => {
    expect(Object.keys(PARSERS).sort()).toEqual([...COMMAND_NAMES].sort());
    const channels = COMMAND_NAMES.map(commandChannel);
    expect(new Set([...channels, EVENT_CHANNEL]).size).toBe(COMMAND_NAMES.length + 1);
  });

  test.each([
    ['snapshot', []],
    ['testConnection', [DEFAULT_ADDRESS]],
    ['cancelConnectionTest', []],
    ['changeSettings', [{ theme: 'dark', pollWatchedS: 5 }]],
    ['changeSettings', [{ source: { kind: 'meter', address: DEFAULT_ADDRESS } }]],
    ['changeSettings', [{}]],
    ['dismissNotice', ['settings']],
  ] as const)('lets %s pass with what belongs to it: %j', (name, args) => {
    expect(PARSERS[name].safeParse(args)).toEqual({ success: true, data: args });
  });

  test.each([
    ['snapshot', [1]],
    ['testConnection', []],
    ['testConnection', [DEFAULT_ADDRESS, 1]],
    ['testConnection', [{ ...DEFAULT_ADDRESS, port: '8899' }]],
    ['testConnection', ['tcp://192.168.2.10:8899/2']],
    ['changeSettings', []],
    ['changeSettings', [{ nightMode: true }]],
    ['changeSettings', [{ theme: undefined }]],
    ['changeSettings', [{ theme: 'pink' }]],
    ['changeSettings', [[]]],
    ['changeSettings', [JSON.parse('{"__proto__": {"theme": "dark"}}')]],
    ['dismissNotice', [5]],
    ['dismissNotice', ['x'.repeat(201)]],
  ] as const)('refuses %s with anything else: %j', (name, args) => {
    expect(PARSERS[name].safeParse(args).success).toBe(false);
  });

  test('never throws, whatever a page sends', () => {
    const args = fc.oneof(fc.array(hostile, { maxLength: 3 }), hostile);
    fc.assert(
      fc.property(fc.constantFrom(...COMMAND_NAMES), args, (name, sent) => {
        expect(() => PARSERS[name].safeParse(sent)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  test('lets no key through that it does not know, and nothing that reaches a prototype', () => {
    fc.assert(
      fc.property(fc.constantFrom(...COMMAND_NAMES), hostile, (name, sent) => {
        const parsed = PARSERS[name].safeParse([sent]);
        if (!parsed.success) return;
        for (const key of keysIn(parsed.data)) expect(POLLUTING).not.toContain(key);
        expect(Object.keys({}.constructor.prototype)).toEqual([]);
        expect('polluted' in {}).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('lets only changes of settings through that leave valid settings behind', () => {
    fc.assert(
      fc.property(hostile, (sent) => {
        const parsed = PARSERS.changeSettings.safeParse([sent]);
        if (!parsed.success) return;
        const settings = { ...DEFAULT_SETTINGS, ...parsed.data[0] };
        expect(settingsSchema.parse(settings)).toEqual(settings);
        expect(Object.keys(settings).sort()).toEqual([...SETTING_NAMES].sort());
      }),
      { numRuns: 1000 },
    );
  });
});
