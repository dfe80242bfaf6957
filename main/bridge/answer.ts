import type { ZodType } from 'zod';
import { type CommandHandlers, PARSERS } from '../../app/bridge/contract.ts';
import type { CommandName } from '../../app/bridge/names.ts';
import type { Log } from '../log.ts';

interface Frame {
  readonly url: string;
}

/** Who asks, as Electron's event tells it. */
export interface Asker {
  /** null: the frame went away meanwhile. */
  readonly senderFrame: Frame | null;
  readonly sender: { readonly mainFrame: Frame };
}

export interface BridgeOptions {
  readonly handlers: CommandHandlers;
  /** Whether a page at this URL may ask. */
  readonly isOwn: (url: string) => boolean;
  readonly log: Log;
}

/** Only the top frame of a page of ours. */
function mayAsk({ senderFrame, sender }: Asker, isOwn: BridgeOptions['isOwn']): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwn(senderFrame.url);
}

/**
 * Passes a call on to its handler once sender and arguments are what they should be. Throws
 * otherwise, which the asking page gets as a rejection without a word of what was sent.
 */
export function answer<N extends CommandName>(
  name: N,
  asker: Asker,
  args: readonly unknown[],
  options: BridgeOptions,
): ReturnType<CommandHandlers[N]> {
  const { handlers, isOwn, log } = options;
  const refuse = (why: string): never => {
    log.warn('bridge', `refused ${name}: ${why}`);
    throw new Error(`${name}: ${why}`);
  };
  if (!mayAsk(asker, isOwn)) return refuse('not from a page of this app');
  const parser: ZodType<Parameters<CommandHandlers[N]>> = PARSERS[name];
  const parsed = parser.safeParse(args);
  if (!parsed.success) return refuse('arguments do not fit');
  const handler = handlers[name] as (
    ...args: Parameters<CommandHandlers[N]>
  ) => ReturnType<CommandHandlers[N]>;
  return handler(...parsed.data);
}
