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

/** What is known of a meter that says nothing of itself. */
export const silentIdentity = (model: MeterModel): IdentityReply => identityFrom({}, model);

interface IdentitySpan {
  readonly name: keyof typeof WORDS;
  readonly address: number;
  readonly words: number;
}

type Found = Partial<Record<keyof typeof WORDS, readonly number[]>>;

const WORDS = { serial: 2, energyMode: 1, dataFormat: 1 } as const;
const NAMES = Object.keys(WORDS) as readonly (keyof typeof WORDS)[];

const spansOf = (registers: IdentityRegisters): readonly IdentitySpan[] =>
  NAMES.flatMap((name) => {
    const address = registers[name];
    return address === null ? [] : [{ name, address, words: WORDS[name] }];
  });

/**
 * Reads what the model offers, in the fewest bus milliseconds. What the meter refuses is null;
 * a block that is refused as a whole is asked for piece by piece, and no longer than it must be.
 */
export async function readIdentity(
  connection: Connection,
  order: { readonly model: MeterModel; readonly unit: number; readonly maxWords: number },
  stop: AbortSignal,
): Promise<Result<IdentityReply, PollFault>> {
  const { model, unit, maxWords } = order;
  if (model.identity === null) return ok(silentIdentity(model));
  const { functionCode } = model.identity;
  const found: Found = {};
  let blocks = planSpans(spansOf(model.identity), Math.min(maxWords, model.maxWords));
  for (let block = blocks[0]; block !== undefined; block = blocks[0]) {
    blocks = blocks.slice(1);
    const { address, words, spans } = block;
    const reply = await connection.read({ unit, functionCode, address, words }, stop);
    if (reply.ok) {
      for (const span of spans) found[span.name] = wordsOf(span, address, reply.value);
    } else if (reply.error.kind !== 'exception') {
      return err(reply.error);
    } else if (spans.some((span) => span.words < words)) {
      blocks = [...spans.map((span) => ({ ...span, spans: [span] })), ...blocks];
    }
  }
  return ok(identityFrom(found, model));
}

function wordsOf(span: IdentitySpan, from: number, words: readonly number[]): readonly number[] {
  const offset = span.address - from;
  return words.slice(offset, offset + span.words);
}

function identityFrom(found: Found, model: MeterModel): IdentityReply {
  const [high, low] = found.serial ?? [];
  const mode = found.energyMode?.[0];
  const dataFormat = found.dataFormat?.[0] ?? null;
  return {
    identity: {
      serial: high === undefined || low === undefined ? null : uint32(high, low),
      energyMode: mode === undefined ? model.counts : energyModeOf(mode),
      floatFormat: dataFormat === null ? null : dataFormat === FLOAT_FORMAT,
    },
    dataFormat,
  };
}
