import { z } from 'zod';
import { alertRulesSchema, DEFAULT_ALERT_RULES } from './alerts/rules.ts';
import { CSV_FORMATS } from './csv-format.ts';
import { DEFAULT_DESKTOP, desktopShape } from './desktop-settings.ts';
import { heatSideSchema, NO_HEAT_SIDE } from './heat/heat-side.ts';
import { DEFAULT_STATE_LIMITS, stateLimitsSchema } from './heat-pump/limits.ts';
import { isWebAddress } from './history/prometheus.ts';
import { NO_TARIFF, tariffSchema } from './insights/tariff.ts';
import {
  bareHost,
  isHost,
  MAX_PORT,
  MAX_UNIT,
  type MeterSource,
  SEED_ADDRESS,
} from './meter-url.ts';
import { DEFAULT_MODEL, MODEL_IDS } from './registers/models.ts';

const hostSchema = z.string().trim().transform(bareHost).refine(isHost);

/** Where a meter answers, as settings and the bridge take it. */
export const meterAddressSchema = z.object({
  framing: z.enum(['auto', 'tcp', 'rtu-over-tcp']),
  host: hostSchema,
  port: z.int().min(1).max(MAX_PORT),
  unit: z.int().min(1).max(MAX_UNIT),
  /** Addresses that were stored while there was one model only have none. */
  model: z.enum(MODEL_IDS).default(DEFAULT_MODEL),
});

const sourceSchema: z.ZodType<MeterSource> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('demo') }),
  z.object({ kind: z.literal('meter'), address: meterAddressSchema }),
]);

/** Where `/metrics` is served for Prometheus, if at all. */
const metricsSchema = z.object({
  enabled: z.boolean(),
  host: hostSchema,
  port: z.int().min(1).max(MAX_PORT),
});

/** The Prometheus on the Pi. Holds no credentials: settings are plain text. */
const prometheusSchema = z.object({
  /** Empty: none. */
  url: z
    .string()
    .max(2000)
    .refine((url) => url === '' || isWebAddress(url)),
});

/** Seconds between two polls, 1 to 300. */
const pollSeconds = z.int().min(1).max(300);

/**
 * Everything that a person can set. Each field stands for itself: what is broken is left
 * out without taking the others with it (see `takeSettings`).
 */
export const settingsShape = {
  source: sourceSchema,
  /** Seconds between polls while somebody is looking. */
  pollWatchedS: pollSeconds,
  /** Seconds between polls while nobody is looking; the seed's exporter polls every 30 s. */
  pollIdleS: pollSeconds,
  /** The most that the connection can carry, in W; more is not believed. */
  connectionLimitW: z.int().min(500).max(1_000_000),
  /** By which power the heat pump's state is told. */
  stateLimits: stateLimitsSchema,
  /** Minutes; a run that is shorter wears the compressor. */
  shortCycleMin: z.int().min(1).max(240),
  theme: z.enum(['system', 'dark', 'light']),
  language: z.enum(['system', 'de', 'en']),
  /** red-yellow-blue as in the seed, or brown-black-grey after IEC 60446. */
  phaseColours: z.enum(['seed', 'iec']),
  /** How an exported CSV parts cells and fractions; `system`: as the region of the system does. */
  csvFormat: z.enum(['system', ...CSV_FORMATS]),
  metrics: metricsSchema,
  prometheus: prometheusSchema,
  /** How the Pi's Prometheus lets us in; the password or token itself is no setting. */
  prometheusAccess: z.enum(['open', 'basic', 'bearer']),
  prometheusUser: z.string().trim().max(500),
  /** PEM file with certificates that Prometheus’ may be signed by; empty: only what the system trusts. */
  prometheusCaFile: z.string().trim().max(1000),
  /** Where the Pi's Prometheus has what the heat pump gives. */
  heatSide: heatSideSchema,
  ...desktopShape,
  /** What is told of in the list and on the desktop. */
  alerts: alertRulesSchema,
  /** What electricity costs, and since when. */
  tariff: tariffSchema,
  /** Days for which the reading nearest each 30-s mark is kept; rollups and energies stay for ever. */
  historyDays: z.int().min(30).max(3660),
  /** The most that a history may take on the disk, in MB. */
  historyCapMb: z.int().min(50).max(100_000),
} as const;

export const settingsSchema = z.object(settingsShape);
export type Settings = Readonly<z.infer<typeof settingsSchema>>;
export type SettingName = keyof typeof settingsShape;

/** A change of some settings. Unknown names and `undefined` are refused. */
export const settingsPatchSchema = settingsSchema
  .partial()
  .strict()
  .refine((patch) => !Object.values(patch).includes(undefined));
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

export const DEFAULT_SETTINGS: Settings = {
  source: { kind: 'demo' },
  pollWatchedS: 2,
  pollIdleS: 30,
  /** Three phases of 35 A at 230 V. */
  connectionLimitW: 24_000,
  stateLimits: DEFAULT_STATE_LIMITS,
  shortCycleMin: 10,
  theme: 'system',
  language: 'system',
  phaseColours: 'seed',
  csvFormat: 'system',
  metrics: { enabled: false, host: '127.0.0.1', port: 9100 },
  prometheus: { url: '' },
  prometheusAccess: 'open',
  prometheusUser: '',
  prometheusCaFile: '',
  heatSide: NO_HEAT_SIDE,
  ...DEFAULT_DESKTOP,
  alerts: DEFAULT_ALERT_RULES,
  tariff: NO_TARIFF,
  historyDays: 400,
  historyCapMb: 1000,
};

/** What 'connect the real meter' is prefilled with. */
export const DEFAULT_ADDRESS = SEED_ADDRESS;

export interface TakenSettings {
  readonly taken: SettingsPatch;
  /** Names whose stored value is not usable. */
  readonly refused: readonly SettingName[];
}

/** Takes over field by field what is valid in `stored`; passes over names that it does not know. */
export function takeSettings(stored: unknown): TakenSettings {
  const record: Readonly<Record<string, unknown>> = Object(stored);
  const taken: Record<string, unknown> = {};
  const refused: SettingName[] = [];
  for (const name of Object.keys(settingsShape) as SettingName[]) {
    if (!Object.hasOwn(record, name) || record[name] === undefined) continue;
    const parsed = settingsShape[name].safeParse(record[name]);
    if (parsed.success) taken[name] = parsed.data;
    else refused.push(name);
  }
  return { taken: settingsPatchSchema.parse(taken), refused };
}
