import { type RefObject, useId } from 'react';
import type { FramingChoice } from '../../app/meter-url.ts';
import { useTexts } from '../state/texts.tsx';
import type { AddressDraft, AddressProblems, TypedField } from './address-draft.ts';
import { TextField } from './text-field.tsx';

export type FieldRefs = Readonly<Record<TypedField, RefObject<HTMLInputElement | null>>>;

interface Props {
  readonly draft: AddressDraft;
  /** Of the fields that may be judged already. */
  readonly problems: AddressProblems;
  readonly refs: FieldRefs;
  readonly onChange: (draft: AddressDraft) => void;
  readonly onLeave: (field: TypedField) => void;
}

const FRAMINGS = ['auto', 'tcp', 'rtu-over-tcp'] as const satisfies readonly FramingChoice[];

/** Where the gateway is and how it speaks. */
export function AddressFields({ draft, problems, refs, onChange, onLeave }: Props) {
  const { t } = useTexts();
  const framingId = useId();
  const field = (name: TypedField) => ({
    label: t(`connect:${name}`),
    value: draft[name],
    problem: problems[name] === undefined ? null : t(`connect:problems.${problems[name]}`),
    inputRef: refs[name],
    onChange: (value: string) => onChange({ ...draft, [name]: value }),
    onLeave: () => onLeave(name),
  });
  return (
    <div className="address">
      <TextField {...field('host')} hint={t('connect:hostHint')} />
      <TextField {...field('port')} numeric />
      <div className="text-field">
        <label htmlFor={framingId}>{t('connect:framing')}</label>
        <select
          id={framingId}
          className="input"
          value={draft.framing}
          onChange={(event) => {
            const framing = FRAMINGS.find((choice) => choice === event.target.value) ?? 'auto';
            onChange({ ...draft, framing });
          }}
        >
          {FRAMINGS.map((framing) => (
            <option key={framing} value={framing}>
              {t(`connect:framings.${framing}`)}
            </option>
          ))}
        </select>
      </div>
      <TextField {...field('unit')} numeric />
    </div>
  );
}
