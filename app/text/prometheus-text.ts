import type { PrometheusFault, SeriesChoice } from '../history/prometheus.ts';
import { historyFaultText } from './history-text.ts';
import type { Translate } from './translate.ts';

const choiceText = ({ job, instance }: SeriesChoice): string =>
  `--job=${job ?? ''} --instance=${instance ?? ''}`;

/** Why a Prometheus did not give what was asked, and what a person can do about it. */
export function prometheusFaultText(t: Translate, fault: PrometheusFault): string {
  switch (fault.kind) {
    case 'address':
      return t('history:prometheus.address', { value: fault.value });
    case 'unreachable':
      return t('history:prometheus.unreachable', { url: fault.url, detail: fault.detail });
    case 'tls':
      return t('history:prometheus.tls', { url: fault.url, detail: fault.detail });
    case 'unauthorised':
      return t('history:prometheus.unauthorised', { url: fault.url, status: fault.status });
    case 'not-prometheus':
      return t('history:prometheus.not-prometheus', { url: fault.url, detail: fault.detail });
    case 'half-answer':
      return t('history:prometheus.half-answer', { url: fault.url });
    case 'refused':
      return t('history:prometheus.refused', { detail: fault.detail });
    case 'nothing-there':
      return t('history:prometheus.nothing-there');
    case 'choose-series':
      return t('history:prometheus.choose-series', {
        choices: fault.choices.map(choiceText).join('; '),
      });
    case 'cancelled':
      return t('history:prometheus.cancelled');
    case 'history':
      return historyFaultText(t, fault.fault);
  }
}
