import { formatLabels } from '../history/prometheus.ts';
import { prometheusFaultText } from '../text/prometheus-text.ts';
import type { Translate } from '../text/translate.ts';
import type { PiHealth, PiTarget } from './pi-health.ts';

/** Whether Prometheus gets at a target. */
export function piTargetText(t: Translate, target: PiTarget): string {
  const { isUp } = target;
  const further = formatLabels(target.labels);
  const instance = further === '' ? target.instance : `${target.instance} {${further}}`;
  if (isUp === null) return t('metrics:pi.gone', { instance });
  return t(isUp ? 'metrics:pi.up' : 'metrics:pi.down', { instance });
}

/** One sentence about the Pi as a whole. */
export function piText(t: Translate, health: PiHealth): string {
  if (health.state === 'unreachable') return prometheusFaultText(t, health.fault);
  return t(health.targets.length === 0 ? 'metrics:pi.noTarget' : 'metrics:pi.reachable');
}
