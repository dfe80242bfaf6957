import type { PollFault } from '../fault.ts';
import type { Translate } from './translate.ts';

const hex = (address: number): string => `0x${address.toString(16).toUpperCase().padStart(4, '0')}`;

/** Where a grid of 60 Hz may be. */
const SIXTY_HERTZ = [57, 63] as const;

function implausibleText(t: Translate, fault: PollFault & { kind: 'implausible' }): string {
  const { field, value } = fault;
  if (fault.isFrozen === true) return t('notices:frozenMeter');
  if (!Number.isFinite(value)) return t('faults:no-numbers');
  const isSixty = field === 'frequency' && value >= SIXTY_HERTZ[0] && value <= SIXTY_HERTZ[1];
  if (isSixty) return t('faults:sixty-hertz', { hertz: value });
  return t('faults:implausible', { field: t(`diagnostics:fields.${field}`), value: String(value) });
}

/** One or two sentences: what is wrong and what a person can do about it. */
export function faultText(t: Translate, fault: PollFault): string {
  switch (fault.kind) {
    case 'name-not-found':
      return t('faults:name-not-found', { host: fault.host });
    case 'refused':
      return t('faults:refused', { host: fault.host, port: fault.port });
    case 'unreachable':
      return t('faults:unreachable', { host: fault.host, port: fault.port });
    case 'no-answer':
      // Not `unit`: that would be an option of the number's format.
      return t('faults:no-answer', { asked: fault.unit, after: fault.afterMs / 1000 });
    case 'other-framing':
      return t('faults:other-framing', {
        asked: t(`faults:framing.${fault.asked}`),
        answers: t(`faults:framing.${fault.answers}`),
      });
    case 'wrong-unit':
      return fault.answers === null
        ? t('faults:wrong-unit-silent', { asked: fault.asked })
        : t('faults:wrong-unit', { asked: fault.asked, answers: fault.answers });
    case 'exception':
      return t('faults:exception', { code: fault.code, address: hex(fault.address) });
    case 'garbled':
      return t('faults:garbled', { detail: fault.detail });
    case 'closed':
      return t('faults:closed');
    case 'not-float':
      return t('faults:not-float', { dataFormat: fault.dataFormat });
    case 'implausible':
      return implausibleText(t, fault);
    case 'busy':
      return t('faults:busy', { stalled: fault.stalledMs / 1000 });
    case 'stopped':
      return t('faults:stopped');
  }
}
