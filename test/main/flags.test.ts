import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTexts } from '../../app/text/translate.ts';
import { appHelp } from '../../main/app-help.ts';
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
  print: null,
  passed: [],
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
    const passed = [flag.split('=')[0]];
    expect(flagsOf(flag, '--kiosk')).toEqual({ ...NONE, kiosk: true, passed });
  });

  test.each([
    // Squirrel and NSIS, macOS, desktops and launchers, people with an old GPU.
    [['--updated'], ['--updated']],
    [['--squirrel-firstrun'], ['--squirrel-firstrun']],
    [['-psn_0_123456'], ['-psn_0_123456']],
    [['--use-gl=desktop'], ['--use-gl']],
    [['--use-gl', 'desktop'], ['--use-gl']],
    [['--js-flags=--max-old-space-size=256'], ['--js-flags']],
    [['--enable-wayland-ime'], ['--enable-wayland-ime']],
    [['--wayland-text-input-version=3'], ['--wayland-text-input-version']],
    [['--ozone-platform-hint=auto'], ['--ozone-platform-hint']],
    [['--force-device-scale-factor=1.5'], ['--force-device-scale-factor']],
    [['--kiosk-printing'], ['--kiosk-printing']],
    [['--metrics-recording-only'], ['--metrics-recording-only']],
    [['--nobody-has-heard-of-this=1'], ['--nobody-has-heard-of-this']],
    // Names that every object has.
    [['--constructor'], ['--constructor']],
    [['--toString'], ['--toString']],
    [['--__proto__=1'], ['--__proto__']],
    // What a desktop makes of %U and %f.
    [[''], []],
    [['file:///home/me/a.csv'], []],
    [['/home/me/a.csv', 'C:\\Users\\me'], []],
    [['--'], []],
  ])('of installers and desktops do not keep it from starting: %j', (args, passed) => {
    expect(flagsOf('--hidden', ...args, '--view=history')).toEqual({
      ...NONE,
      hidden: true,
      view: 'history',
      passed,
    });
  });

  test.each(['de-CH', 'de_AT.UTF-8', 'DE', 'de@euro'])('%s is German', (locale) => {
    expect(flagsOf(`--lang=${locale}`)).toEqual({ ...NONE, language: 'de' });
  });

  test.each([
    ['--Kiosk', '--kiosk'],
    ['--kisok', '--kiosk'],
    ['--kiosk-mode', '--kiosk'],
    ['--no-kiosk', '--kiosk'],
    ['-kiosk', '--kiosk'],
    ['kiosk', '--kiosk'],
    ['--hide', '--hidden'],
    ['--language=de', '--lang'],
    ['--metre=demo:', '--meter'],
    ['--meter_url=demo:', '--meter'],
    ['--metric=:9100', '--metrics'],
    ['--veiw=history', '--view'],
    ['--user-data=x', '--user-data-dir'],
    ['--data=x', '--user-data-dir'],
    ['--userdatadir=x', '--user-data-dir'],
    ['--snapshoot=a.png', '--snapshot'],
    ['--verison', '--version'],
  ])('that are misspelt are answered with the right one: %s', (typed, meant) => {
    expect(complaint([typed])).toBe(`“${typed}” is not a flag of this app. Did you mean ${meant}?`);
    expect(complaint([typed], DE)).toBe(`„${typed}“ kennt diese App nicht. Meinten Sie ${meant}?`);
  });

  test('with one letter wrong are never passed by', () => {
    const names = ['meter', 'metrics', 'kiosk', 'hidden', 'lang', 'theme', 'view', 'snapshot'];
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), letter, (name, at, wrong) => {
        const index = at % name.length;
        const typed = name.slice(0, index) + wrong + name.slice(index + 1);
        fc.pre(!names.includes(typed));
        expect(complaint([`--${typed}`])).toContain('Did you mean --');
      }),
    );
  });

  test('ask to be told instead of to start', () => {
    expect(flagsOf('--help')?.print).toBe('help');
    expect(flagsOf('--version')?.print).toBe('version');
    for (const t of [EN, DE]) {
      const help = appHelp(t);
      expect(help).not.toMatch(/\{\{|undefined|flags:/);
      for (const flag of ['--meter', '--kiosk', '--user-data-dir', '--period', '--version'])
        expect(help).toContain(`  ${flag}`);
    }
  });

  test.each([
    [['nonsense'], '“nonsense” is not a flag'],
    [['-k'], '“-k” is not a flag'],
    [['--kiosk=yes'], '“--kiosk=yes” is not a flag'],
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
