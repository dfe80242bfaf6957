import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { POLL_FAULT_KINDS } from '../../app/fault.ts';
import { ENERGY_FIELDS, FIELDS, POWER_FIELDS } from '../../app/measurement.ts';
import { METER_METRICS, metricValue } from '../../app/metrics/names.ts';
import type { Published } from '../../app/metrics/published.ts';
import type { RejectionReason } from '../../app/plausibility.ts';
import type { PollEvent } from '../../app/poll.ts';
import type { EpochMs } from '../../app/units.ts';
import { addProcessMetrics } from './process-gauges.ts';

/** What runs, for `wago_build_info`. */
export interface BuildInfo {
  readonly version: string;
  /** `electron` or `node` with its version, as in `node 20.20.2`. */
  readonly runtime: string;
}

/** What one scrape shows. */
export interface ScrapeView extends Published {
  /** When the newest reading arrived; null before the first. */
  readonly lastReadingAt: EpochMs | null;
}

/** The metrics in one of the two formats. */
export interface Exposition {
  readonly contentType: string;
  /** Counts what happened. */
  observe(event: PollEvent): void;
  render(view: ScrapeView): Promise<string>;
}

export type Format = 'text' | 'openmetrics';

/** Reasons for which a value of this field can be rejected; only these series exist. */
const reasonsBy: readonly (readonly [readonly string[], readonly RejectionReason[]])[] = [
  [FIELDS, ['not-finite', 'denormal', 'out-of-range', 'frozen']],
  [FIELDS.filter((field) => field !== 'frequency'), ['frequency-off']],
  [POWER_FIELDS, ['phases-disagree']],
  [ENERGY_FIELDS, ['energy-fell', 'energy-jumped']],
];

/** Seconds: a block read on the bus takes about 0.1, a poll that must connect first up to 1. */
const POLL_SECONDS = [0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5];

/** Exists from the first scrape on, so that `increase` sees the first event. */
function addCounters(registry: Registry): (event: PollEvent) => void {
  const registers = [registry];
  const polls = new Counter({
    name: 'wago_polls_total',
    help: 'Attempts to read the meter, whether or not they brought a reading.',
    registers,
  });
  const faults = new Counter({
    name: 'wago_poll_faults_total',
    help: 'Polls that brought no reading, by kind of fault.',
    labelNames: ['kind'],
    registers,
  });
  const rejected = new Counter({
    name: 'wago_rejected_values_total',
    help: 'Values that the meter sent and that cannot be true, by field and reason.',
    labelNames: ['field', 'reason'],
    registers,
  });
  const duration = new Histogram({
    name: 'wago_poll_duration_seconds',
    help: 'Time that successful polls took.',
    buckets: POLL_SECONDS,
    registers,
  });
  for (const kind of POLL_FAULT_KINDS) faults.inc({ kind }, 0);
  for (const [fields, reasons] of reasonsBy) {
    for (const field of fields) {
      for (const reason of reasons) rejected.inc({ field, reason }, 0);
    }
  }
  return (event) => {
    if (event.kind === 'fault') faults.inc({ kind: event.fault.kind });
    if (event.kind === 'reading') {
      duration.observe(event.took / 1000);
    }
    if (event.kind === 'fault' || event.kind === 'reading') {
      for (const { field, reason } of event.rejections ?? []) rejected.inc({ field, reason });
    }
    if (event.kind === 'fault' || event.kind === 'reading') polls.inc();
  };
}

/** A gauge without a value has no sample line at all. */
function put(gauge: Gauge, value: number | null): void {
  if (value === null) gauge.remove();
  else gauge.set(value);
}

function addMeterGauges(registry: Registry): (view: ScrapeView) => void {
  const registers = [registry];
  const meter = METER_METRICS.map((metric) => {
    const gauge = new Gauge({ name: metric.name, help: metric.help, registers });
    return { metric, gauge };
  });
  const up = new Gauge({
    name: 'wago_up',
    help: 'Whether the newest poll brought a reading (1) or not (0).',
    registers,
  });
  const last = new Gauge({
    name: 'wago_last_reading_timestamp_seconds',
    help: 'When the newest reading arrived, since unix epoch in seconds.',
    registers,
  });
  return (view) => {
    for (const { metric, gauge } of meter) {
      const value = view.values[metric.field];
      put(gauge, value === null ? null : metricValue(metric, value));
    }
    up.set(view.up ? 1 : 0);
    put(last, view.lastReadingAt === null ? null : view.lastReadingAt / 1000);
  };
}

/**
 * prom-client renames counters for good when it writes OpenMetrics, so the two formats
 * cannot share a registry or a counter.
 */
export function createExposition(format: Format, build: BuildInfo): Exposition {
  const registry: Registry = new Registry();
  const contentType =
    format === 'text' ? Registry.PROMETHEUS_CONTENT_TYPE : Registry.OPENMETRICS_CONTENT_TYPE;
  // The types know only registries that never change their format.
  (registry as { setContentType(type: string): void }).setContentType(contentType);
  const showMeter = addMeterGauges(registry);
  const observe = addCounters(registry);
  const buildInfo = new Gauge({
    name: 'wago_build_info',
    help: 'What publishes these metrics; always 1.',
    labelNames: ['version', 'runtime'],
    registers: [registry],
  });
  buildInfo.set({ ...build }, 1);
  const { refresh } = addProcessMetrics(registry);
  return {
    contentType,
    observe,
    render(view) {
      showMeter(view);
      refresh();
      return registry.metrics();
    },
  };
}
