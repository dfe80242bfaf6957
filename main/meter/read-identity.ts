import type { PollFault } from '../../app/fault.ts';
import { uint32 } from '../../app/registers/decode.ts';
import type { IdentityRegisters, MeterIdentity, MeterModel } from '../../app/registers/model.ts';
import { planSpans } from '../../app/registers/plan.ts';
import { energyModeOf, FLOAT_FORMAT } from '../../app/registers/wago-879.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { Connection } from './connection.ts';

/** What a meter says of itself, and the code in 4026 for the fault. */
export interface IdentityReply {
  readonly identity: MeterIdentity;
  /** null: not answered. */
  readonly dataFormat: number | null;
}

/** A meter that says nothing of itself. */
export const SILENT_IDENTITY: IdentityReply = {
  identity: { serial: null, energyMode: null, floatFormat: null },
  dataFormat: null,
};

interface IdentitySpan {
  readonly name: keyof IdentityRegisters;
  readonly address: number;
  readonly words: number;
}

type Found = Partial<Record<keyof IdentityRegisters, readonly number[]>>;

const spansOf = (registers: IdentityRegisters): readonly IdentitySpan[] => [
  { name: 'serial', address: registers.serial, words: 2 },
  { name: 'energyMode', address: registers.energyMode, words: 1 },
  { name: 'dataFormat', address: registers.dataFormat, words: 1 },
];

/**
 * Reads what the model offers, in the fewest bus milliseconds. What the meter refuses is null;
 * a block that is refused as a whole is asked for piece by piece.
 */
export async function readIdentity(
  connection: Connection,
  order: { readonly model: MeterModel; readonly unit: number; readonly maxWords: number },
  stop: AbortSignal,
): Promise<Result<IdentityReply, PollFault>> {
  const { model, unit, maxWords } = order;
  if (model.identity === null) return ok(SILENT_IDENTITY);
  const found: Found = {};
  let blocks = planSpans(spansOf(model.identity), maxWords);
  for (let block = blocks[0]; block !== undefined; block = blocks[0]) {
    blocks = blocks.slice(1);
    const { address, words, spans } = block;
    const request = { unit, functionCode: model.functionCode, address, words };
    const reply = await connection.read(request, stop);
    if (reply.ok) {
      for (const span of spans) found[span.name] = wordsOf(span, address, reply.value);
    } else if (reply.error.kind !== 'exception') {
      return err(reply.error);
    } else if (spans.length > 1) {
      blocks = [...spans.map((span) => ({ ...span, spans: [span] })), ...blocks];
    }
  }
  return ok(identityFrom(found));
}

function wordsOf(span: IdentitySpan, from: number, words: readonly number[]): readonly number[] {
  const offset = span.address - from;
  return words.slice(offset, offset + span.words);
}

function identityFrom(found: Found): IdentityReply {
  const [high, low] = found.serial ?? [];
  const mode = found.energyMode?.[0];
  const dataFormat = found.dataFormat?.[0] ?? null;
  return {
    identity: {
      serial: high === undefined || low === undefined ? null : uint32(high, low),
      energyMode: mode === undefined ? null : energyModeOf(mode),
      floatFormat: dataFormat === null ? null : dataFormat === FLOAT_FORMAT,
    },
    dataFormat,
  };
}
