import { Lazily, lazyView } from './lazy-view.tsx';

const history = lazyView(async () => (await import('../history/history-view.tsx')).HistoryView);
const heatPump = lazyView(
  async () => (await import('../heat-pump/heat-pump-view.tsx')).HeatPumpView,
);
const settings = lazyView(async () => (await import('../settings/settings-view.tsx')).SettingsView);
const diagnostics = lazyView(
  async () => (await import('../diagnostics/diagnostics-view.tsx')).DiagnosticsView,
);

const report = lazyView(async () => (await import('../report/report-view.tsx')).ReportView);

export const HistoryView = () => <Lazily view={history} />;
export const HeatPumpView = () => <Lazily view={heatPump} />;
export const SettingsView = () => <Lazily view={settings} />;
export const ReportView = () => <Lazily view={report} />;
export const DiagnosticsView = () => <Lazily view={diagnostics} />;

/** Reads what these views need, one after the other, so that they are there when somebody looks. */
export async function preloadViews(): Promise<void> {
  for (const { preload } of [history, heatPump, settings, diagnostics]) await preload();
}
