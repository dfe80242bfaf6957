import type { Figures } from '../../app/insights/figures.ts';
import type { Comparison } from '../../app/insights/query.ts';
import {
  type Spoken,
  spokenCop,
  spokenDuration,
  spokenEnergy,
  spokenMoney,
  spokenNumber,
  spokenPower,
  spokenShare,
} from '../../app/text/numbers.ts';
import type { Language, Texts } from '../../app/text/texts.ts';
import { cost, millis, wattHours, watts } from '../../app/units.ts';
import { type Change, changed, type Measure } from './change.ts';

type Words = Texts['heatPump'];

/** As their texts are named. */
export type FigureName =
  | 'starts'
  | 'runTime'
  | 'energy'
  | 'cost'
  | 'cop'
  | 'startsPerHour'
  | 'shortestRun'
  | 'medianRun'
  | 'longestRun'
  | 'shortCycles'
  | 'defrosts'
  | 'standbyShare'
  | 'standbyCost'
  | 'peakPower'
  | 'imbalance'
  | 'complete'
  | 'runningCop'
  | 'standbyLoss';

/** How one figure is found and said. */
interface FigureKind {
  readonly name: FigureName;
  readonly measure: Measure;
  readonly of: (figures: Figures) => number | null;
  readonly say: (language: Language, value: number, currency: string) => Spoken;
  /** Why there is none. */
  readonly why: keyof Words['why'];
}

const share = (part: number, whole: number | null): number | null =>
  whole === null || whole <= 0 ? null : part / whole;

/** Time with readings; a figure of nothing seen is no zero. */
const knownTime = ({ states }: Figures): number =>
  Object.values(states).reduce((sum, { time }) => sum + time, 0) - states['no-data'].time;
const whenKnown = (figures: Figures, value: number): number | null =>
  knownTime(figures) > 0 ? value : null;

const count: FigureKind['say'] = (language, value) => spokenNumber(language, value, 0);
const duration: FigureKind['say'] = (language, value) => spokenDuration(language, millis(value));
const cop: FigureKind['say'] = (language, value) => ({
  digits: spokenCop(language, value),
  unit: '',
});
const money: FigureKind['say'] = (language, value, currency) =>
  spokenMoney(language, cost(value), currency);

const STARTS: FigureKind = {
  name: 'starts',
  measure: 'count',
  of: (figures) => whenKnown(figures, figures.starts),
  say: count,
  why: 'noData',
};
const RUN_TIME: FigureKind = {
  name: 'runTime',
  measure: 'amount',
  of: (figures) => whenKnown(figures, figures.runTime),
  say: duration,
  why: 'noData',
};
const ENERGY: FigureKind = {
  name: 'energy',
  measure: 'amount',
  of: ({ energy }) => energy.energy,
  say: (language, value) => spokenEnergy(language, wattHours(value)),
  why: 'noData',
};
const COST: FigureKind = {
  name: 'cost',
  measure: 'amount',
  of: (figures) => figures.cost?.total ?? null,
  say: money,
  why: 'noTariff',
};
const COP: FigureKind = {
  name: 'cop',
  measure: 'level',
  of: ({ heat }) => heat?.cop ?? null,
  say: cop,
  why: 'noHeat',
};

/** What people look for first. */
const MAIN: readonly FigureKind[] = [STARTS, RUN_TIME, ENERGY, COST];

const MORE: readonly FigureKind[] = [
  {
    name: 'startsPerHour',
    measure: 'level',
    of: ({ startsPerHour }) => startsPerHour,
    say: (language, value) => spokenNumber(language, value, 2),
    why: 'noData',
  },
  ...(['shortestRun', 'medianRun', 'longestRun'] as const).map(
    (name): FigureKind => ({
      name,
      measure: 'length',
      of: (figures) => figures[name],
      say: duration,
      why: 'noRun',
    }),
  ),
  {
    name: 'shortCycles',
    measure: 'count',
    of: (figures) => whenKnown(figures, figures.shortCycles),
    say: count,
    why: 'noData',
  },
  {
    name: 'defrosts',
    measure: 'count',
    of: (figures) => whenKnown(figures, figures.suspectedDefrosts),
    say: count,
    why: 'noData',
  },
  {
    name: 'standbyShare',
    measure: 'share',
    of: ({ states, energy }) => share(states.standby.energy, energy.energy),
    say: (language, value) => spokenShare(language, value),
    why: 'noData',
  },
  {
    name: 'standbyCost',
    measure: 'amount',
    of: (figures) => figures.cost?.standby ?? null,
    say: money,
    why: 'noTariff',
  },
  {
    name: 'peakPower',
    measure: 'level',
    of: ({ peakPower }) => peakPower?.power ?? null,
    say: (language, value) => spokenPower(language, watts(value)),
    why: 'noData',
  },
  {
    name: 'imbalance',
    measure: 'share',
    of: ({ imbalance }) => imbalance,
    say: (language, value) => spokenShare(language, value),
    why: 'notRunning',
  },
  {
    name: 'complete',
    measure: 'none',
    of: ({ complete }) => complete,
    say: (language, value) => spokenShare(language, value),
    why: 'noData',
  },
];

/** Shown with heat only. */
const OF_HEAT: readonly FigureKind[] = [
  {
    name: 'runningCop',
    measure: 'level',
    of: ({ heat }) => heat?.runningCop ?? null,
    say: cop,
    why: 'noHeat',
  },
  {
    name: 'standbyLoss',
    measure: 'share',
    of: ({ heat }) => heat?.standbyLoss ?? null,
    say: (language, value) => spokenShare(language, value),
    why: 'noHeat',
  },
];

/** One figure, ready to be shown. */
export interface KeyFigure {
  readonly name: FigureName;
  readonly measure: Measure;
  /** null: not known, for the reason in `why`. */
  readonly value: Spoken | null;
  readonly why: FigureKind['why'];
  /** Against the span before and the same a year before; null: there is nothing to compare. */
  readonly before: Change | null;
  readonly yearBefore: Change | null;
}

export interface FigureOptions {
  readonly language: Language;
  /** ISO 4217 */
  readonly currency: string;
}

interface Compared {
  readonly figures: Figures;
  readonly before: Comparison | null;
  readonly yearBefore: Comparison | null;
}

/** The figures to look at first, and the others; those of heat only where there is heat. */
export function keyFigures(insights: Compared, options: FigureOptions) {
  const hasHeat = insights.figures.heat !== null;
  const all = (kinds: readonly FigureKind[]): readonly KeyFigure[] =>
    kinds.map((kind) => keyFigure(kind, insights, options));
  return {
    main: all(hasHeat ? [...MAIN, COP] : MAIN),
    more: all(hasHeat ? [...MORE, ...OF_HEAT] : MORE),
  };
}

function keyFigure(kind: FigureKind, insights: Compared, options: FigureOptions): KeyFigure {
  const { language, currency } = options;
  const say = (value: number): Spoken => kind.say(language, value, currency);
  const against = (comparison: Comparison | null): Change | null => {
    if (comparison === null) return null;
    const [now, then] = [kind.of(comparison.now), kind.of(comparison.earlier)];
    return now === null || then === null ? null : changed(language, kind.measure, now, then, say);
  };
  const value = kind.of(insights.figures);
  return {
    name: kind.name,
    measure: kind.measure,
    value: value === null ? null : say(value),
    why: kind.why,
    before: against(insights.before),
    yearBefore: against(insights.yearBefore),
  };
}
