import { useRef, useState } from 'react';
import type { MeterAddress, MeterSource } from '../../app/meter-url.ts';
import {
  type AddressDraft,
  type AddressProblems,
  draftOf,
  parseDraft,
  type TypedField,
  withPortSplit,
} from './address-draft.ts';
import type { FieldRefs } from './address-fields.tsx';

const TYPED_FIELDS = ['host', 'port', 'unit'] as const satisfies readonly TypedField[];

/** What is typed, and what is wrong with the fields that were left or sent. */
export function useAddressForm(source: MeterSource) {
  const [draft, setDraft] = useState<AddressDraft>(() => draftOf(source));
  const [left, setLeft] = useState<readonly TypedField[]>([]);
  const refs: FieldRefs = {
    host: useRef<HTMLInputElement>(null),
    port: useRef<HTMLInputElement>(null),
    unit: useRef<HTMLInputElement>(null),
  };
  const parsed = parseDraft(draft);
  const found: AddressProblems = parsed.ok ? {} : parsed.error;
  const problems = Object.fromEntries(
    TYPED_FIELDS.filter((field) => left.includes(field)).map((field) => [field, found[field]]),
  ) as AddressProblems;

  const leave = (field: TypedField): void => {
    setLeft((before) => [...before, field]);
    if (field === 'host') setDraft(withPortSplit);
  };
  /** The address that may be used; null when something is wrong, which is then shown. */
  const submit = (): MeterAddress | null => {
    const sent = withPortSplit(draft);
    const result = parseDraft(sent);
    setDraft(sent);
    setLeft(TYPED_FIELDS);
    if (result.ok) return result.value;
    const first = TYPED_FIELDS.find((field) => result.error[field] !== undefined) ?? 'host';
    refs[first].current?.focus();
    return null;
  };
  return { draft, setDraft, problems, refs, leave, submit };
}
