import { readlinkSync } from 'node:fs';
import { IANAZone } from 'luxon';
import type { Translate } from '../app/text/translate.ts';

/** What tells the zone of this computer. */
export interface ZoneSources {
  /** The variable `TZ`. */
  readonly variable: string | undefined;
  /** What the runtime makes of all of it; it may know none, or say UTC for what it cannot read. */
  readonly runtime: string | undefined;
  /** Where `/etc/localtime` leads; null: nowhere. */
  readonly link: string | null;
}

export interface FoundZone {
  /** An IANA name that every part of the app can count days in. */
  readonly zone: string;
  /** What was set and is no zone; null: nothing was. */
  readonly unknown: string | null;
}

const LAST_RESORT = 'UTC';
/** `CET-1CEST,M3.5.0,M10.5.0/3`: a name, hours west of Greenwich, perhaps the name in summer. */
const POSIX = /^(?:([A-Za-z]{3,})|<[^>]+>)([+-]?\d{1,2})(?::00)*(?:([A-Za-z]{3,}|<[^>]+>).*)?$/;
const MIDWINTER = Date.UTC(2026, 0, 1);

const isUsable = (zone = ''): boolean => zone !== 'Etc/Unknown' && IANAZone.isValidZone(zone);

/** The zone that a path of the system's zone files names; null: none. */
function zoneOfPath(path: string | null): string | null {
  const name = /zoneinfo\/(?:posix\/|right\/)?(.+)$/.exec(path ?? '')?.[1] ?? '';
  return isUsable(name) ? name : null;
}

/** The zone that has the clock of a POSIX rule; null: none that has a name. */
function zoneOfRule(rule: string): string | null {
  const [match, name = '', west = '', summer] = POSIX.exec(rule) ?? [];
  if (match === undefined) return null;
  const hours = Number(west);
  if (isUsable(name) && IANAZone.create(name).offset(MIDWINTER) === -hours * 60) return name;
  const fixed = `Etc/GMT${hours < 0 ? '-' : '+'}${Math.abs(hours)}`;
  return summer === undefined && isUsable(fixed) ? fixed : null;
}

function zoneOfVariable(variable: string, link: string | null): string | null {
  const name = variable.replace(/^:/, '');
  if (name === '/etc/localtime') return zoneOfPath(link);
  if (isUsable(name)) return name;
  return (
    zoneOfPath(name.includes('/') ? `zoneinfo/${name.replace(/^.*zoneinfo\//, '')}` : null) ??
    zoneOfRule(name)
  );
}

/** The zone of this computer: as `TZ` says, else as its zone file is called, else UTC. */
export function findZone({ variable, runtime, link }: ZoneSources): FoundZone {
  // An empty variable is as good as none: compose files set them so.
  if (!variable) {
    const told = variable === undefined && isUsable(runtime) ? runtime : null;
    return { zone: told ?? zoneOfPath(link) ?? LAST_RESORT, unknown: null };
  }
  const zone = zoneOfVariable(variable, link);
  if (zone !== null) return { zone, unknown: null };
  return { zone: zoneOfPath(link) ?? LAST_RESORT, unknown: variable };
}

function localtime(): string | null {
  try {
    return readlinkSync('/etc/localtime');
  } catch {
    return null;
  }
}

/**
 * Makes the zone of this computer the one that the runtime counts in, whatever `TZ` says. Called
 * before anything asks for it.
 */
export function settleZone(env: Record<string, string | undefined>): FoundZone & {
  /** What the runtime had made of it, as a page still does. */
  readonly before: string | undefined;
} {
  const before: string | undefined = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const found = findZone({ variable: env.TZ, runtime: before, link: localtime() });
  if (found.zone !== before) env.TZ = found.zone;
  return { ...found, before };
}

export const unknownZoneText = (t: Translate, { zone, unknown }: FoundZone): string =>
  t('notices:zoneUnknown', { value: unknown ?? '', zone });
