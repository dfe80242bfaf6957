import type { FunctionCode } from '../../app/registers/model.ts';
import { ok } from '../../app/result.ts';
import { type AddressSpace, floatWords } from './address-space.ts';

/**
 * Registers with some of them replaced, as a broken or differently set-up meter would hold. Those of
 * another function code stay as they are.
 */
export class OverriddenSpace implements AddressSpace {
  readonly #space: AddressSpace;
  readonly #replaced = new Map<number, number>();

  constructor(space: AddressSpace) {
    this.#space = space;
  }

  get functionCode(): FunctionCode {
    return this.#space.functionCode;
  }

  get beside(): AddressSpace | undefined {
    return this.#space.beside;
  }

  /** @param value a float32, or words as they are. */
  set(address: number, value: number | readonly number[]): void {
    const words = typeof value === 'number' ? floatWords(value) : value;
    for (const [index, word] of words.entries()) this.#replaced.set(address + index, word);
  }

  /** Everything as the model has it. */
  reset(): void {
    this.#replaced.clear();
  }

  read: AddressSpace['read'] = (address, words, at) => {
    const result = this.#space.read(address, words, at);
    if (!result.ok) return result;
    return ok(result.value.map((word, index) => this.#replaced.get(address + index) ?? word));
  };
}
