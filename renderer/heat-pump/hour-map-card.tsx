import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { joined, spokenEnergy } from '../../app/text/numbers.ts';
import { type WattHours, wattHours } from '../../app/units.ts';
import { type TextsInUse, useTexts } from '../state/texts.tsx';
import { HOURS, type HourCell, hourMapOf, hourText, movedCell, weekdayName } from './hour-map.ts';
import './hour-map.css';

interface Props {
  /** Monday 0:00 first. */
  readonly energies: readonly (WattHours | null)[];
}

const EVERY_LABEL = 3;

/** Mean energy of each hour of the week; the more, the nearer to the colour of the text. */
export function HourMapCard({ energies }: Props) {
  const texts = useTexts();
  const { t } = texts;
  const [title, hint] = [useId(), useId()];
  const map = useMemo(() => hourMapOf(energies), [energies]);
  const [at, setAt] = useState({ day: 0, hour: 0 });
  const [shown, setShown] = useState<HourCell | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = movedCell(at, event.key);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.day}-${next.hour}"]`)?.focus();
  };
  const said = shown ?? map.most;
  return (
    <section className="card hour-map" aria-labelledby={title}>
      <header className="chart-row__head">
        <h2 id={title} className="card__title">
          {t('heatPump:hourMap')}
        </h2>
        <Scale most={map.most} />
      </header>
      <p className="hour-map__readout" aria-hidden="true">
        {said !== null &&
          (shown === null
            ? t('heatPump:hourMapMost', { cell: cellText(texts, said) })
            : cellText(texts, said))}
      </p>
      <table
        ref={table}
        className="hour-map__table"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys lead through its cells.
        role="grid"
        aria-labelledby={title}
        aria-describedby={hint}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setShown(null)}
        onBlur={() => setShown(null)}
      >
        <thead>
          <tr>
            <td />
            {Array.from({ length: HOURS }, (_, hour) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: it is the hour.
              <th key={hour} scope="col" className="hour-map__hour">
                <span className={hour % EVERY_LABEL === 0 ? '' : 'unseen'}>{hour}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {map.days.map((cells, day) => (
            <Day key={cells[0]?.day} cells={cells} day={day} at={at} onShow={setShown} />
          ))}
        </tbody>
      </table>
      <p className="unseen" id={hint}>
        {t('heatPump:hourMapHint')}
      </p>
    </section>
  );
}

function Day(props: {
  readonly cells: readonly HourCell[];
  readonly day: number;
  readonly at: { readonly day: number; readonly hour: number };
  readonly onShow: (cell: HourCell) => void;
}) {
  const texts = useTexts();
  const { cells, day, at, onShow } = props;
  return (
    <tr>
      <th scope="row" className="hour-map__day">
        <abbr title={weekdayName(texts.language, day, 'long')}>
          {weekdayName(texts.language, day, 'short')}
        </abbr>
      </th>
      {cells.map((cell) => (
        <td
          key={cell.hour}
          className={
            cell.energy === null ? 'hour-map__cell hour-map__cell--none' : 'hour-map__cell'
          }
          style={{ '--part': cell.part } as React.CSSProperties}
          data-cell={`${day}-${cell.hour}`}
          tabIndex={at.day === day && at.hour === cell.hour ? 0 : -1}
          aria-label={cellText(texts, cell)}
          onPointerEnter={() => onShow(cell)}
          onFocus={() => onShow(cell)}
        />
      ))}
    </tr>
  );
}

function cellText({ t, language }: TextsInUse, { day, hour, energy }: HourCell): string {
  const when = {
    day: weekdayName(language, day, 'long'),
    from: hourText(hour),
    to: hourText(hour + 1),
  };
  return energy === null
    ? t('heatPump:hourMapNone', when)
    : t('heatPump:hourMapCell', { ...when, energy: joined(spokenEnergy(language, energy)) });
}

/** From nothing to the most, and what no data looks like. */
function Scale({ most }: { readonly most: HourCell | null }) {
  const { t, language } = useTexts();
  const say = (energy: WattHours): string => joined(spokenEnergy(language, energy));
  return (
    <ul className="legend hour-map__legend" aria-label={t('heatPump:hourMapScale')}>
      <li>
        {say(wattHours(0))}
        <span className="hour-map__scale" aria-hidden="true" />
        {most?.energy === null || most === null ? '–' : say(most.energy)}
      </li>
      <li>
        <span className="hour-map__cell hour-map__cell--none hour-map__sample" aria-hidden="true" />
        {t('states.none')}
      </li>
    </ul>
  );
}
