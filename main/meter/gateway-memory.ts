import type { Framing } from '../../app/meter-url.ts';

/** What a gateway turned out to be able to do. */
export interface GatewayHabits {
  readonly framing: Framing;
  /** Words of the largest read that it answers. */
  readonly maxWords: number;
  /** Answers come late, so that they are waited for longer. Absent: they do not. */
  readonly isSlow?: boolean;
  /** Answers do not carry the transaction ids of their requests. Absent: they do. */
  readonly ignoresIds?: boolean;
  /** Units at which the phases do not go with the total. Absent: none is known. */
  readonly totalOnlyUnits?: readonly number[];
}

/** Keeps what worked with a gateway beyond the end of the app. */
export interface GatewayMemory {
  /** null: never met. */
  recall(host: string, port: number): GatewayHabits | null;
  remember(host: string, port: number, habits: GatewayHabits): void;
}
