import type { PollFault } from '../../app/fault.ts';
import type { RawReading } from '../../app/measurement.ts';
import { type BlockReply, measurementFrom } from '../../app/registers/decode.ts';
import type { FloatRegister, MeterModel } from '../../app/registers/model.ts';
import { lengthened, planReads } from '../../app/registers/plan.ts';
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

/** Reads all registers of `order`, one block after the other. The first fault ends it. */
export async function readValues(
  connection: Connection,
  order: ReadOrder,
  clock: Clock,
  stop: AbortSignal,
): Promise<Result<RawReading, PollFault>> {
  const { unit, model } = order;
  const replies: BlockReply[] = [];
  const maxWords = Math.min(order.maxWords, model.maxWords);
  const plan = planReads(order.registers, maxWords);
  for (const block of order.isLonger ? lengthened(plan, maxWords) : plan) {
    const { address, words: count } = block;
    const request = { unit, functionCode: model.functionCode, address, words: count };
    const words = await connection.read(request, stop);
    if (!words.ok) return err(words.error);
    replies.push({ block, words: words.value });
  }
  return ok({ at: clock.now(), values: measurementFrom(replies) });
}
