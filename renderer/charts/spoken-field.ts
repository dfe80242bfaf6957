import type { Field } from '../../app/measurement.ts';
import {
  type Spoken,
  spokenEnergy,
  spokenFrequency,
  spokenPower,
  spokenPowerFactor,
} from '../../app/text/numbers.ts';
import type { Language } from '../../app/text/texts.ts';
import { hertz, powerFactor, wattHours, watts } from '../../app/units.ts';

/** A value of a series, in the app's unit of its quantity, as people say it. */
export function spokenField(language: Language, field: Field, value: number): Spoken {
  switch (field) {
    case 'power':
    case 'powerL1':
    case 'powerL2':
    case 'powerL3':
      return spokenPower(language, watts(value));
    case 'frequency':
      return spokenFrequency(language, hertz(value));
    case 'powerFactor':
      return spokenPowerFactor(language, powerFactor(value));
    case 'energy':
    case 'energyL1':
    case 'energyL2':
    case 'energyL3':
      return spokenEnergy(language, wattHours(value));
  }
}
