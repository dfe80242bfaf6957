import type { Framing } from '../../../app/meter-url.ts';
import { FAULTS, type FaultCase } from '../fault-case.ts';
import { CONNECTION_CASES } from './connections.ts';
import { FIELD_CASES } from './field.ts';
import { FRAME_CASES } from './frames.ts';
import { HOUR_CASES } from './hour.ts';
import { REPLY_CASES } from './replies.ts';
import { VALUE_CASES } from './values.ts';

const CASES = [
  ...CONNECTION_CASES,
  ...REPLY_CASES,
  ...FRAME_CASES,
  ...VALUE_CASES,
  ...FIELD_CASES,
  ...HOUR_CASES,
];

/** The matrix for one framing, in the order of the faults. */
export const casesFor = (framing: Framing): readonly FaultCase[] =>
  FAULTS.flatMap((fault) =>
    CASES.filter((one) => one.fault === fault && (one.only ?? framing) === framing),
  );
