import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTexts } from '../../app/text/translate.ts';
import { type Flags, parseFlags } from '../../main/flags.ts';

const NONE: Flags = {
  meter: null,
  metrics: null,
  kiosk: false,
  hidden: false,
  language: null,
  theme: null,
  userDataDir: null,
  view: 'live',
  snapshot: null,
  report: null,
};
const EN = createTexts('en').t;
const DE = createTexts('de').t;

const flagsOf = (...args: readonly string[]): Flags | null => {
  const parsed = parseFlags(args);
  return parsed.ok ? parsed.value : null;
};

/** The sentence on stderr; empty when there is nothing to complain about. */
function complaint(args: readonly string[], t = EN): string {
  const parsed = parseFlags(args);
  return parsed.ok ? '' : t(`flags:${parsed.error.text}`, parsed.error.values);
}

describe('flags', () => {
  test('are none when nothing is said', () => {
    expect(flagsOf()).toEqual(NONE);
  });

  test.each([
    ['--meter=demo:', { meter: { kind: 'demo' } }],
    [
      '--meter=tcp://192.168.2.10:8899/2',
      {
        meter: {
          kind: 'meter',
          address: { framing: 'tcp', host: '192.168.2.10', port: 8899, unit: 2, model: 'wago-879' },
        },
      },
    ],
    [
      '--meter=rtu+tcp://gateway:4196/7',
      {
        meter: {
          kind: 'meter',
          address: {
            framing: 'rtu-over-tcp',
            host: 'gateway',
            port: 4196,
            unit: 7,
            model: 'wago-879',
          },
        },
      },
    ],
    [
      '--meter=auto://gateway:502/1?model=sdm630',
      {
        meter: {
          kind: 'meter',
          address: { framing: 'auto', host: 'gateway', port: 502, unit: 1, model: 'sdm630' },
        },
      },
    ],
    ['--metrics=127.0.0.1:9100', { metrics: { host: '127.0.0.1', port: 9100 } }],
    ['--kiosk', { kiosk: true }],
    ['--hidden', { hidden: true }],
    ['--lang=de', { language: 'de' }],
    ['--lang=en', { language: 'en' }],
    ['--theme=light', { theme: 'light' }],
    ['--view=settings', { view: 'settings' }],
    ['--user-data-dir=/var/lib/wago', { userDataDir: '/var/lib/wago' }],
    ['--snapshot=a.png', { snapshot: { file: 'a.png', width: 1280, height: 800 } }],
  ])('say with %s what it says', (flag, expected) => {
    expect(flagsOf(flag)).toEqual({ ...NONE, ...expected });
  });

  test('may have their value behind a space, and come in any order', () => {
    const wanted = flagsOf('--snapshot=wall.png', '--size=800x480', '--theme=dark', '--lang=de');
    expect(wanted?.snapshot).toEqual({ file: 'wall.png', width: 800, height: 480 });
    expect(
      flagsOf('--lang', 'de', '--size', '800x480', '--theme', 'dark', '--snapshot', 'wall.png'),
    ).toEqual(wanted);
  });

  test.each([
    '--no-sandbox',
    '--ozone-platform=x11',
    '--remote-debugging-port=0',
    '--inspect=0',
    '--disable-gpu',
    '--enable-features=A,B',
  ])('of Chromium and Node are passed by: %s', (flag) => {
    expect(flagsOf(flag, '--kiosk')).toEqual({ ...NONE, kiosk: true });
  });

  test.each([
    [['--nonsense'], '“--nonsense” is not a flag'],
    [['kiosk'], '“kiosk” is not a flag'],
    [['-k'], '“-k” is not a flag'],
    [['--kiosk=yes'], '“--kiosk=yes” is not a flag'],
    [['--no-kiosk'], '“--no-kiosk” is not a flag'],
    [['--Kiosk'], '“--Kiosk” is not a flag'],
    [['--disable-gpu-please'], 'is not a flag'],
    // Names that every object has.
    [['--constructor'], '“--constructor” is not a flag'],
    [['--toString'], '“--toString” is not a flag'],
    [['--__proto__=1'], 'is not a flag'],
    [['--meter'], '--meter needs a value'],
    [['--meter='], '--meter needs a value'],
    [['--snapshot', '--kiosk'], '--snapshot needs a value'],
    [['--user-data-dir', '--hidden'], '--user-data-dir needs a value'],
    [['--meter=192.168.2.10'], '“192.168.2.10” is not the address of a meter'],
    [['--meter=tcp://h:0/2'], 'auto://192.168.2.10:8899/2'],
    [['--meter=constructor://h:502/2'], 'is not the address of a meter'],
    [['--lang=fr'], '--lang takes one of en, de, not “fr”'],
    [['--theme=pink'], '--theme takes one of dark, light'],
    [['--view=history2'], '--view takes one of live'],
    [['--size=800x480'], '--size only goes with --snapshot'],
    [['--snapshot=a.png', '--size=100x100'], '--size takes a width and a height'],
    [['--snapshot=a.png', '--size=8001x800'], 'not “8001x800”'],
    [['--snapshot=a.png', '--size=wide'], 'not “wide”'],
    [['--metrics=here'], 'here'],
  ])('that are wrong are said in one sentence: %j', (args, words) => {
    expect(complaint(args)).toContain(words);
    for (const text of [complaint(args), complaint(args, DE)]) {
      expect(text).not.toMatch(/\n|\{\{|undefined/);
      expect(text).toMatch(/\.$/);
    }
  });

  test('are all of them understood or complained about, whatever is typed', () => {
    const names = [
      'meter',
      'kiosk',
      'lang',
      'snapshot',
      'size',
      'view',
      'constructor',
      '',
      '-',
      '=',
    ];
    const arg = fc.oneof(
      fc.string(),
      fc.tuple(fc.constantFrom(...names), fc.string()).map(([name, value]) => `--${name}=${value}`),
      fc.constantFrom(...names).map((name) => `--${name}`),
    );
    fc.assert(
      fc.property(fc.array(arg, { maxLength: 4 }), (args) => {
        const parsed = parseFlags(args);
        if (parsed.ok) expect(Object.keys(parsed.value)).toEqual(Object.keys(NONE));
        else expect(complaint(args).length).toBeGreaterThan(10);
      }),
    );
  });
});
