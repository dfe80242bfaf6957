import { type ReactNode, useId } from 'react';
import { joined, type Spoken } from '../../app/text/numbers.ts';
import type { EpochMs } from '../../app/units.ts';
import { Ago } from '../shell/age.tsx';
import { Quantity } from '../shell/quantity.tsx';
import type { Showing } from '../shell/status.ts';
import { useTexts } from '../state/texts.tsx';
import './kpi.css';

interface Props {
  readonly kind: 'power' | 'frequency' | 'power-factor' | 'energy';
  readonly title: string;
  /** null: rejected, or none has come yet. */
  readonly value: Spoken | null;
  /** When `value` arrived; null before the first. */
  readonly at: EpochMs | null;
  readonly showing: Showing;
  /** Beside the title while the value is shown. */
  readonly aside?: ReactNode;
  readonly gauge?: ReactNode;
  /** What is said about the value while it is current. */
  readonly note: ReactNode;
}

/** One quantity: what it is, its digits, where it stands, and what that means. */
export function KpiCard(props: Props) {
  const { kind, title, value, at, showing, aside, gauge, note } = props;
  const id = useId();
  const shown = showing === 'gone' ? null : value;
  return (
    <section className={`card kpi kpi--${kind} kpi--${showing}`} aria-labelledby={id}>
      <header className="kpi__head">
        <h2 id={id} className="card__title">
          {title}
        </h2>
        {shown !== null && aside}
      </header>
      <p className="kpi__digits">
        <Quantity value={shown} />
      </p>
      {showing !== 'gone' && gauge}
      <p className="kpi__note">
        {showing === 'current' && value !== null ? (
          note
        ) : (
          <Absence value={value} at={at} showing={showing} />
        )}
      </p>
    </section>
  );
}

/** Instead of the note: how old the value is, or why there is none. */
function Absence({ value, at, showing }: Pick<Props, 'value' | 'at' | 'showing'>) {
  const { t } = useTexts();
  if (at === null) return t('live:notYet');
  if (value === null) return t('live:rejected');
  if (showing === 'aged') return <Ago at={at} />;
  return (
    <span className="kpi__last">
      <span className="quantity">{t('live:last', { value: joined(value) })}</span>{' '}
      <span className="quantity">
        <Ago at={at} />
      </span>
    </span>
  );
}
