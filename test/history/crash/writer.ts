import { epochMs, seconds } from '../../../app/units.ts';
import { openForWriting } from '../../../main/history/open-file.ts';
import { Recorder } from '../../../main/history/recorder.ts';
import { Store } from '../../../main/history/store.ts';
import { reading, values } from '../fixtures.ts';

/**
 * Records one reading after the other as fast as it can, seals now and then, and prints the number of
 * each reading that was acknowledged. It is killed from outside.
 */
const [file = '', start = '0'] = process.argv.slice(2);
const opened = openForWriting(file, epochMs(Number(start)));
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
if (opened.value.notices.length > 0) throw new Error('The file was broken');
const store = new Store(opened.value.db);
const recorder = new Recorder(store, seconds(2));
for (let number = Number(start); ; number++) {
  const at = epochMs(Date.UTC(2026, 0) + number * 2000);
  const event = reading(at, values(46 + (number % 1000), number));
  recorder.record({ event, elapsed: seconds(number * 2) });
  process.stdout.write(`${number}\n`);
  // Sealing so often that a kill hits it now and then.
  if (number % 50 === 49) store.sealTail();
}
