import type { Language } from '../../app/text/texts.ts';

interface Props {
  /** Mean Wh of each hour of the week, Monday 0:00 first; null: not known. */
  readonly hours: readonly (number | null)[];
  readonly name: string;
  readonly language: Language;
}

const CELL = { width: 13, height: 17 };
const AXIS = 26;
const HOURS = 24;
const DAYS = 7;
/** Any Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

const dayName = (language: Language, day: number): string =>
  new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(
    MONDAY + day * DAY_MS,
  );

/** The week as a map: the darker, the more electricity. */
export function WeekMap({ hours, name, language }: Props) {
  const most = Math.max(1, ...hours.map((value) => value ?? 0));
  const width = AXIS + HOURS * CELL.width;
  const height = DAYS * CELL.height + 12;
  return (
    <svg className="drawn" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={name}>
      {Array.from({ length: DAYS }, (_, day) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place.
          key={day}
          className="drawn__text"
          x={0}
          y={day * CELL.height + CELL.height - 3}
        >
          {dayName(language, day)}
        </text>
      ))}
      {hours.map((value, place) => {
        const [day, hour] = [Math.floor(place / HOURS), place % HOURS];
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place.
            key={place}
            className={value === null ? 'drawn__gap' : 'drawn__bar'}
            x={AXIS + hour * CELL.width}
            y={day * CELL.height}
            width={CELL.width - 1}
            height={CELL.height - 1}
            fillOpacity={value === null ? 1 : 0.06 + (0.94 * value) / most}
          />
        );
      })}
      {[0, 6, 12, 18].map((hour) => (
        <text
          key={hour}
          className="drawn__text"
          x={AXIS + hour * CELL.width}
          y={height - 2}
        >{`${hour}:00`}</text>
      ))}
    </svg>
  );
}
