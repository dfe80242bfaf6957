import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PinAnswer } from '../../app/kiosk/pin.ts';
import { after, type EpochMs, type Millis, millis, minutes, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { StoredPin } from '../desktop/desktop-file.ts';

const derive = promisify(scrypt) as (pin: string, salt: Buffer, length: number) => Promise<Buffer>;

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** A PIN as it may lie on a disk. */
export async function storedPin(pin: string): Promise<StoredPin> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(pin, salt, HASH_BYTES);
  return { salt: salt.toString('hex'), hash: hash.toString('hex') };
}

export async function isPin(stored: StoredPin, pin: string): Promise<boolean> {
  const hash = Buffer.from(stored.hash, 'hex');
  if (hash.length !== HASH_BYTES) return false;
  return timingSafeEqual(await derive(pin, Buffer.from(stored.salt, 'hex'), HASH_BYTES), hash);
}

/** Typing errors that cost nothing. */
const FREE_ATTEMPTS = 4;
const FIRST_WAIT = seconds(30);
const LONGEST_WAIT = minutes(15);

/** How long nothing is checked after so many wrong PINs in a row. */
export function waitAfter(failures: number): Millis {
  const beyond = failures - FREE_ATTEMPTS;
  if (beyond <= 0) return millis(0);
  return millis(Math.min(FIRST_WAIT * 2 ** (beyond - 1), LONGEST_WAIT));
}

interface PinStore {
  get(): StoredPin | null;
  set(pin: StoredPin | null): void;
}

/** Guards what a wall display does not let everybody do. */
export class PinLock {
  readonly #store: PinStore;
  readonly #clock: Clock;
  #failures = 0;
  #waitUntil: { readonly elapsed: Millis; readonly at: EpochMs } | null = null;

  constructor(store: PinStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  get isSet(): boolean {
    return this.#store.get() !== null;
  }

  /** Whether `pin` opens; null: none was typed. */
  async check(pin: string | null): Promise<PinAnswer> {
    const stored = this.#store.get();
    if (stored === null) return { kind: 'done' };
    if (pin === null) return { kind: 'needed' };
    if (this.#waitUntil !== null && this.#clock.elapsed() < this.#waitUntil.elapsed) {
      return { kind: 'wait', until: this.#waitUntil.at };
    }
    // Counted before it is known, so that attempts at the same time do not share one.
    this.#count();
    if (!(await isPin(stored, pin))) {
      return this.#waitUntil === null
        ? { kind: 'wrong' }
        : { kind: 'wait', until: this.#waitUntil.at };
    }
    this.#failures = 0;
    this.#waitUntil = null;
    return { kind: 'done' };
  }

  /** Replaces the PIN; null takes it away. */
  async change(current: string | null, next: string | null): Promise<PinAnswer> {
    const answer = await this.check(current);
    if (answer.kind === 'done') this.#store.set(next === null ? null : await storedPin(next));
    return answer;
  }

  #count(): void {
    this.#failures += 1;
    const wait = waitAfter(this.#failures);
    if (wait === 0) return;
    const elapsed = millis(this.#clock.elapsed() + wait);
    this.#waitUntil = { elapsed, at: after(this.#clock.now(), wait) };
  }
}
