import { useCallback } from 'react';
import { HOST_OF, type Reach, reachOf } from '../../app/metrics/reach.ts';
import type { Settings } from '../../app/settings.ts';
import { useAppState, useNewestState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { type Choice, Choices } from './choices.tsx';
import { type FieldName, PORT_BOUNDS, parsePort } from './fields.ts';
import { Switch } from './switch.tsx';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';

type Metrics = Settings['metrics'];

interface Props {
  /** A command-line flag holds the value until it is changed here. */
  readonly flagged: boolean;
  readonly onChange: (name: FieldName, value: Metrics) => void;
}

interface PartProps {
  readonly metrics: Metrics;
  readonly change: (patch: Partial<Metrics>) => void;
}

/** From where it can be read. An address that was set elsewhere is a third choice. */
function ReachChoice({ metrics, change }: PartProps) {
  const { t } = useTexts();
  const { host } = metrics;
  const reach = reachOf(host);
  const choices: Choice<Reach>[] = [
    { value: 'here', text: t('settings:metrics.here') },
    { value: 'network', text: t('settings:metrics.network') },
  ];
  if (reach === 'one-address') {
    choices.push({ value: reach, text: t('settings:metrics.oneAddress', { host }) });
  }
  return (
    <Choices
      name={t('settings:metrics.reach')}
      choices={choices}
      value={reach}
      hint={reach === 'here' ? null : t('metrics:endpoint.networkWarning')}
      onChange={(next) => {
        if (next !== 'one-address') change({ host: HOST_OF[next] });
      }}
    />
  );
}

function Port({ metrics, change }: PartProps) {
  const { t } = useTexts();
  const onChange = useCallback((port: number) => change({ port }), [change]);
  const typed = useTyped({ value: metrics.port, parse: parsePort, onChange });
  return (
    <TypedField
      name={t('settings:metrics.port')}
      typed={typed}
      isNumber
      hint={typed.isWrong ? t('settings:range', PORT_BOUNDS) : t('settings:metrics.portHint')}
    />
  );
}

/** Whether and where Prometheus can read the readings. */
export function MetricsInput({ flagged, onChange }: Props) {
  const { t } = useTexts();
  const metrics = useAppState((state) => state.settings.metrics);
  const newest = useNewestState();
  const change = useCallback(
    (patch: Partial<Metrics>) => onChange('metrics', { ...newest().settings.metrics, ...patch }),
    [newest, onChange],
  );
  const parts = { metrics, change };
  return (
    <>
      <Switch
        name={t('settings:names.metrics')}
        text={t('settings:metrics.enabled')}
        checked={metrics.enabled}
        hint={flagged ? t('settings:overridden') : null}
        onChange={(enabled) => change({ enabled })}
      />
      <ReachChoice {...parts} />
      <Port {...parts} />
    </>
  );
}
