/** What a document holds besides objects and arrays. */
export type Scalar = string | number | boolean | null;

/** A place in a document and what may stand there. What has no function here may not. */
export interface Place {
  /** false: not this value. */
  readonly scalar?: (value: Scalar) => boolean;
  /** Of an object: the place behind a key. null: no such key. */
  readonly field?: (key: string) => Place | null;
  /** Of an array: the place of the next item. null: no more of them. */
  readonly item?: () => Place | null;
  readonly begin?: () => void;
  /** false: something is missing. */
  readonly end?: () => boolean;
}

/** Anything, of which nothing is kept. */
export const ANYTHING: Place = {
  scalar: () => true,
  field: () => ANYTHING,
  item: () => ANYTHING,
};

/** Much deeper and longer than what is ever sent. */
const MAX_DEPTH = 16;
const MAX_TOKEN = 16_384;

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
/** A string with one of these is not what it looks like. */
const NOT_PLAIN = /[\\\p{Cc}]/u;
const LITERALS = new Map<string, Scalar>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
/** Space, tab and line ends; compared as codes, since this is asked at each of millions of characters. */
const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
/** A comma or what closes an object or array. */
const endsWord = (code: number): boolean =>
  code === 0x2c || code === 0x5d || code === 0x7d || isSpace(code);

type Expected = 'value' | 'first-item' | 'first-key' | 'key' | 'colon' | 'comma' | 'nothing';
/** How far a step came; `more`: the rest of a token has not arrived. */
type Step = 'on' | 'more' | 'wrong';

/**
 * Reads JSON as it arrives and hands each value to its place, so that what is wrong ends it at once and
 * nothing is kept but what the places keep.
 */
export class JsonStream {
  readonly #root: Place;
  readonly #open: Place[] = [];
  /** What ends each of the open objects and arrays. */
  readonly #closers: string[] = [];
  #expected: Expected = 'value';
  /** Behind the newest key. */
  #field: Place | null = null;
  /** The newest string or word. */
  #token: Scalar = null;
  #text = '';
  #at = 0;

  constructor(root: Place) {
    this.#root = root;
  }

  /** Whether all of the document has come. */
  get isComplete(): boolean {
    return this.#expected === 'nothing';
  }

  /** @returns false: it is wrong, whatever comes. */
  push(more: string): boolean {
    this.#text = this.#text.slice(this.#at) + more;
    this.#at = 0;
    for (;;) {
      const step = this.#step();
      if (step === 'wrong') return false;
      if (step === 'more') return this.#text.length - this.#at <= MAX_TOKEN;
    }
  }

  #step(): Step {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
    const char = this.#text[this.#at];
    if (char === undefined) return 'more';
    switch (this.#expected) {
      case 'nothing':
        return 'wrong';
      case 'colon':
        return char === ':' ? this.#pass('value') : 'wrong';
      case 'comma':
        if (char !== ',') return this.#close(char);
        return this.#pass(this.#isInArray() ? 'value' : 'key');
      case 'first-key':
        return char === '}' ? this.#close(char) : this.#key(char);
      case 'key':
        return this.#key(char);
      case 'first-item':
        return char === ']' ? this.#close(char) : this.#value(char);
      case 'value':
        return this.#value(char);
    }
  }

  #pass(next: Expected): Step {
    this.#at++;
    this.#expected = next;
    return 'on';
  }

  #isInArray(): boolean {
    return this.#closers.at(-1) === ']';
  }

  #close(char: string): Step {
    if (char !== this.#closers.at(-1)) return 'wrong';
    this.#closers.pop();
    const place = this.#open.pop();
    if (place?.end?.() === false) return 'wrong';
    return this.#pass(this.#open.length === 0 ? 'nothing' : 'comma');
  }

  #key(char: string): Step {
    if (char !== '"') return 'wrong';
    const step = this.#string();
    if (step !== 'on') return step;
    this.#field = this.#open.at(-1)?.field?.(String(this.#token)) ?? null;
    this.#expected = 'colon';
    return this.#field === null ? 'wrong' : 'on';
  }

  #value(char: string): Step {
    if (char === '{' || char === '[') return this.#enter(char);
    const step = char === '"' ? this.#string() : this.#word();
    if (step !== 'on') return step;
    if (this.#place()?.scalar?.(this.#token) !== true) return 'wrong';
    this.#expected = this.#open.length === 0 ? 'nothing' : 'comma';
    return 'on';
  }

  /** Of the value that begins here. */
  #place(): Place | null {
    const around = this.#open.at(-1);
    if (around === undefined) return this.#root;
    return this.#isInArray() ? (around.item?.() ?? null) : this.#field;
  }

  #enter(char: '{' | '['): Step {
    const place = this.#place();
    const fits = char === '{' ? place?.field : place?.item;
    if (place === null || fits === undefined || this.#open.length >= MAX_DEPTH) return 'wrong';
    place.begin?.();
    this.#open.push(place);
    this.#closers.push(char === '{' ? '}' : ']');
    return this.#pass(char === '{' ? 'first-key' : 'first-item');
  }

  #string(): Step {
    const start = this.#at + 1;
    let end = this.#text.indexOf('"', start);
    while (end >= 0 && this.#isEscaped(start, end)) end = this.#text.indexOf('"', end + 1);
    if (end < 0) return 'more';
    const raw = this.#text.slice(start, end);
    this.#at = end + 1;
    try {
      this.#token = NOT_PLAIN.test(raw) ? JSON.parse(`"${raw}"`) : raw;
      return 'on';
    } catch {
      return 'wrong';
    }
  }

  #isEscaped(start: number, at: number): boolean {
    let before = at;
    while (before > start && this.#text[before - 1] === '\\') before--;
    return (at - before) % 2 === 1;
  }

  #word(): Step {
    let end = this.#at;
    while (end < this.#text.length && !endsWord(this.#text.charCodeAt(end))) end++;
    const word = this.#text.slice(this.#at, end);
    // Even before its end a page of HTML is no number.
    if (end === this.#text.length) return /^[-\d.eE+a-z]{0,40}$/.test(word) ? 'more' : 'wrong';
    this.#at = end;
    const value = NUMBER.test(word) ? Number(word) : LITERALS.get(word);
    if (value === undefined) return 'wrong';
    this.#token = value;
    return 'on';
  }
}
