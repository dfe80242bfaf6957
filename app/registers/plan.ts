import { type Bus, readMs, SEED_BUS } from './bus.ts';
import { type FloatRegister, WORDS_PER_FLOAT } from './model.ts';

/** One Modbus read that serves several registers. */
export interface ReadBlock {
  readonly address: number;
  /** Words to ask for, at most the plan's limit. */
  readonly words: number;
  readonly registers: readonly FloatRegister[];
}

/**
 * Sizes to try, largest first. A gateway that chokes on one gets the next.
 * The WAGO meter itself answers up to 120 words; some WIFI/ETH gateways fail above a few.
 */
export const BLOCK_LADDER: readonly number[] = [120, 20, 8, 2];

/** Two words are what everybody else on the bus reads: such a reply could be another client's. */
const COMMON_WORDS = WORDS_PER_FLOAT;
const PADDING_WORDS = WORDS_PER_FLOAT;

/** Something to read: `words` words from `address` on. */
interface Span {
  readonly address: number;
  readonly words: number;
}

/** A read that serves several spans. */
export interface SpanBlock<S extends Span> extends Span {
  readonly spans: readonly S[];
}

function blockOf<S extends Span>(spans: readonly S[], maxWords: number): SpanBlock<S> {
  const address = spans[0]?.address ?? 0;
  const needed = Math.max(...spans.map((span) => span.address + span.words)) - address;
  const padded = needed === COMMON_WORDS ? needed + PADDING_WORDS : needed;
  return { address, words: padded <= maxWords ? padded : needed, spans };
}

/**
 * Splits `spans` into reads of at most `maxWords` words that together keep the bus busy for
 * the fewest milliseconds. A read of two words is stretched where `maxWords` allows.
 */
export function planSpans<S extends Span>(
  spans: readonly S[],
  maxWords: number,
  bus: Bus = SEED_BUS,
): readonly SpanBlock<S>[] {
  const sorted = spans.toSorted((a, b) => a.address - b.address);
  /** best[i]: the cheapest way to read the first i spans. */
  const best: { readonly ms: number; readonly blocks: readonly SpanBlock<S>[] }[] = [
    { ms: 0, blocks: [] },
  ];
  for (let end = 1; end <= sorted.length; end++) {
    let cheapest = { ms: Number.POSITIVE_INFINITY, blocks: [] as readonly SpanBlock<S>[] };
    for (let start = end - 1; start >= 0; start--) {
      const block = blockOf(sorted.slice(start, end), maxWords);
      const before = best[start];
      if (block.words > maxWords || before === undefined) break;
      const ms = before.ms + readMs(bus, block.words);
      if (ms < cheapest.ms) cheapest = { ms, blocks: [...before.blocks, block] };
    }
    best.push(cheapest);
  }
  return best.at(-1)?.blocks ?? [];
}

/**
 * Makes neighbours differ in length where `maxWords` allows: over RTU nothing else tells a
 * repeated reply to one request from the reply to the next.
 */
function unlikeNeighbours(blocks: readonly ReadBlock[], maxWords: number): readonly ReadBlock[] {
  let previous = 0;
  return blocks.map((block) => {
    const longer = block.words + PADDING_WORDS;
    const words = block.words === previous && longer <= maxWords ? longer : block.words;
    previous = words;
    return { ...block, words };
  });
}

/** The reads for `registers`, each at most `maxWords` words, cheapest for the bus. */
export function planReads(
  registers: readonly FloatRegister[],
  maxWords: number,
  bus: Bus = SEED_BUS,
): readonly ReadBlock[] {
  const spans = registers.map((register) => ({
    address: register.address,
    words: WORDS_PER_FLOAT,
    register,
  }));
  const blocks = planSpans(spans, maxWords, bus).map((block) => ({
    address: block.address,
    words: block.words,
    registers: block.spans.map((span) => span.register),
  }));
  return unlikeNeighbours(blocks, maxWords);
}

/**
 * The same reads a little longer, where all of them may be: a poll that takes turns between the two
 * cannot take a repeated or late reply to the poll before it for its own.
 */
export function lengthened(blocks: readonly ReadBlock[], maxWords: number): readonly ReadBlock[] {
  const longer = blocks.map((block) => ({ ...block, words: block.words + PADDING_WORDS }));
  return longer.every(({ words }) => words <= maxWords) ? longer : blocks;
}

/** Bus time of a whole plan in ms. */
export function planMs(blocks: readonly ReadBlock[], bus: Bus = SEED_BUS): number {
  return blocks.reduce((sum, block) => sum + readMs(bus, block.words), 0);
}
