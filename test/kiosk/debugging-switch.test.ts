import { describe, expect, it } from 'vitest';
import { debuggingSwitch } from '../../main/kiosk/debugging-switch.ts';

describe('switches that let somebody look in', () => {
  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--remote-allow-origins=*',
    '--inspect',
    '--inspect=0',
    '--inspect-brk=9229',
    '--inspect-port=9229',
    '--js-flags=--expose-gc',
  ])('%s is one', (flag) => {
    expect(debuggingSwitch(['app', '--kiosk', flag])).toBe(flag.split('=')[0]);
  });

  it.each(['--kiosk', '--meter=tcp://inspect:502/1', '--inspector', 'inspect'])(
    '%s is none',
    (flag) => {
      expect(debuggingSwitch(['app', flag])).toBeNull();
    },
  );
});
