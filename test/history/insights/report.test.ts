import { afterEach, expect, it } from 'vitest';
import { rulesOf } from '../../../app/insights/rules.ts';
import { DEFAULT_SETTINGS } from '../../../app/settings.ts';
import { epochMs, hours, minutes, wattHours } from '../../../app/units.ts';
import { queryReport } from '../../../main/history/insights/report.ts';
import { Recording, reading, values } from '../fixtures.ts';

const ZONE = 'Europe/Berlin';
const RULES = rulesOf(DEFAULT_SETTINGS, ZONE);
const EVERY = minutes(1);
/** Midnight in Berlin. */
const FROM = epochMs(Date.UTC(2026, 10, 22, 23));
const TO = epochMs(FROM + hours(24));

const open: Recording[] = [];
afterEach(() => {
  for (const made of open.splice(0)) made.close();
});

it('tells where the counter stood at both ends of a day on which the meter was swapped', () => {
  const made = new Recording(EVERY);
  open.push(made);
  const swap = FROM + hours(14);
  for (let at: number = FROM; at <= TO; at += EVERY) {
    const counter = at < swap ? 5_000_000 + (at - FROM) / 6000 : 1000 + (at - swap) / 6000;
    const [from, to] = [wattHours(5_008_390), wattHours(1000)];
    const event = { at: epochMs(at), field: 'energy', kind: 'epoch', from, to } as const;
    const counterEvents = at === swap ? [event] : [];
    made.record({ ...reading(at, values(600, counter)), counterEvents });
  }
  const query = { from: FROM, to: TO, kind: 'day', zone: ZONE } as const;
  const [day] = queryReport(made.store, query, RULES, TO).days;
  expect(day?.startCounter).toBeCloseTo(5_000_000, 0);
  expect(day?.endCounter).toBeCloseTo(7000, 0);
  expect(day?.figures.energy.energy).toBeCloseTo(14_390, 0);
});
