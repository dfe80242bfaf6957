/** Nobody reads the output any more. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

/** The output cannot be written, as on a full disk. */
class OutputFailed extends Error {
  override readonly name = 'OutputFailed';
}

/**
 * Waits until the text is taken, so that a slow pipe does not make the process grow.
 * @throws OutputClosed, and what {@link outputFault} knows
 */
export function writeOut(text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error) return resolve();
      const { code } = error as NodeJS.ErrnoException;
      const isClosed = code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
      reject(isClosed ? new OutputClosed() : new OutputFailed(error.message));
    });
  });
}

/** Why the output could not be written; null: `error` is something else. */
export const outputFault = (error: unknown): string | null =>
  error instanceof OutputFailed ? error.message : null;
