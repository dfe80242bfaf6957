import type { Spoken } from '../../app/text/numbers.ts';

/** Digits with a smaller unit that never wraps from them; a dash where there is no value. */
export function Quantity(props: { readonly value: Spoken | null; readonly inline?: boolean }) {
  const { value, inline = false } = props;
  return (
    <span className={inline ? 'quantity quantity--inline' : 'quantity'}>
      {value === null ? '–' : value.digits}
      {value !== null && value.unit !== '' && (
        <span className="quantity__unit">
          {'\u00a0'}
          {value.unit}
        </span>
      )}
    </span>
  );
}
