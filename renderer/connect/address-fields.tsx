import type { RefObject } from 'react';
import type { FramingChoice } from '../../app/meter-url.ts';
import { METER_MODELS, MODEL_IDS } from '../../app/registers/models.ts';
import { useTexts } from '../state/texts.tsx';
import type { AddressDraft, AddressProblems, TypedField } from './address-draft.ts';
import { Select } from './select.tsx';
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

/** Which meter it is, where its gateway is and how that speaks. */
export function AddressFields({ draft, problems, refs, onChange, onLeave }: Props) {
  const { t } = useTexts();
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
      <div className="address__model">
        <Select
          label={t('connect:model')}
          value={draft.model}
          choices={MODEL_IDS}
          text={(model) => METER_MODELS[model].name}
          onChange={(model) => onChange({ ...draft, model })}
        />
      </div>
      <TextField {...field('host')} hint={t('connect:hostHint')} />
      <TextField {...field('port')} numeric />
      <Select
        label={t('connect:framing')}
        value={draft.framing}
        choices={FRAMINGS}
        text={(framing) => t(`connect:framings.${framing}`)}
        onChange={(framing) => onChange({ ...draft, framing })}
      />
      <TextField {...field('unit')} numeric />
    </div>
  );
}
