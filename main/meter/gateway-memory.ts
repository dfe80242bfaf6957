import type { Framing } from '../../app/meter-url.ts';

/** What a gateway turned out to be able to do. */
export interface GatewayHabits {
  readonly framing: Framing;
  /** Words of the largest read that it answers. */
  readonly maxWords: number;
}

/** Keeps what worked with a gateway beyond the end of the app. */
export interface GatewayMemory {
  /** null: never met. */
  recall(host: string, port: number): GatewayHabits | null;
  remember(host: string, port: number, habits: GatewayHabits): void;
}
