import { useCallback } from 'react';
import type { AppState } from '../../app/bridge/state.ts';
import { diagnosticsReport } from '../../app/diagnostics/report.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { ComputerPanel } from './computer-panel.tsx';
import { EndpointPanel } from './endpoint-panel.tsx';
import { ErrorsPanel } from './errors-panel.tsx';
import { LogPanel } from './log-panel.tsx';
import { type CheckedPi, PiPanel } from './pi-panel.tsx';
import { RegistersPanel } from './registers-panel.tsx';
import { useAsked } from './use-asked.ts';
import { WayPanel } from './way-panel.tsx';
import './diagnostics.css';

const ENDPOINT_EVERY_MS = 2000;
const PI_EVERY_MS = 30_000;
const MACHINE_EVERY_MS = 30_000;
const LOG_EVERY_MS = 5000;

/** The Pi's health, asked anew at once when its address changes. */
function usePi() {
  const { bridge, clock } = useServices();
  const url = useAppState((state) => state.settings.prometheus.url);
  const ask = useCallback(
    async (): Promise<CheckedPi> => ({
      health: url === '' ? null : await bridge.checkPi(),
      at: clock.now(),
    }),
    [bridge, clock, url],
  );
  return useAsked(ask, PI_EVERY_MS);
}

/** What runs and what does not, from the gateway to the Pi. */
export function DiagnosticsView() {
  const { bridge, clock, store } = useServices();
  const endpoint = useAsked(bridge.endpointReport, ENDPOINT_EVERY_MS).answer;
  const machine = useAsked(bridge.machineReport, MACHINE_EVERY_MS).answer;
  const log = useAsked(bridge.logTail, LOG_EVERY_MS).answer;
  const pi = usePi();
  const report = (): string =>
    diagnosticsReport({
      at: clock.now(),
      state: store.get() as AppState,
      machine,
      endpoint,
      pi: pi.answer?.health ?? null,
    });
  return (
    <div className="diagnostics">
      <div className="diagnostics__column">
        <WayPanel />
        <ComputerPanel machine={machine} report={report} />
      </div>
      <div className="diagnostics__column">
        <EndpointPanel report={endpoint} />
        <PiPanel asked={pi} />
        <ErrorsPanel />
      </div>
      <div className="diagnostics__column diagnostics__column--wide">
        <RegistersPanel />
      </div>
      <div className="diagnostics__column diagnostics__column--whole">
        <LogPanel lines={log} />
      </div>
    </div>
  );
}
