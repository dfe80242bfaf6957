import { useTexts } from '../state/texts.tsx';
import { PRICE_BOUNDS, type PriceName, parsePrice, typedPrice } from './tariff-draft.ts';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';

interface Props {
  readonly price: PriceName;
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly hint: string;
  readonly onChange: (value: number) => void;
}

/** An amount of money per something. */
export function PriceField({ price, name, unit, value, hint, onChange }: Props) {
  const { t, language } = useTexts();
  const parse = (text: string): string | null => {
    const read = parsePrice(price, text);
    return read === null ? null : typedPrice(language, read);
  };
  const typed = useTyped({
    value: typedPrice(language, value),
    parse,
    onChange: (text) => onChange(parsePrice(price, text) ?? value),
  });
  const wrong = t('tariff:outside', PRICE_BOUNDS[price]);
  return (
    <TypedField
      name={name}
      typed={typed}
      unit={unit}
      isNumber
      hint={typed.isWrong ? wrong : hint}
    />
  );
}
