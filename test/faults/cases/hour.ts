import { METER_TIMING } from '../../../main/meter/timing.ts';
import { draws } from '../../../main/simulator/noise.ts';
import {
  cutAfter,
  delayed,
  exception,
  flipped,
  junkAfter,
  junkBefore,
  type ProxyRule,
  pass,
  rewritten,
  swallow,
  truncated,
} from '../../support/proxy-rules.ts';
import type { FaultCase } from '../fault-case.ts';

const SHARE = 0.06;
const JUNK = Buffer.from([0x02, 0x03, 0x04, 0x00, 0x17]);

/** What a bad bus and a cheap gateway do to a reply. */
const RULES: readonly ProxyRule[] = [
  swallow,
  delayed(METER_TIMING.replyMs + 100),
  truncated(-3),
  truncated(2),
  junkBefore(JUNK),
  junkAfter(JUNK, 3),
  exception(4),
  exception(11),
  flipped(0, 0x01),
  rewritten((body) => Buffer.concat([Buffer.of(3), body.subarray(1)])),
  cutAfter(7, 'rst'),
  cutAfter(12, 'fin'),
];

/** 6 in 100 replies meet one of the rules; the same ones at each run. */
function noisy(seed: number): ProxyRule {
  const draw = draws(seed, 0);
  return (frame) => {
    if (draw() >= SHARE) return pass(frame);
    const rule = RULES[Math.floor(draw() * RULES.length)] ?? pass;
    return rule(frame);
  };
}

const HOUR_MS = 3_600_000;

const noisyHour = (everyS: number): FaultCase => ({
  fault: '6 % random errors for an hour',
  how: `${RULES.length} kinds of them, a poll every ${everyS} s`,
  everyS,
  during: async (stage) => {
    const end = stage.clock.elapsed() + HOUR_MS;
    stage.proxy.rules.reply = noisy(879);
    while (stage.clock.elapsed() < end) await stage.poll();
    stage.proxy.behave();
  },
});

export const HOUR_CASES: readonly FaultCase[] = [noisyHour(2), noisyHour(30)];
