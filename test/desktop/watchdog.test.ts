import { afterEach, describe, expect, it } from 'vitest';
import { millis, minutes, seconds } from '../../app/units.ts';
import { Watchdog } from '../../main/window/watchdog.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { NOON } from '../support/readings.ts';

const PATIENCE = millis(2500);
const dogs: Watchdog[] = [];
afterEach(() => {
  for (const dog of dogs.splice(0)) dog.stop();
});

function watched() {
  const clock = new ManualClock(NOON);
  let silences = 0;
  const onSilence = (): void => {
    silences += 1;
  };
  const dog = new Watchdog({ clock, patience: PATIENCE, onSilence });
  dogs.push(dog);
  dog.start();
  const beatFor = async (span: number): Promise<void> => {
    for (let spent = 0; spent < span; spent += 500) {
      dog.beat();
      await clock.advance(500);
    }
  };
  return { dog, clock, beatFor, silences: () => silences };
}

describe('a page that is watched', () => {
  it('may go on for ever while it beats', async () => {
    const { beatFor, silences } = watched();
    await beatFor(minutes(5));
    expect(silences()).toBe(0);
  });

  it('is reported once it is silent, and only once', async () => {
    const { clock, beatFor, silences } = watched();
    await beatFor(seconds(5));
    await clock.advance(PATIENCE - 500);
    expect(silences()).toBe(0);
    await clock.advance(501);
    expect(silences()).toBe(1);
    await clock.advance(minutes(5));
    expect(silences()).toBe(1);
  });

  it('has half a minute to begin', async () => {
    const { clock, silences } = watched();
    await clock.advance(seconds(29));
    expect(silences()).toBe(0);
    await clock.advance(seconds(2));
    expect(silences()).toBe(1);
  });

  it('is watched again after it was loaded anew, and no longer once that ends', async () => {
    const { dog, clock, beatFor, silences } = watched();
    await beatFor(seconds(1));
    await clock.advance(seconds(3));
    dog.start();
    await beatFor(seconds(1));
    dog.stop();
    await clock.advance(minutes(5));
    expect(silences()).toBe(1);
    expect(clock.sleeping).toBe(0);
  });
});
