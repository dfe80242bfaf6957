import { z } from 'zod';

const power = z.int().min(1).max(100_000);

/** Where one state ends and the next begins, in W; see `StateLimits`. Each is above the one before. */
export const stateLimitsSchema = z
  .object({
    circulatingFromW: power,
    runningUntilW: power,
    runningFromW: power,
    highLoadAboveW: power,
  })
  .refine(
    ({ circulatingFromW, runningUntilW, runningFromW, highLoadAboveW }) =>
      circulatingFromW < runningUntilW &&
      runningUntilW <= runningFromW &&
      runningFromW < highLoadAboveW,
  );

export type StateLimitsW = Readonly<z.infer<typeof stateLimitsSchema>>;

/** As seen: 6 W standby, 46 W circulation pump, 450 to 1,000 W compressor, 2 kW while it thaws. */
export const DEFAULT_STATE_LIMITS: StateLimitsW = {
  circulatingFromW: 26,
  runningUntilW: 100,
  runningFromW: 150,
  highLoadAboveW: 2000,
};
