import { useEffect, useRef, useState } from 'react';

interface Options<T extends string | number> {
  readonly value: T;
  /** null: the setting does not take it. Pure. */
  readonly parse: (text: string) => T | null;
  /** Keeps its identity. */
  readonly onChange: (value: T) => void;
}

/** What an input shows. */
export interface Typed {
  readonly text: string;
  readonly isWrong: boolean;
  readonly type: (text: string) => void;
}

/** So long after the last key a value counts as typed. */
const TYPED_AFTER_MS = 500;

/** Holds what is typed until it is valid, and then applies it; at once when the input goes away. */
export function useTyped<T extends string | number>({ value, parse, onChange }: Options<T>): Typed {
  const [typed, setTyped] = useState<string | null>(null);
  const parsed = typed === null ? value : parse(typed);

  const waiting = useRef<(() => void) | null>(null);

  useEffect(() => {
    if (typed === null || parsed === null) {
      waiting.current = null;
      return;
    }
    const apply = (): void => {
      waiting.current = null;
      if (parsed !== value) onChange(parsed);
      setTyped(null);
    };
    waiting.current = apply;
    const timer = setTimeout(apply, TYPED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed, parsed, value, onChange]);
  useEffect(() => () => waiting.current?.(), []);

  return { text: typed ?? String(value), isWrong: parsed === null, type: setTyped };
}
