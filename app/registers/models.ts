import type { MeterModel } from './model.ts';
import { SDM_630 } from './sdm630.ts';
import { WAGO_879 } from './wago-879.ts';

/** Every meter that can be read, by the word that settings and `?model=` know it by. */
export const METER_MODELS = {
  'wago-879': WAGO_879,
  sdm630: SDM_630,
} as const satisfies Readonly<Record<string, MeterModel>>;

export type ModelId = keyof typeof METER_MODELS;

/** In the order in which they are offered. */
export const MODEL_IDS = Object.keys(METER_MODELS) as readonly ModelId[];

/** What is meant where nobody says it. */
export const DEFAULT_MODEL: ModelId = 'wago-879';

export const isModelId = (text: string): text is ModelId => Object.hasOwn(METER_MODELS, text);
