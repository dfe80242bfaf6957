import type { ModelId } from '../../app/registers/models.ts';
import type { AddressSpace } from './address-space.ts';
import type { HeatPump } from './heat-pump.ts';
import { sdm630Space } from './sdm630.ts';
import { wago879Space } from './wago-879.ts';

/** The registers of a meter in front of a heat pump, and at which unit id it answers. */
export type Registers = (pump: HeatPump, unit: number) => AddressSpace;

/** Each model that can be read can be simulated. */
export const SIMULATED_MODELS: Readonly<Record<ModelId, Registers>> = {
  'wago-879': wago879Space,
  sdm630: sdm630Space,
};
