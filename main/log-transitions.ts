import type { Link } from '../app/link.ts';
import type { Live } from '../app/live.ts';
import type { PollEvent } from '../app/poll.ts';
import { faultText } from '../app/text/fault-text.ts';
import { hintText } from '../app/text/hint-text.ts';
import { createTexts } from '../app/text/translate.ts';
import type { Log } from './log.ts';

/** Logs are in English. */
const ENGLISH = createTexts('en').t;

/** The sentence for a link that just became `link`; null: not worth one. */
function linkSentence(link: Link, live: Live): string | null {
  switch (link.state) {
    case 'online':
      return `The meter answers (${live.session?.framing ?? 'framing unknown'}).`;
    case 'faltering':
    case 'offline':
      return `The meter is ${link.state}: ${faultText(ENGLISH, link.fault)}`;
    case 'connecting':
    case 'paused':
      return null;
  }
}

/**
 * Writes a line when the link changes its state or the reason for it, and for what the
 * counters did; never for a poll that was like the one before.
 */
export function logTransitions(log: Log, live: () => Live): (event: PollEvent) => void {
  let said = '';
  return (event) => {
    const now = live();
    const { link } = now;
    const sentence = linkSentence(link, now);
    const changed = sentence !== null && sentence !== said;
    if (sentence !== null) said = sentence;
    if (changed && link.state === 'online') log.info('poller', sentence);
    if (changed && link.state !== 'online') log.warn('poller', sentence);
    if (event.kind !== 'reading') return;
    for (const { field, kind, from, to } of event.counterEvents) {
      log.warn('poller', `Counter ${field}: ${kind} from ${from / 1000} to ${to / 1000} kWh.`);
    }
  };
}

/**
 * Writes a line for each thing that is unusual at the meter, when it is first seen; for stalls of our
 * own at each episode of them.
 */
export function logHints(log: Log): (event: PollEvent) => void {
  const said = new Set<string>();
  return (event) => {
    if (event.kind !== 'reading') return;
    const { hints = [] } = event;
    if (!hints.some(({ kind }) => kind === 'stalled')) said.delete('stalled');
    for (const hint of hints) {
      if (!said.has(hint.kind)) log.warn('poller', hintText(ENGLISH, hint));
      said.add(hint.kind);
    }
  };
}
