import { expect, it } from 'vitest';
import { minutes } from '../../app/units.ts';
import { retellNext } from '../../main/history/insights/retell.ts';
import { Store } from '../../main/history/store.ts';
import { Recording, reading, values } from './fixtures.ts';

const START = Date.UTC(2026, 1, 5, 9);
const MINUTE = minutes(1);

/** Ten hours with a run in each, sealed but for the newest reading. */
function recorded(): Recording {
  const made = new Recording(MINUTE);
  for (let minute = 0; minute < 600; minute++) {
    const power = minute % 60 < 20 ? 700 : 6;
    made.record(reading(START + minute * MINUTE, values(power, 100_000 + minute * 4)));
  }
  made.seal();
  return made;
}

it.each([
  ['broken', '{"nextSeq":'],
  ['of another form', '{"nextSeq":"one"}'],
  ['of a later version', '{"version":2}'],
  ['not there in words', 'null'],
])('what a file knows of itself is made anew of its readings when it is %s', (_, text) => {
  const made = recorded();
  const { sealed, states } = made.store;
  const [known, runs] = [states.state, made.store.tables.runs.spans(0, START * 2)];
  const write = made.store.db.prepare('UPDATE meta SET value = ? WHERE key IN (?, ?)');
  write.run(text, 'sealed', 'states');
  made.reopen();
  expect(made.store.sealed).toEqual(sealed);
  expect(made.store.states.state.retelling).not.toBeNull();
  while (!retellNext(made.store));
  // The readings that are left are as good as those that were judged at first.
  expect(made.store.states.state.limits).toEqual(known.limits);
  expect(made.store.tables.runs.spans(0, START * 2)).toEqual(runs);
  expect(new Store(made.store.db).states.state).toEqual(made.store.states.state);
  made.close();
});
