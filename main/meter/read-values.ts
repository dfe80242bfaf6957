import type { PollFault } from '../../app/fault.ts';
import type { RawReading } from '../../app/measurement.ts';
import { type BlockReply, measurementFrom } from '../../app/registers/decode.ts';
import type { FloatRegister, MeterModel } from '../../app/registers/model.ts';
import { lengthened, planReads, type ReadBlock } from '../../app/registers/plan.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { Clock } from '../clock.ts';
import type { Connection } from './connection.ts';

/** What to read, and how. */
export interface ReadOrder {
  readonly model: MeterModel;
  readonly unit: number;
  readonly registers: readonly FloatRegister[];
  readonly maxWords: number;
  /** Asks for somewhat more than the poll before did; see {@link lengthened}. */
  readonly isLonger?: boolean;
}

/** The values that came. */
export interface ReadValues {
  readonly reading: RawReading;
  /** Why the counters are missing; null: they are not, or nobody asked for them. */
  readonly refused: PollFault | null;
}

/** Exceptions of the meter itself: it knows no such function, address or count, or fails at it. */
const REFUSALS = new Set([1, 2, 3, 4]);

const isRefusal = (fault: PollFault): boolean =>
  fault.kind === 'exception' && REFUSALS.has(fault.code);

/** What of a block every poll needs. */
const fastOf = ({ registers }: ReadBlock, { slow }: MeterModel): readonly FloatRegister[] =>
  registers.filter((register) => !slow.includes(register));

/**
 * Reads all registers of `order`, one block after the other. The first fault ends it; only counters
 * may be refused, and whatever was to be read together with them is then read alone.
 */
export async function readValues(
  connection: Connection,
  order: ReadOrder,
  clock: Clock,
  stop: AbortSignal,
): Promise<Result<ReadValues, PollFault>> {
  const { unit, model } = order;
  const replies: BlockReply[] = [];
  const maxWords = Math.min(order.maxWords, model.maxWords);
  const plan = planReads(order.registers, maxWords);
  const blocks = [...(order.isLonger ? lengthened(plan, maxWords) : plan)];
  let refused: PollFault | null = null;
  for (let block = blocks.shift(); block !== undefined; block = blocks.shift()) {
    const { address, words: count } = block;
    const request = { unit, functionCode: model.functionCode, address, words: count };
    const words = await connection.read(request, stop);
    if (words.ok) {
      replies.push({ block, words: words.value });
      continue;
    }
    const fast = fastOf(block, model);
    if (fast.length === block.registers.length || !isRefusal(words.error)) return err(words.error);
    refused = words.error;
    blocks.unshift(...planReads(fast, maxWords));
  }
  return ok({ reading: { at: clock.now(), values: measurementFrom(replies) }, refused });
}
