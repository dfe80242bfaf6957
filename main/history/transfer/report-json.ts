import type { Figures } from '../../../app/insights/figures.ts';
import type { Comparison } from '../../../app/insights/query.ts';
import type { RatedRun } from '../../../app/insights/run.ts';
import type { Report, ReportDay } from '../../../app/report/report.ts';
import { roundedPart } from '../../../app/share.ts';
import { hours, minutes } from '../../../app/units.ts';
import { dateOf, rounded, toKwh } from './report.ts';

const isoOf = (at: number): string => new Date(at).toISOString();
const minutesOf = (ms: number | null): number | null =>
  rounded(ms === null ? null : ms / minutes(1), 1);
const part = (value: number): number => roundedPart(value, 1);

/** kWh, hours and money like the table; null where something is not known. */
function figuresJson(figures: Figures) {
  const { states, cost, heat, peakPower } = figures;
  return {
    energy: toKwh(figures.energy.energy),
    energyL1: toKwh(figures.energy.energyL1),
    energyL2: toKwh(figures.energy.energyL2),
    energyL3: toKwh(figures.energy.energyL3),
    complete: part(figures.complete),
    states: Object.fromEntries(
      Object.entries(states).map(([state, share]) => [
        state,
        { hours: rounded(share.time / hours(1), 2), energy: toKwh(share.energy) },
      ]),
    ),
    starts: figures.starts,
    startsPerHour: rounded(figures.startsPerHour, 3),
    runHours: rounded(figures.runTime / hours(1), 2),
    shortestRunMinutes: minutesOf(figures.shortestRun),
    medianRunMinutes: minutesOf(figures.medianRun),
    longestRunMinutes: minutesOf(figures.longestRun),
    shortCycles: figures.shortCycles,
    suspectedDefrosts: figures.suspectedDefrosts,
    peakPower:
      peakPower === null ? null : { at: isoOf(peakPower.at), watts: rounded(peakPower.power, 0) },
    imbalance: rounded(figures.imbalance, 3),
    cost:
      cost === null
        ? null
        : {
            energy: rounded(cost.energy, 2),
            standby: rounded(cost.standby, 2),
            base: rounded(cost.base, 2),
            total: rounded(cost.total, 2),
          },
    heat:
      heat === null
        ? null
        : {
            heat: toKwh(heat.heat),
            electricity: toKwh(heat.electricity),
            cooling: toKwh(heat.cooling),
            coolingElectricity: toKwh(heat.coolingElectricity),
            knownHours: rounded(heat.known / hours(1), 2),
            cop: rounded(heat.cop, 2),
            runningCop: rounded(heat.runningCop, 2),
            standbyLoss: rounded(heat.standbyLoss, 3),
          },
  };
}

const comparisonJson = (comparison: Comparison | null) =>
  comparison === null
    ? null
    : {
        hours: comparison.hours,
        now: figuresJson(comparison.now),
        earlier: figuresJson(comparison.earlier),
      };

const dayJson = (day: ReportDay, zone: string) => ({
  date: dateOf(day, zone),
  from: isoOf(day.from),
  to: isoOf(day.to),
  start: toKwh(day.startCounter),
  end: toKwh(day.endCounter),
  estimated: day.estimated,
  ...figuresJson(day.figures),
});

const runJson = (run: RatedRun) => ({
  start: isoOf(run.start),
  end: run.end === null ? null : isoOf(run.end),
  startSeen: run.startSeen,
  endSeen: run.endSeen,
  energy: toKwh(run.energy),
  meanWatts: rounded(run.meanPower, 0),
  peakWatts: rounded(run.peakPower, 0),
  suspectedDefrosts: run.suspectedDefrosts,
  cost: rounded(run.cost, 2),
  cop: rounded(run.cop, 2),
  outdoorCelsius: rounded(run.outdoor, 1),
});

/** Energies in kWh; shares and completeness from 0 to 1. */
export function reportJson({ query, insights, days, runs, currency, isDemo }: Report): string {
  const { energy, energyL1, energyL2, energyL3 } = figuresJson(insights.figures);
  const { season } = insights;
  const object = {
    unit: 'kWh',
    zone: query.zone,
    from: isoOf(query.from),
    to: isoOf(query.to),
    ...(isDemo ? { demo: true } : {}),
    currency: insights.figures.cost === null ? null : currency,
    figures: figuresJson(insights.figures),
    before: comparisonJson(insights.before),
    yearBefore: comparisonJson(insights.yearBefore),
    season:
      season === null
        ? null
        : { from: isoOf(season.from), to: isoOf(season.to), cop: rounded(season.cop, 2) },
    days: days.map((day) => dayJson(day, query.zone)),
    total: { energy, energyL1, energyL2, energyL3 },
    runs: runs.map(runJson),
  };
  return `${JSON.stringify(object, null, 2)}\n`;
}
