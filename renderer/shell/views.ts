import type { ComponentType } from 'react';
import { AboutView } from '../about/about-view.tsx';
import { AlertsIcon } from '../alerts/alerts-icon.tsx';
import { AlertsView } from '../alerts/alerts-view.tsx';
import { KioskView } from '../kiosk/kiosk-view.tsx';
import { LiveView } from '../live/live-view.tsx';
import { DiagnosticsIcon, HeatPumpIcon, HistoryIcon, LiveIcon, SettingsIcon } from './icons.tsx';
import {
  DiagnosticsView,
  HeatPumpView,
  HistoryView,
  ReportView,
  SettingsView,
} from './lazy-views.tsx';
import { nameInHash, type ViewName, viewHash } from './view-hash.ts';

interface ViewEntry {
  readonly name: ViewName;
  readonly icon: ComponentType;
  readonly content: ComponentType;
}

/** Every view, in the order of the navigation. A new view is a line here and its name in the texts. */
export const VIEWS = [
  { name: 'live', icon: LiveIcon, content: LiveView },
  { name: 'history', icon: HistoryIcon, content: HistoryView },
  { name: 'heat-pump', icon: HeatPumpIcon, content: HeatPumpView },
  { name: 'alerts', icon: AlertsIcon, content: AlertsView },
  { name: 'diagnostics', icon: DiagnosticsIcon, content: DiagnosticsView },
  { name: 'settings', icon: SettingsIcon, content: SettingsView },
] as const satisfies readonly ViewEntry[];

export type BareViewEntry = Omit<ViewEntry, 'icon'>;

/** Views that fill their window: nothing surrounds them, and the navigation does not name them. */
const BARE_VIEWS: readonly BareViewEntry[] = [
  { name: 'kiosk', content: KioskView },
  { name: 'about', content: AboutView },
  { name: 'report', content: ReportView },
];

/** The view that a URL hash names; Live where it names none that exists. */
export function viewOfHash(hash: string): (typeof VIEWS)[number] {
  return VIEWS.find(({ name }) => viewHash(name) === nameInHash(hash)) ?? VIEWS[0];
}

/** The bare view that a URL hash names; null: it names none. */
export function bareViewOfHash(hash: string): BareViewEntry | null {
  return BARE_VIEWS.find(({ name }) => viewHash(name) === nameInHash(hash)) ?? null;
}
