import type { flags } from '../../app/text/en/flags.ts';
import type { Language } from '../../app/text/texts.ts';
import type { Translate } from '../../app/text/translate.ts';

/** What a command may touch of the process; tests give their own. */
export interface CommandIo {
  readonly language: Language;
  readonly t: Translate;
  /** By which the system writes numbers, as `de_CH.UTF-8`; empty: it names none. */
  readonly locale: string;
  /** Writes to stdout as it is; add the line end yourself. Resolves when it was taken. */
  readonly out: (text: string | Uint8Array) => Promise<void>;
  /** Writes one line to stderr. */
  readonly complain: (sentence: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by SIGINT and SIGTERM. */
  readonly stop: AbortSignal;
}

/** Exit codes as in sysexits.h where one fits. */
export const EXIT = { ok: 0, failed: 1, noReading: 2, usage: 64 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export type CommandName = keyof typeof flags.command;

/** One word of `npm run cli -- WORD …`. */
export interface Command {
  /** Also the name of its sentence among the texts. */
  readonly name: CommandName;
  /** The arguments, as shown in the list of commands. */
  readonly usage: string;
  /**
   * @param args what stands behind the command's name.
   * Answers the exit code; complains in one sentence before anything but `ok`.
   */
  run(args: readonly string[], io: CommandIo): Promise<ExitCode>;
}
