import { nativeTheme } from 'electron';
import type { Core } from '../compose.ts';
import { describeError } from '../log.ts';
import { logHints, logTransitions } from '../log-transitions.ts';
import type { Updates } from '../updates/updates.ts';
import { startAtLogin } from './autostart.ts';
import type { FileLog } from './file-log.ts';

/** Calls `apply` with the value of a setting now and whenever it changes. */
function follow<T>(core: Core, value: () => T, apply: (value: T) => void): void {
  let applied = value();
  apply(applied);
  core.states.subscribe(() => {
    const next = value();
    if (next === applied) return;
    applied = next;
    apply(next);
  });
}

export function followTheme(core: Core): void {
  follow(
    core,
    () => core.settings.theme,
    (theme) => {
      nativeTheme.themeSource = theme;
    },
  );
}

/** Writes what changed to the log: as talkative as the settings say, and never each poll. */
export function followInLog(core: Core, log: FileLog): void {
  follow(
    core,
    () => core.settings.logLevel,
    (level) => log.setLevel(level),
  );
  core.polls.subscribe(logTransitions(log, () => core.states.state.live));
  core.polls.subscribe(logHints(log));
  core.polls.subscribe((poll) => {
    if (poll.kind !== 'reading') return;
    const { took, reading } = poll;
    log.debug('poller', `${reading.values.power ?? '–'} W in ${Math.round(took)} ms`);
  });
}

/**
 * Keeps the desktop's own list of what it starts as the settings have it. A start with other
 * settings, as for a test, leaves it alone until somebody changes them.
 */
export function followStartAtLogin(core: Core, log: FileLog): void {
  let isFirst = true;
  follow(
    core,
    () => core.settings.startAtLogin,
    (wanted) => {
      if (wanted || !isFirst) void startAtLogin(wanted, log);
      isFirst = false;
    },
  );
}

/** Whoever switches it on wants to know now. */
export function followUpdateCheck(core: Core, updates: Pick<Updates, 'askByItself'>): void {
  let isFirst = true;
  follow(
    core,
    () => core.settings.updateCheck,
    (wanted) => {
      if (wanted && !isFirst) void updates.askByItself();
      isFirst = false;
    },
  );
}

/** A bug must not leave a dialog on the wall: it is logged, and `onBug` decides. */
export function catchBugs(log: FileLog, onBug: () => void): void {
  process.on('uncaughtException', (error) => {
    log.error('app', `a bug: ${describeError(error)}`);
    onBug();
  });
}
