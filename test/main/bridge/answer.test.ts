import { describe, expect, test } from 'vitest';
import type { CommandHandlers } from '../../../app/bridge/contract.ts';
import { COMMAND_NAMES, type CommandName } from '../../../app/bridge/names.ts';
import { DEFAULT_ADDRESS } from '../../../app/settings.ts';
import { type Asker, answer } from '../../../main/bridge/answer.ts';
import { isOwnUrl, ORIGIN } from '../../../main/window/origin.ts';
import { createLogBook } from '../../support/core.ts';

const PAGE = `${ORIGIN}/index.html#/live`;

const top = (url: string): Asker => {
  const frame = { url };
  return { senderFrame: frame, sender: { mainFrame: frame } };
};

function setUp() {
  const calls: unknown[][] = [];
  const log = createLogBook();
  const handlers = Object.fromEntries(
    COMMAND_NAMES.map((name) => [name, (...args: unknown[]) => calls.push([name, ...args])]),
  ) as unknown as CommandHandlers;
  const isOwn = (url: string): boolean => isOwnUrl(url, null);
  const ask = (name: CommandName, asker: Asker, ...args: unknown[]): unknown =>
    answer(name, asker, args, { handlers, isOwn, log });
  return { ask, calls, log };
}

describe('a call over the bridge', () => {
  test('reaches its handler with the arguments as they were parsed', () => {
    const { ask, calls, log } = setUp();
    ask('testConnection', top(PAGE), { ...DEFAULT_ADDRESS, host: ' gateway ', extra: 1 });
    expect(calls).toEqual([['testConnection', { ...DEFAULT_ADDRESS, host: 'gateway' }]]);
    expect(log.lines).toEqual([]);
  });

  test.each([
    ['from nowhere', top('')],
    ['from the web', top('https://example.com/')],
    ['from a page of a like name', top('app://wago-energy-monitor.evil/index.html')],
    ['from another scheme', top('file:///index.html')],
    ['from a frame that is gone', { ...top(PAGE), senderFrame: null }],
    ['from a frame inside our page', { ...top(PAGE), senderFrame: { url: PAGE } }],
  ])('%s is refused, logged and reaches nobody', (_where, asker) => {
    const { ask, calls, log } = setUp();
    for (const name of COMMAND_NAMES) {
      expect(() => ask(name, asker)).toThrow('not from a page of this app');
    }
    expect(calls).toEqual([]);
    expect(log.lines).toHaveLength(COMMAND_NAMES.length);
  });

  test('with arguments that do not fit is refused without repeating them', () => {
    const { ask, calls, log } = setUp();
    const secret = { theme: 'hunter2' };
    expect(() => ask('changeSettings', top(PAGE), secret)).toThrow(
      /^changeSettings: arguments do not fit$/,
    );
    expect(() => ask('snapshot', top(PAGE), 1)).toThrow();
    expect(calls).toEqual([]);
    expect(log.lines.join()).not.toContain('hunter2');
  });
});
