import { describe, expect, test } from 'vitest';
import { createTexts } from '../../app/text/translate.ts';
import { readMeterUrl, readNumber, readOptions } from '../../main/cli/arguments.ts';
import { type Command, type CommandIo, EXIT } from '../../main/cli/command.ts';
import { COMMANDS } from '../../main/cli/commands.ts';

const { t } = createTexts('en');
const USAGE = 'read --meter URL';

/** Runs a command in this process; for arguments that end it before it starts anything. */
async function run(name: string, ...args: readonly string[]) {
  const out: string[] = [];
  const complaints: string[] = [];
  const io: CommandIo = {
    language: 'en',
    t,
    out: async (text) => void out.push(String(text)),
    locale: '',
    complain: (sentence) => complaints.push(sentence),
    env: {},
    stop: AbortSignal.abort(),
  };
  const command: Command | undefined = COMMANDS.find((known) => known.name === name);
  return { code: await command?.run(args, io), out, complaints };
}

describe('a command with wrong arguments', () => {
  test.each([
    ['read', [], '--meter is missing. Usage: read --meter URL'],
    ['read', ['--meter'], '--meter needs a value'],
    ['read', ['--meter='], '--meter needs a value'],
    ['read', ['--meter', '--port', '5'], '--meter needs a value'],
    ['read', ['--meter=192.168.2.10:8899'], '“192.168.2.10:8899” is not the address of a meter'],
    ['read', ['--meter=tcp://host:502/1?model=sdm72'], 'called “sdm72”. Behind ?model= stands one'],
    ['read', ['--meter=demo:', 'twice'], '“twice” is not understood here'],
    ['read', ['--meter=demo:', '--json'], '“--json” is not understood here'],
    ['read', ['--constructor=1'], '“--constructor” is not understood here'],
    ['simulate', [], '--port is missing'],
    ['simulate', ['--port=x'], '--port takes a number from 0 to 65535, not “x”'],
    ['simulate', ['--port=65536'], 'not “65536”'],
    ['simulate', ['--port=-1'], 'not “-1”'],
    ['simulate', ['--port=80.5'], 'not “80.5”'],
    ['simulate', ['--port=NaN'], 'not “NaN”'],
    ['simulate', ['--port= '], 'not “ ”'],
    ['simulate', ['--port=0', '--speed=0'], '--speed takes a number'],
    ['simulate', ['--port=0', '--speed=Infinity'], '--speed takes a number'],
    ['simulate', ['--port=0', '--seed=1.5'], '--seed takes a number'],
    ['simulate', ['--port=0', '--model=x'], '--model takes one of wago-879, sdm630'],
    ['simulate', ['--port=0', '--framing=auto'], '--framing takes one of tcp, rtu-over-tcp'],
  ] as const)(
    '%s %j says so in one sentence, prints nothing and answers 64',
    async (name, args, words) => {
      const { code, out, complaints } = await run(name, ...args);
      expect(code).toBe(EXIT.usage);
      expect(out).toEqual([]);
      expect(complaints).toHaveLength(1);
      expect(complaints[0]).toContain(words);
      expect(complaints[0]).not.toMatch(/\n|\{\{/);
    },
  );
});

describe('options', () => {
  const read = (...args: readonly string[]) => readOptions(args, ['meter', 'port'], USAGE, t);

  test('have their value behind = or a space, in any order', () => {
    const wanted = { ok: true, value: { meter: 'demo:', port: '5' } };
    expect(read('--meter=demo:', '--port=5')).toEqual(wanted);
    expect(read('--port', '5', '--meter', 'demo:')).toEqual(wanted);
    expect(read()).toEqual({ ok: true, value: {} });
  });

  test('may have a value that begins with one dash', () => {
    expect(read('--port', '-5')).toEqual({ ok: true, value: { port: '-5' } });
  });
});

describe('a number', () => {
  const range = { min: 1, max: 10, whole: false };
  const read = (text: string | undefined, fallback: number | null) =>
    readNumber('--speed', text, fallback, range, USAGE, t);

  test('is taken as it stands, or its fallback when it was not given', () => {
    expect(read('2.5', null)).toEqual({ ok: true, value: 2.5 });
    expect(read(undefined, 3)).toEqual({ ok: true, value: 3 });
    expect(read(undefined, null).ok).toBe(false);
  });

  test.each(['0.99', '10.01', '', ' ', 'ten', '1,5', '1 2'])('is not "%s"', (text) => {
    expect(read(text, 3).ok).toBe(false);
  });
});

test('the URL of a meter has the seed’s as an example when it is wrong', () => {
  const wrong = readMeterUrl('gateway', USAGE, t);
  expect(!wrong.ok && wrong.error).toContain('auto://192.168.2.10:8899/2');
});

test('every command has a name and a usage of its own that begins with it', () => {
  const names = COMMANDS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, usage } of COMMANDS) expect(usage.startsWith(name)).toBe(true);
});
