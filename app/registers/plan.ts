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

function blockOf(registers: readonly FloatRegister[]): ReadBlock {
  const address = registers[0]?.address ?? 0;
  const last = registers.at(-1)?.address ?? address;
  return { address, words: last + WORDS_PER_FLOAT - address, registers };
}

/**
 * Splits `registers` into reads of at most `maxWords` words that together keep the bus
 * busy for the fewest milliseconds.
 */
export function planReads(
  registers: readonly FloatRegister[],
  maxWords: number,
  bus: Bus = SEED_BUS,
): readonly ReadBlock[] {
  const sorted = registers.toSorted((a, b) => a.address - b.address);
  /** best[i]: the cheapest way to read the first i registers. */
  const best: { readonly ms: number; readonly blocks: readonly ReadBlock[] }[] = [
    { ms: 0, blocks: [] },
  ];
  for (let end = 1; end <= sorted.length; end++) {
    let cheapest = { ms: Number.POSITIVE_INFINITY, blocks: [] as readonly ReadBlock[] };
    for (let start = end - 1; start >= 0; start--) {
      const block = blockOf(sorted.slice(start, end));
      const before = best[start];
      if (block.words > maxWords || before === undefined) break;
      const ms = before.ms + readMs(bus, block.words);
      if (ms < cheapest.ms) cheapest = { ms, blocks: [...before.blocks, block] };
    }
    best.push(cheapest);
  }
  return best.at(-1)?.blocks ?? [];
}

/** Bus time of a whole plan in ms. */
export function planMs(blocks: readonly ReadBlock[], bus: Bus = SEED_BUS): number {
  return blocks.reduce((sum, block) => sum + readMs(bus, block.words), 0);
}
