import { DateTime } from 'luxon';
import type { Dispatch } from 'react';
import type { TimeRange } from '../../app/history/query.ts';
import { epochMs } from '../../app/units.ts';
import { useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import type { ViewAction, ViewState } from './view-state.ts';
import { PRESETS } from './view-window.ts';
import './range-bar.css';

interface Props {
  readonly state: ViewState;
  readonly range: TimeRange;
  readonly dispatch: Dispatch<ViewAction>;
}

/** Buttons for the usual ranges, days for a free one, and the way back to now. */
export function RangeBar({ state, range, dispatch }: Props) {
  const { t } = useTexts();
  const { clock } = useServices();
  const { window } = state;
  const span = window.kind === 'following' ? window.span : null;
  return (
    <div className="range-bar">
      <fieldset className="range-bar__presets">
        <legend className="unseen">{t('historyView:range')}</legend>
        {PRESETS.map((preset) => (
          <button
            key={preset.name}
            type="button"
            className="range-bar__preset"
            aria-label={t(`historyView:presetNames.${preset.name}`)}
            aria-pressed={preset.span === span}
            onClick={() => dispatch({ kind: 'preset', span: preset.span })}
          >
            {t(`historyView:presets.${preset.name}`)}
          </button>
        ))}
      </fieldset>
      <DayInputs range={range} dispatch={dispatch} />
      <button
        type="button"
        className="button range-bar__now"
        disabled={window.kind === 'following'}
        onClick={() => dispatch({ kind: 'now', now: clock.now() })}
      >
        {t('historyView:now')}
      </button>
    </div>
  );
}

const dayText = (at: number): string => DateTime.fromMillis(at).toISODate() ?? '';

/** The first and the last local day, both included. */
function DayInputs({ range, dispatch }: Pick<Props, 'range' | 'dispatch'>) {
  const { t } = useTexts();
  const { clock } = useServices();
  const [first, last] = [dayText(range.from), dayText(range.to - 1)];
  const choose = (from: string, to: string): void => {
    const start = DateTime.fromISO(from).startOf('day');
    const end = DateTime.fromISO(to).plus({ days: 1 }).startOf('day');
    if (!start.isValid || !end.isValid || start >= end) return;
    dispatch({
      kind: 'stretch',
      from: epochMs(start.toMillis()),
      to: epochMs(end.toMillis()),
      now: clock.now(),
    });
  };
  const today = dayText(clock.now());
  return (
    <div className="range-bar__days">
      <label>
        <span>{t('historyView:from')}</span>
        <input
          type="date"
          className="input range-bar__day"
          value={first}
          min="2000-01-02"
          max={last}
          onChange={({ target }) => choose(target.value, last)}
        />
      </label>
      <label>
        <span>{t('historyView:to')}</span>
        <input
          type="date"
          className="input range-bar__day"
          value={last}
          min={first}
          max={today}
          onChange={({ target }) => choose(first, target.value)}
        />
      </label>
    </div>
  );
}
