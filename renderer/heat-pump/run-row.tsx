import { DateTime } from 'luxon';
import type { ReactNode } from 'react';
import { historyPlace } from '../../app/alerts/alert.ts';
import type { RatedRun } from '../../app/insights/run.ts';
import {
  joined,
  spokenCop,
  spokenDuration,
  spokenEnergy,
  spokenMoney,
  spokenNumber,
  spokenPower,
} from '../../app/text/numbers.ts';
import { cost, type EpochMs, millis, wattHours, watts } from '../../app/units.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { type TextsInUse, useTexts } from '../state/texts.tsx';
import { ZONE } from '../zone.ts';
import { type RunColumn, valueIn } from './run-rows.ts';

interface Props {
  readonly run: RatedRun;
  readonly columns: readonly RunColumn[];
}

/** One run; a click shows its time in the history. */
export function RunRow({ run, columns }: Props) {
  const hash = `#/${historyPlace(run.start)}`;
  const onClick = (): void => {
    location.hash = hash;
  };
  return (
    // The link in the row does the same for the keyboard.
    <tr className="runs__row" onClick={onClick}>
      {columns.map((column) => (
        <td key={column} className={`runs__cell runs__cell--${column}`}>
          <Cell run={run} column={column} hash={hash} />
        </td>
      ))}
    </tr>
  );
}

const yearOf = (at: EpochMs): number => DateTime.fromMillis(at, { zone: ZONE }).year;

/** The year is said where it is not the present one. */
const momentOf = ({ language }: TextsInUse, at: EpochMs, now: EpochMs): string =>
  new Intl.DateTimeFormat(language, {
    timeZone: ZONE,
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    ...(yearOf(at) === yearOf(now) ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);

/** An end on the day of its start is said by the clock alone. */
function endOf({ language }: TextsInUse, { start, end }: RatedRun): string {
  if (end === null) return '';
  const ended = DateTime.fromMillis(end, { zone: ZONE });
  const sameDay = ended.hasSame(DateTime.fromMillis(start, { zone: ZONE }), 'day');
  return new Intl.DateTimeFormat(language, {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(sameDay ? {} : { day: '2-digit', month: 'short' }),
  }).format(end);
}

interface CellProps {
  readonly run: RatedRun;
  readonly column: RunColumn;
  readonly hash: string;
}

function Cell({ run, column, hash }: CellProps): ReactNode {
  const texts = useTexts();
  const currency = useAppState((state) => state.settings.tariff.currency);
  switch (column) {
    case 'start':
      return <Start run={run} hash={hash} />;
    case 'end':
      return <End run={run} />;
    default:
      return figureText(texts, run, column, currency);
  }
}

function Start({ run, hash }: Omit<CellProps, 'column'>) {
  const texts = useTexts();
  const { t } = texts;
  const { clock } = useServices();
  const start = momentOf(texts, run.start, clock.now());
  return (
    <>
      <a href={hash} aria-label={t('heatPump:openRun', { start })}>
        {start}
      </a>
      {!run.startSeen && <span className="runs__unseen">{t('heatPump:startUnseen')}</span>}
    </>
  );
}

function End({ run }: Pick<CellProps, 'run'>) {
  const texts = useTexts();
  const { t } = texts;
  if (run.end === null) return t('heatPump:running');
  return (
    <>
      {endOf(texts, run)}
      {!run.endSeen && <span className="runs__unseen">{t('heatPump:endUnseen')}</span>}
    </>
  );
}

function figureText(
  { t, language }: TextsInUse,
  run: RatedRun,
  column: Exclude<RunColumn, 'start' | 'end'>,
  currency: string,
): string {
  const value = valueIn(run, column);
  if (value === null) return '–';
  switch (column) {
    case 'length': {
      const length = joined(spokenDuration(language, millis(value)));
      return run.startSeen && run.endSeen ? length : t('heatPump:atLeast', { value: length });
    }
    case 'energy':
      return joined(spokenEnergy(language, wattHours(value)));
    case 'meanPower':
    case 'peakPower':
      return joined(spokenPower(language, watts(value)));
    case 'cost':
      return joined(spokenMoney(language, cost(value), currency));
    case 'cop':
      return spokenCop(language, value);
    case 'outdoor':
      return `${spokenNumber(language, value, 1).digits}\u00a0°C`;
    case 'defrosts':
      return value === 0 ? '' : String(value);
  }
}
