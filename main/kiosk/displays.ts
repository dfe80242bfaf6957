import type { DisplayChoice } from '../../app/bridge/desktop.ts';
import type { Rectangle } from '../window/placement.ts';

/** As much of Electron's `Display` as choosing one takes. */
export interface KnownDisplay {
  readonly id: number;
  /** What the display calls itself; may be empty. */
  readonly label: string;
  readonly bounds: Rectangle;
}

const PRIMARY = 'primary';

/**
 * The key that a setting keeps: name and size, since ids change with the plug; the id where two
 * displays would share a key.
 */
function keysOf(displays: readonly KnownDisplay[]): ReadonlyMap<KnownDisplay, string> {
  const named = displays.map(
    (display) =>
      [
        display,
        `${display.label || 'display'} ${display.bounds.width}x${display.bounds.height}`,
      ] as const,
  );
  return new Map(
    named.map(([display, name]) => {
      const isShared = named.filter(([, other]) => other === name).length > 1;
      return [display, isShared ? `${name} #${display.id}` : name];
    }),
  );
}

/** What can be chosen. */
export function displayChoices(
  displays: readonly KnownDisplay[],
  primaryId: number,
): readonly DisplayChoice[] {
  const keys = keysOf(displays);
  return displays.map((display) => ({
    key: keys.get(display) ?? PRIMARY,
    name: display.label,
    width: display.bounds.width,
    height: display.bounds.height,
    isPrimary: display.id === primaryId,
  }));
}

export interface ChosenDisplay<D extends KnownDisplay> {
  readonly display: D;
  /** The one that the setting names is not connected. */
  readonly isStandIn: boolean;
}

/** The display that the setting `key` names, or else the primary one. `displays` is not empty. */
export function chooseDisplay<D extends KnownDisplay>(
  key: string,
  displays: readonly D[],
  primary: D,
): ChosenDisplay<D> {
  if (key === PRIMARY) return { display: primary, isStandIn: false };
  const keys = keysOf(displays);
  const chosen = displays.find((display) => keys.get(display) === key);
  return { display: chosen ?? primary, isStandIn: chosen === undefined };
}
