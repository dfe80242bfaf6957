import { type FrameFormat, MAX_FRAME_BYTES, type Request } from './framing.ts';

const EMPTY = new Uint8Array(0);

/**
 * Cuts a stream into requests, however it was split or merged on its way. After bytes that are no
 * frame it hears nothing until the line has been silent, as a meter on a real bus would.
 * Holds no more than one frame.
 */
export class Deframer {
  readonly #format: FrameFormat;
  #held: Uint8Array = EMPTY;
  #deaf = false;

  constructor(format: FrameFormat) {
    this.#format = format;
  }

  /** Whether a silence would change anything. */
  get waiting(): boolean {
    return this.#deaf || (this.#format.silenceEndsFrame && this.#held.length > 0);
  }

  /** The requests that are complete with these bytes, in order. */
  push(chunk: Uint8Array): readonly Request[] {
    if (this.#deaf) return [];
    let bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const requests: Request[] = [];
    let request = this.#next(bytes);
    while (request !== null) {
      requests.push(request.request);
      bytes = bytes.subarray(request.bytes);
      request = this.#next(bytes);
    }
    this.#held = this.#deaf ? EMPTY : Uint8Array.from(bytes);
    return requests;
  }

  /** The line has been silent: ends what only silence can end, and listens again. */
  silence(): readonly Request[] {
    if (!this.waiting) return [];
    const whole = this.#deaf ? null : this.#format.open(this.#held);
    const ended = this.#format.head(this.#held) === 'until-silence';
    this.#deaf = false;
    this.#held = EMPTY;
    return whole !== null && ended ? [whole] : [];
  }

  /** The request at the head of `bytes`; null: none yet, or none ever until the next silence. */
  #next(bytes: Uint8Array): { readonly request: Request; readonly bytes: number } | null {
    const head = this.#format.head(bytes);
    const request =
      typeof head === 'object' ? this.#format.open(bytes.subarray(0, head.frame)) : null;
    if (typeof head === 'object' && request !== null) return { request, bytes: head.frame };
    const overlong = bytes.length > MAX_FRAME_BYTES;
    if (head === 'junk' || typeof head === 'object' || overlong) this.#deaf = true;
    return null;
  }
}
