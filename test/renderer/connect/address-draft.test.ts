import { describe, expect, it } from 'vitest';
import {
  type AddressDraft,
  draftOf,
  parseDraft,
  withPortSplit,
} from '../../../renderer/connect/address-draft.ts';

const PREFILLED: AddressDraft = {
  host: '192.168.2.10',
  port: '8899',
  unit: '2',
  framing: 'auto',
  model: 'wago-879',
};
const problemsOf = (change: Partial<AddressDraft>) => {
  const parsed = parseDraft({ ...PREFILLED, ...change });
  return parsed.ok ? null : parsed.error;
};

describe('the address form', () => {
  it('begins with the usual address when the demo meter is in use', () => {
    expect(draftOf({ kind: 'demo' })).toEqual(PREFILLED);
  });

  it('begins with the address in use', () => {
    const address = {
      host: 'gateway.local',
      port: 502,
      unit: 7,
      framing: 'tcp',
      model: 'wago-879',
    } as const;
    const draft = draftOf({ kind: 'meter', address });
    expect(parseDraft(draft)).toEqual({ ok: true, value: address });
  });

  it('takes spaces around what was typed', () => {
    const parsed = parseDraft({ ...PREFILLED, host: ' gateway ', port: ' 502 ', unit: ' 1 ' });
    expect(parsed).toMatchObject({ ok: true, value: { host: 'gateway', port: 502, unit: 1 } });
  });

  it('tells a missing host from a wrong one', () => {
    expect(problemsOf({ host: '  ' })).toEqual({ host: 'hostMissing' });
    expect(problemsOf({ host: 'my gateway' })).toEqual({ host: 'hostWrong' });
  });

  it.each(['', '0', '65536', '80.5', '1e3', 'abc', '-1'])('refuses the port "%s"', (port) => {
    expect(problemsOf({ port })).toEqual({ port: 'port' });
  });

  it.each(['', '0', '248', '2.0', 'two'])('refuses the unit id "%s"', (unit) => {
    expect(problemsOf({ unit })).toEqual({ unit: 'unit' });
  });

  it('names everything that is wrong at once', () => {
    expect(problemsOf({ host: '', port: 'x', unit: 'x' })).toEqual({
      host: 'hostMissing',
      port: 'port',
      unit: 'unit',
    });
  });

  it.each(['10.0.0.5:4196', ' 10.0.0.5:4196 ', 'tcp://10.0.0.5:4196/'])(
    'puts the port of a pasted "%s" where it belongs',
    (host) => {
      expect(withPortSplit({ ...PREFILLED, host })).toEqual({
        ...PREFILLED,
        host: '10.0.0.5',
        port: '4196',
      });
    },
  );

  it.each(['fe80::1', 'gateway', ''])('leaves "%s" as it is', (host) => {
    expect(withPortSplit({ ...PREFILLED, host })).toEqual({ ...PREFILLED, host });
  });
});
