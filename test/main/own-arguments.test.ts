import { describe, expect, test } from 'vitest';
import { ownArguments } from '../../main/own-arguments.ts';

describe('the arguments that are meant for the app', () => {
  test('stand behind the program once it is packaged', () => {
    expect(ownArguments(['wago-energy-monitor', '--kiosk', 'x'], true)).toEqual(['--kiosk', 'x']);
  });

  test.each([
    [['electron', '.', '--kiosk'], ['--kiosk']],
    [['electron', '/home/me/monitor'], []],
    [
      ['electron', '--no-sandbox', '.', '--snapshot', 'a.png'],
      ['--no-sandbox', '--snapshot', 'a.png'],
    ],
    [
      ['electron', '--inspect=0', '.', 'stray'],
      ['--inspect=0', 'stray'],
    ],
    [['electron'], []],
  ])('stand behind the folder in development: %j', (argv, own) => {
    expect(ownArguments(argv, false)).toEqual(own);
  });
});
