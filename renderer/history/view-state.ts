import { after, type EpochMs, type Millis } from '../../app/units.ts';
import {
  FIRST_WINDOW,
  panned,
  rangeOf,
  spanOf,
  type ViewWindow,
  windowAround,
  windowAt,
  zoomed,
} from './view-window.ts';

/** The window with the one that a double click goes back to. */
export interface ViewState {
  readonly window: ViewWindow;
  readonly home: ViewWindow;
}

const FIRST_VIEW: ViewState = { window: FIRST_WINDOW, home: FIRST_WINDOW };

/** What is shown first; null: the usual. */
export function firstView(at: EpochMs | null, now: EpochMs): ViewState {
  return at === null ? FIRST_VIEW : { window: windowAround(at, now), home: FIRST_WINDOW };
}

/** What a person did. `part` is a place or a distance on the plot, 0 to 1. */
export type ViewAction =
  | { readonly kind: 'preset'; readonly span: Millis }
  | {
      readonly kind: 'stretch';
      readonly from: EpochMs;
      readonly to: EpochMs;
      readonly now: EpochMs;
    }
  | { readonly kind: 'zoom'; readonly factor: number; readonly part: number; readonly now: EpochMs }
  | { readonly kind: 'pan'; readonly part: number; readonly now: EpochMs }
  | { readonly kind: 'begin-at'; readonly from: EpochMs; readonly now: EpochMs }
  | { readonly kind: 'now'; readonly now: EpochMs }
  | { readonly kind: 'reset' };

export function nextView(state: ViewState, action: ViewAction): ViewState {
  const { window, home } = state;
  const show = (next: ViewWindow): ViewState => ({ window: next, home });
  switch (action.kind) {
    case 'preset': {
      const next: ViewWindow = { kind: 'following', span: action.span };
      return { window: next, home: next };
    }
    case 'stretch': {
      const next = windowAt(action.from, action.to, action.now);
      return { window: next, home: next };
    }
    case 'zoom': {
      const range = rangeOf(window, action.now);
      const at = range.from + action.part * spanOf(range);
      return show(zoomed(range, action.factor, at, action.now));
    }
    case 'pan':
      return show(panned(rangeOf(window, action.now), action.part, action.now));
    case 'begin-at': {
      const span = spanOf(rangeOf(window, action.now));
      return show(windowAt(action.from, after(action.from, span), action.now));
    }
    case 'now':
      return show({ kind: 'following', span: spanOf(rangeOf(window, action.now)) });
    case 'reset':
      return show(home);
  }
}
