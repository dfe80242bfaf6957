import { readingLine, stateText, timedLine } from '../app/text/terminal.ts';
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
  let said = '';
  core.polls.subscribe((poll) => {
    const now = clock.now();
    const text = stateText(t, core.states.state.live, now);
    if (text !== said) write(timedLine(language, now, text));
    said = text;
    if (poll.kind === 'reading') write(readingLine(language, poll.reading));
  });
}
