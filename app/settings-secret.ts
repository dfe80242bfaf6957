import { z } from 'zod';

/** All that a window learns of the password or token for the Pi's Prometheus. */
export interface SecretState {
  /** For the Prometheus that is set now. */
  readonly hasSecret: boolean;
  /**
   * `sealed`: encrypted on the disk with a key of the system's keyring. `session`: there is no
   * keyring, or the disk cannot be written; held in memory until the app ends.
   */
  readonly keeping: 'sealed' | 'session';
}

/** A password or a token as it is typed; never part of the settings. */
export const secretSchema = z.string().min(1).max(5000);
