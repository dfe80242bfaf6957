import { ok, type Result } from '../../app/result.ts';
import { DEFAULT_SETTINGS, settingsShape } from '../../app/settings.ts';
import type { Translate } from '../../app/text/translate.ts';
import { type Watts, watts } from '../../app/units.ts';
import { findSettings } from '../settings/stored-settings.ts';
import { readNumber } from './arguments.ts';

const { minValue, maxValue } = settingsShape.connectionLimitW;
const RANGE = { min: minValue ?? 0, max: maxValue ?? Infinity, whole: true };

/**
 * The most that the connection carries: as the flag says, else as the app's settings in the data
 * folder do, else the default.
 */
export function readConnectionLimit(
  text: string | undefined,
  folder: string,
  usage: string,
  t: Translate,
): Result<Watts, string> {
  const saved = findSettings(folder).chosen.connectionLimitW;
  const fallback = saved ?? DEFAULT_SETTINGS.connectionLimitW;
  const limit = readNumber('--connection-limit', text, fallback, RANGE, usage, t);
  return limit.ok ? ok(watts(limit.value)) : limit;
}
