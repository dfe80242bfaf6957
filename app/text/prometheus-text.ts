import { formatLabels, type PrometheusFault, type SeriesChoice } from '../history/prometheus.ts';
import { historyFaultText } from './history-text.ts';
import type { Translate } from './translate.ts';

const choiceText = ({ job, instance, labels = {} }: SeriesChoice): string =>
  `{${formatLabels({ job: job ?? '', instance: instance ?? '', ...labels })}}`;

const labelsOf = ({ job, instance, labels = {} }: SeriesChoice): ReadonlyMap<string, string> =>
  new Map(Object.entries({ job: job ?? '', instance: instance ?? '', ...labels }));

/** What tells one of several series from the others, as `instance: pi:9100, without site`. */
export function seriesText(
  t: Translate,
  choice: SeriesChoice,
  choices: readonly SeriesChoice[],
): string {
  const of = labelsOf(choice);
  const others = choices.map(labelsOf);
  const telling = [...of].filter(([name, value]) =>
    others.some((other) => (other.get(name) ?? '') !== value),
  );
  return (telling.length > 0 ? telling : [...of])
    .map(([name, value]) =>
      value === ''
        ? t('historyView:series.without', { name })
        : t('historyView:series.label', { name, value }),
    )
    .join(', ');
}

/** Why a Prometheus did not give what was asked, and what a person can do about it. */
export function prometheusFaultText(t: Translate, fault: PrometheusFault): string {
  switch (fault.kind) {
    case 'address':
      return t('history:prometheus.address', { value: fault.value });
    case 'unreachable':
      return t('history:prometheus.unreachable', { url: fault.url, detail: fault.detail });
    case 'tls':
      return t(`history:prometheus.tls.${fault.why}`, { url: fault.url, detail: fault.detail });
    case 'ca-file':
      return t(`history:prometheus.ca-file.${fault.why}`, {
        file: fault.file,
        detail: fault.detail,
      });
    case 'wants-https':
      return t('history:prometheus.wants-https', { url: fault.url });
    case 'redirected':
      return t('history:prometheus.redirected', { url: fault.url, to: fault.to });
    case 'no-api':
      return t('history:prometheus.no-api', { url: fault.url });
    case 'not-now':
      return t('history:prometheus.not-now', { url: fault.url, status: fault.status });
    case 'too-slow':
      return t('history:prometheus.too-slow', { url: fault.url, seconds: fault.afterS });
    case 'too-much':
      return t('history:prometheus.too-much', { detail: fault.detail });
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
        count: fault.count,
        choices: fault.choices.map(choiceText).join('; '),
      });
    case 'several-series':
      return t('history:prometheus.several-series', {
        count: fault.count,
        series: fault.series.join('; '),
      });
    case 'cancelled':
      return t('history:prometheus.cancelled');
    case 'history':
      return historyFaultText(t, fault.fault);
    case 'stopped':
      return t('history:stopped', {
        reason: prometheusFaultText(t, fault.why),
        count: fault.readings,
      });
  }
}
