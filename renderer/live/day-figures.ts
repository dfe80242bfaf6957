import { joined, spokenCop, spokenCost, spokenDuration } from '../../app/text/numbers.ts';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';

interface DayFigure {
  readonly name: 'starts' | 'runTime' | 'cost' | 'cop';
  readonly value: string;
}

/** Starts, run time, cost and COP of the day so far; cost and COP only where they are known. */
export function useDayFigures(): readonly DayFigure[] {
  const { language } = useTexts();
  const day = useAppState((state) => state.heatPumpToday);
  const currency = useAppState((state) => state.settings.tariff.currency);
  const starts = day === null ? '–' : String(day.starts);
  const runTime = day === null ? '–' : joined(spokenDuration(language, day.runTime));
  const figures: DayFigure[] = [
    { name: 'starts', value: starts },
    { name: 'runTime', value: runTime },
  ];
  const { cost = null, cop = null } = day ?? {};
  if (cost !== null) figures.push({ name: 'cost', value: spokenCost(language, cost, currency) });
  if (cop !== null) figures.push({ name: 'cop', value: spokenCop(language, cop) });
  return figures;
}
