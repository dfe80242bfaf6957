import { useEffect, useState } from 'react';

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

/** Holds what is typed until it is valid, and then applies it. */
export function useTyped<T extends string | number>({ value, parse, onChange }: Options<T>): Typed {
  const [typed, setTyped] = useState<string | null>(null);
  const parsed = typed === null ? value : parse(typed);

  useEffect(() => {
    if (typed === null || parsed === null) return;
    const apply = (): void => {
      if (parsed !== value) onChange(parsed);
      setTyped(null);
    };
    const timer = setTimeout(apply, TYPED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed, parsed, value, onChange]);

  return { text: typed ?? String(value), isWrong: parsed === null, type: setTyped };
}
