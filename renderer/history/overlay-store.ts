export const OVERLAY_CHARTS = ['power', 'energy', 'counter', 'frequency', 'power-factor'] as const;
export type OverlayChart = (typeof OVERLAY_CHARTS)[number];

/** A series of the Pi's Prometheus over one of the charts. */
export interface Overlay {
  readonly promql: string;
  readonly chart: OverlayChart;
}

const KEY = 'history-overlay';

/** What was shown last; null: nothing, or nothing that can be read. */
export function recallOverlay(storage: Pick<Storage, 'getItem'>): Overlay | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return null;
    const { promql, chart: name } = kept as Partial<Record<keyof Overlay, unknown>>;
    const chart = OVERLAY_CHARTS.find((known) => known === name);
    return typeof promql === 'string' && promql !== '' && chart !== undefined
      ? { promql, chart }
      : null;
  } catch {
    return null;
  }
}

export function keepOverlay(
  storage: Pick<Storage, 'setItem' | 'removeItem'>,
  overlay: Overlay | null,
): void {
  if (overlay === null) storage.removeItem(KEY);
  else storage.setItem(KEY, JSON.stringify(overlay));
}
