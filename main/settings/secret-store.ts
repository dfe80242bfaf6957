import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type SecretState, secretSchema } from '../../app/settings-secret.ts';
import type { Log } from '../log.ts';
import { readText } from '../text-file.ts';

/** Encrypts with a key that the system keeps. */
export interface Vault {
  /** false: whatever it sealed, every program of this user could open. */
  isSafe(): boolean;
  seal(plain: string): Buffer;
  /** Throws on what this system's key did not seal. */
  open(sealed: Buffer): string;
}

export interface SecretStoreOptions {
  readonly folder: string;
  readonly vault: Vault;
  readonly log: Log;
}

/** A secret belongs to where it was typed for: another address shall not get it. */
const heldSchema = z.strictObject({ origin: z.string(), secret: secretSchema });
const fileSchema = z.object({ version: z.literal(1), prometheus: z.base64() });
type Held = z.infer<typeof heldSchema> & Pick<SecretState, 'keeping'>;

const SECRETS_FILE = 'secrets.json';
/** Null where there is no address. */
const originOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null);

/**
 * The password or token for the Pi's Prometheus. It lies on the disk only while it is encrypted, and
 * apart from the settings, so that neither their copies nor their export carry it along.
 */
export class SecretStore {
  readonly #options: SecretStoreOptions;
  readonly #file: string;
  /** undefined: not looked for yet, since looking may ask a person for the keyring's password. */
  #held: Held | null | undefined;

  constructor(options: SecretStoreOptions) {
    this.#options = options;
    this.#file = join(options.folder, SECRETS_FILE);
  }

  /** null: none, or one for another address. */
  secretFor(url: string): string | null {
    return this.#for(url)?.secret ?? null;
  }

  stateFor(url: string): SecretState {
    const held = this.#for(url);
    if (held !== null) return { hasSecret: true, keeping: held.keeping };
    return { hasSecret: false, keeping: this.#options.vault.isSafe() ? 'sealed' : 'session' };
  }

  /** Replaces the secret; null takes it away. */
  set(url: string, secret: string | null): SecretState {
    const origin = originOf(url);
    if (secret === null || origin === null) this.#forget();
    else this.#held = { origin, secret, keeping: this.#keep({ origin, secret }) };
    return this.stateFor(url);
  }

  #for(url: string): Held | null {
    const origin = originOf(url);
    if (origin === null) return null;
    if (this.#held === undefined) this.#held = this.#load();
    return this.#held?.origin === origin ? this.#held : null;
  }

  #keep(plain: Readonly<Record<string, string>>): Held['keeping'] {
    const { vault, log } = this.#options;
    // An older one must not come back at the next start.
    if (!vault.isSafe()) return this.#erase();
    try {
      const prometheus = vault.seal(JSON.stringify(plain)).toString('base64');
      const written = `${this.#file}.new`;
      writeFileSync(written, JSON.stringify({ version: 1, prometheus }), { mode: 0o600 });
      renameSync(written, this.#file);
      return 'sealed';
    } catch {
      // What went wrong could quote what was to be sealed, so it is not logged.
      log.warn('settings', 'the secret for Prometheus could not be kept; it holds for this run');
      return this.#erase();
    }
  }

  #forget(): void {
    this.#erase();
    this.#held = null;
  }

  #erase(): 'session' {
    for (const file of [this.#file, `${this.#file}.new`]) {
      try {
        rmSync(file, { force: true, recursive: true });
      } catch {
        this.#options.log.warn('settings', 'the sealed secret could not be deleted');
      }
    }
    return 'session';
  }

  #load(): Held | null {
    const { vault, log } = this.#options;
    let stored: string;
    try {
      stored = readText(this.#file);
    } catch {
      return null;
    }
    try {
      const { prometheus } = fileSchema.parse(JSON.parse(stored));
      const plain: unknown = JSON.parse(vault.open(Buffer.from(prometheus, 'base64')));
      return { ...heldSchema.parse(plain), keeping: 'sealed' };
    } catch {
      log.warn(
        'settings',
        'the secret for Prometheus cannot be opened here; it has to be typed again',
      );
      return null;
    }
  }
}
