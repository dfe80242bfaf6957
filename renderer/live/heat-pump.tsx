import { HEAT_PUMP_STATES, type HeatPumpState } from '../../app/heat-pump/state.ts';
import { useTexts } from '../state/texts.tsx';

const BAR_HEIGHTS = [5, 9, 13, 17] as const;

/** What the heat pump does, as a word and as one to four bars. */
export function HeatPump(props: { readonly state: HeatPumpState | null }) {
  const { t } = useTexts();
  const { state } = props;
  const bars = state === null ? 0 : HEAT_PUMP_STATES.indexOf(state) + 1;
  return (
    <span className="heat-pump">
      <svg className="heat-pump__bars" viewBox="0 0 22 18" aria-hidden="true">
        {BAR_HEIGHTS.map((height, index) => (
          <rect
            key={height}
            className={index < bars ? 'heat-pump__bar heat-pump__bar--on' : 'heat-pump__bar'}
            x={index * 6}
            y={18 - height}
            width="4"
            height={height}
            rx="1"
          />
        ))}
      </svg>
      <span>{t(`states.${state ?? 'none'}`)}</span>
    </span>
  );
}
