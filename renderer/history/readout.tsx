import type { ReactNode } from 'react';
import type { Period } from '../../app/energy/periods.ts';
import type { EnergyBucket } from '../../app/history/query.ts';
import type { Field } from '../../app/measurement.ts';
import { joined, type Spoken, shareText } from '../../app/text/numbers.ts';
import { spokenField } from '../charts/spoken-field.ts';
import { StateSwatch } from '../charts/state-strip.tsx';
import { Quantity } from '../shell/quantity.tsx';
import { useTexts } from '../state/texts.tsx';
import { type MomentValues, valuesAt } from './at-time.ts';
import type { HistoryPicture } from './history-request.ts';
import { momentText, rangeText } from './range-text.ts';
import type { FieldSummary, RangeSummary } from './summary.ts';
import './readout.css';

interface Props {
  readonly picture: HistoryPicture;
  readonly summary: RangeSummary;
  /** ms since epoch under the crosshair; null: the whole range is summed up. */
  readonly at: number | null;
}

/** All values at the crosshair, or what the range comes to; the same places in both. */
export function Readout({ picture, summary, at }: Props) {
  return (
    <div className="readout">
      {at === null ? (
        <RangeReadout picture={picture} summary={summary} />
      ) : (
        <MomentReadout per={picture.request.per} moment={valuesAt(picture, at)} at={at} />
      )}
    </div>
  );
}

function RangeReadout({ picture, summary }: Omit<Props, 'at'>) {
  const { t, language } = useTexts();
  const { fields, energy, counter } = summary;
  return (
    <>
      <p className="readout__time">
        {rangeText(language, picture.request)}
        <span className="readout__aside readout__aside--note">{t('historyView:mean')}</span>
      </p>
      <dl className="readout__cells">
        <Values of={fields} />
        <Cell label={t('historyView:energy')} value={spokenOrNull(language, 'energy', energy)} />
        <Cell label={t('historyView:counter')} value={spokenOrNull(language, 'energy', counter)} />
      </dl>
    </>
  );
}

function MomentReadout(props: {
  readonly moment: MomentValues;
  readonly at: number;
  readonly per: Period;
}) {
  const { t, language } = useTexts();
  const { moment, at, per } = props;
  const { values, counter, bucket, state, isRow } = moment;
  const energy = bucket?.energy.energy ?? null;
  return (
    <>
      <p className="readout__time">
        {isRow ? rangeText(language, moment) : momentText(language, at)}
        <span className="readout__aside">
          <StateSwatch state={state} /> {t(`states.${state ?? 'none'}`)}
        </span>
      </p>
      <dl className="readout__cells">
        <Values of={values} />
        <Cell
          label={t(`historyView:energyIn.${per}`)}
          value={spokenOrNull(language, 'energy', energy)}
          aside={bucket === null ? null : <BucketNote bucket={bucket} />}
        />
        <Cell label={t('historyView:counter')} value={spokenOrNull(language, 'energy', counter)} />
      </dl>
    </>
  );
}

const spokenOrNull = (
  language: Parameters<typeof spokenField>[0],
  field: Field,
  value: number | null,
): Spoken | null => (value === null ? null : spokenField(language, field, value));

/** How much of the bar's time was recorded, and whether its energy was shared by time. */
function BucketNote({ bucket }: { readonly bucket: EnergyBucket }) {
  const { t, language } = useTexts();
  const complete = t('historyView:complete', {
    percent: shareText(language, bucket.complete),
  });
  return bucket.estimated ? `${t('historyView:estimate')}, ${complete}` : complete;
}

/** Power with its phases, frequency and power factor. */
function Values(props: { readonly of: Readonly<Partial<Record<Field, FieldSummary | null>>> }) {
  const { t } = useTexts();
  const cells: readonly (readonly [Field, string, string])[] = [
    ['power', t('historyView:power'), 'total'],
    ['powerL1', 'L1', 'L1'],
    ['powerL2', 'L2', 'L2'],
    ['powerL3', 'L3', 'L3'],
    ['frequency', t('historyView:frequency'), ''],
    ['powerFactor', t('historyView:powerFactor'), ''],
  ];
  return cells.map(([field, label, swatch]) => (
    <FieldCell
      key={field}
      field={field}
      label={label}
      swatch={swatch}
      value={props.of[field] ?? null}
    />
  ));
}

function FieldCell(props: {
  readonly field: Field;
  readonly label: string;
  /** Name of the line's colour; empty: none. */
  readonly swatch: string;
  readonly value: FieldSummary | null;
}) {
  const { language } = useTexts();
  const { field, label, swatch, value } = props;
  const say = (number: number): Spoken => spokenField(language, field, number);
  const spread = value === null ? null : spanOf(say(value.min), say(value.max));
  return (
    <Cell
      label={
        <>
          {swatch !== '' && <span className={`swatch swatch--${swatch}`} aria-hidden="true" />}
          {label}
        </>
      }
      value={value === null ? null : spokenField(language, field, value.mean)}
      aside={spread}
    />
  );
}

/** `6 W – 2.61 kW`, `49.96 – 50.05 Hz`; null where both are said alike. */
const spanOf = (min: Spoken, max: Spoken): string | null =>
  joined(min) === joined(max)
    ? null
    : `${min.unit === max.unit ? min.digits : joined(min)} – ${joined(max)}`;

function Cell(props: {
  readonly label: ReactNode;
  readonly value: Spoken | null;
  readonly aside?: ReactNode;
}) {
  return (
    <div className="readout__cell">
      <dt>{props.label}</dt>
      <dd className="readout__value">
        <Quantity inline value={props.value} />
      </dd>
      <dd className="readout__spread">{props.aside}</dd>
    </div>
  );
}
