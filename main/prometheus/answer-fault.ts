import type { PrometheusFault } from '../../app/history/prometheus.ts';
import type { Answer } from './answer.ts';

/** How an answer came. */
export interface Arrived {
  readonly url: string;
  readonly status: number;
  /** It says that it is JSON. */
  readonly isJson: boolean;
  /** How it begins. */
  readonly head: string;
  /** `refused`: what came is not what Prometheus sends. */
  readonly how: 'all' | 'refused' | 'too-much' | 'broken';
}

/** What servers say who are asked by http and speak https. */
const WANTS_HTTPS = /HTTPS (server|port)/i;
/** Of a proxy in front: not yet, not now, not so often. */
const NOT_NOW = [429, 502, 503, 504];
const LONGEST_WORD = 500;

/** What a server said by its status alone. */
function statusFault({ url, status, head }: Arrived): PrometheusFault | null {
  if (status === 401 || status === 403) return { kind: 'unauthorised', url, status };
  if (status === 400 && WANTS_HTTPS.test(head)) return { kind: 'wants-https', url };
  if (status === 404) return { kind: 'no-api', url };
  if (status === 413) return { kind: 'too-much', detail: `HTTP ${status}` };
  return NOT_NOW.includes(status) ? { kind: 'not-now', url, status } : null;
}

/** Why an answer is none; null: it is one. */
export function answerFault(arrived: Arrived, answer: Answer<unknown>): PrometheusFault | null {
  const { url, status, isJson, head, how } = arrived;
  if (status === 401 || status === 403) return { kind: 'unauthorised', url, status };
  if (how === 'too-much' || answer.isTooMuch())
    return { kind: 'too-much', detail: `HTTP ${status}` };
  const isWhole = how === 'all' && answer.stream.isComplete;
  if (isWhole && answer.status() === 'error') {
    return { kind: 'refused', detail: answer.error().slice(0, LONGEST_WORD) || `HTTP ${status}` };
  }
  if (isWhole && answer.status() === 'success' && status === 200) return null;
  const fault = statusFault(arrived);
  if (fault !== null) return fault;
  // What says that it is JSON and is not was cut off on the way.
  if (how === 'broken' || (how === 'all' && isJson && status === 200 && !isWhole)) {
    return { kind: 'half-answer', url };
  }
  const isPage = /^\s*</.test(head);
  const detail = isPage ? `HTML, HTTP ${status}` : `HTTP ${status}`;
  return { kind: 'not-prometheus', url, detail };
}
