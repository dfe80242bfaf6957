import type { ReactNode } from 'react';
import { CONNECTION_STEPS, type ConnectionStep } from '../../app/connection-report.ts';
import { type WayLights, wayLights } from '../../app/diagnostics/way.ts';
import { FIELDS } from '../../app/measurement.ts';
import { faultText } from '../../app/text/fault-text.ts';
import { TestResult } from '../connect/test-result.tsx';
import { useConnectionTest } from '../connect/use-connection-test.ts';
import { Hints } from '../shell/hints.tsx';
import { troubleOf } from '../shell/status.ts';
import { useAppState, useTimed } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { Lit } from './lit.tsx';
import { Panel } from './panel.tsx';

/** What is known of a step beyond its light. */
function useNotes(): Readonly<Record<ConnectionStep, ReactNode>> {
  const { t } = useTexts();
  const { source, session, values, at } = useAppState((state) => state.live);
  const address = source.kind === 'meter' ? source.address : null;
  const missing = FIELDS.filter((field) => values[field] === null).length;
  const framing = session === null ? null : t(`connect:framings.${session.framing}`);
  return {
    name: address?.host ?? null,
    port: address === null ? null : String(address.port),
    unit:
      address === null || framing === null
        ? null
        : t('diagnostics:way.unit', { unit: address.unit, framing }),
    format: session?.identity.floatFormat === null ? t('diagnostics:way.notTold') : null,
    values:
      at === null || missing === 0
        ? null
        : t('diagnostics:way.missing', { count: missing, of: FIELDS.length }),
  };
}

/** What the polls say, going on by itself. */
function Lights() {
  const { t } = useTexts();
  const notes = useNotes();
  const isDemo = useAppState((state) => state.live.source.kind === 'demo');
  // As one string, so that a second that changes nothing renders nothing.
  const lights = JSON.parse(
    useTimed((state, now) => JSON.stringify(wayLights(state.live, now))),
  ) as WayLights;
  return (
    <ol className="lights">
      {CONNECTION_STEPS.map((step) => (
        <li key={step}>
          <Lit
            light={lights[step]}
            name={t(`connect:steps.${step}`)}
            word={isDemo && lights[step] === 'skipped' ? t('diagnostics:way.notNeeded') : undefined}
          >
            {notes[step]}
          </Lit>
        </li>
      ))}
    </ol>
  );
}

/** Each step from the gateway's name to a reading, and a button that tries them one by one. */
export function WayPanel() {
  const { t } = useTexts();
  const source = useAppState((state) => state.live.source);
  const hints = useAppState((state) => state.live.hints);
  const trouble = useAppState((state) => troubleOf(state.live.link));
  const { test, run, clear } = useConnectionTest(() => undefined);
  const running = test.kind === 'running';
  const address = source.kind === 'meter' ? source.address : null;
  return (
    <Panel
      name="way"
      title={t('diagnostics:way.title')}
      action={
        address !== null && (
          <button
            type="button"
            className="button"
            onClick={() => (running ? clear() : run(address))}
          >
            {t(running ? 'diagnostics:way.stop' : 'diagnostics:way.test')}
          </button>
        )
      }
    >
      <Lights />
      {trouble !== null && <p className="panel__text">{faultText(t, trouble.fault)}</p>}
      <Hints hints={hints} />
      {address === null && <p className="panel__hint">{t('diagnostics:way.demo')}</p>}
      {test.kind !== 'none' && <p className="panel__hint">{t('connect:report')}</p>}
      <TestResult test={test} />
    </Panel>
  );
}
