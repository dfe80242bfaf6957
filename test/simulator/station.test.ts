import { describe, expect, test } from 'vitest';
import { ok } from '../../app/result.ts';
import { epochMs } from '../../app/units.ts';
import type { AddressSpace } from '../../main/simulator/address-space.ts';
import { Station } from '../../main/simulator/station.ts';
import { readPdu } from './frames.ts';

const SPACE: AddressSpace = {
  functionCode: 3,
  read: (_, words) => ok(new Array<number>(words).fill(0)),
};

describe('a meter on the line', () => {
  test('remembers its last thousand reads, oldest first', () => {
    const station = new Station(2, SPACE);
    for (let address = 0; address < 1500; address++) {
      station.answer(2, readPdu(address, 2), epochMs(0));
    }
    const { reads, requests } = station.stats();
    expect(requests).toBe(1500);
    expect(reads).toHaveLength(1000);
    expect([reads[0], reads.at(-1)]).toEqual([
      { address: 500, words: 2 },
      { address: 1499, words: 2 },
    ]);
  });

  test('tells what it was asked so far, whatever comes after', () => {
    const station = new Station(2, SPACE);
    station.answer(2, readPdu(1, 2), epochMs(0));
    const before = station.stats();
    station.answer(2, readPdu(3, 4, 6), epochMs(0));
    station.answer(2, readPdu(5, 6), epochMs(0));
    expect(before).toMatchObject({ requests: 1, functionCodes: [3], exceptions: 0 });
    expect(before.reads).toEqual([{ address: 1, words: 2 }]);
    expect(station.stats()).toMatchObject({ requests: 3, functionCodes: [3, 6], exceptions: 1 });
  });
});
