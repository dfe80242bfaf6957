import { expect } from 'vitest';
import { type CommandHandlers, PARSERS } from '../../app/bridge/contract.ts';
import { COMMAND_NAMES, type CommandName } from '../../app/bridge/names.ts';
import { answer } from '../../main/bridge/answer.ts';
import { fuzz } from './fuzz.ts';
import { isPolluting } from './mutations.ts';
import { payloadsFor } from './payloads.ts';

const CASES = 10_000;
const frame = { url: 'app://own/index.html' };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Hands back what a handler would have been given. */
const echoing = Object.fromEntries(
  COMMAND_NAMES.map((name) => [name, (...args: readonly unknown[]) => args]),
) as unknown as CommandHandlers;

/** What a handler gets of `args`; null: they are refused. Any other throw comes through. */
function taken(name: CommandName, args: readonly unknown[]): readonly unknown[] | null {
  try {
    const asker = { senderFrame: frame, sender: { mainFrame: frame } };
    const options = { handlers: echoing, isOwn: () => true, log };
    return answer(name, asker, args, options) as unknown as readonly unknown[];
  } catch (error) {
    if (error instanceof Error && error.message === `${name}: arguments do not fit`) return null;
    throw error;
  }
}

for (const name of COMMAND_NAMES) {
  let accepted = 0;
  fuzz<readonly unknown[]>(`IPC ${name}`, {
    cases: CASES,
    arbitrary: payloadsFor(PARSERS[name]),
    check: (args) => {
      const given = taken(name, args);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      if (given === null) return;
      accepted += 1;
      // What was accepted holds nothing hidden, and is accepted again as it is.
      expect(isPolluting(given)).toBe(false);
      expect(taken(name, given)).toEqual(given);
    },
    finally: () => expect(accepted).toBeGreaterThan(0),
  });
}
