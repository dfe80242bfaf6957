import { readingLine, stateLine } from '../app/text/terminal.ts';
import type { Language } from '../app/text/texts.ts';
import type { Translate } from '../app/text/translate.ts';
import type { Clock } from './clock.ts';
import type { Core } from './compose.ts';

/** Writes each change of state and a line per reading, for whoever started the app in a terminal. */
export function reportToTerminal(
  core: Core,
  clock: Clock,
  language: Language,
  t: Translate,
  write: (line: string) => void,
): void {
  let lastState: string | null = null;
  core.polls.subscribe((poll) => {
    const { live } = core.states.state;
    const state = live.link.state;
    if (state !== lastState) write(stateLine(language, t, live, clock.now()));
    lastState = state;
    if (poll.kind === 'reading') write(readingLine(language, poll.reading));
  });
}
