// Whether any dependency has a known flaw of high or critical weight: npm run audit
import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { main, npm, say } from './process.mjs';

/**
 * @typedef {object} Verdict
 * @property {'clean' | 'flawed' | 'unknown'} kind
 * @property {string} sentence
 */

/**
 * What npm's report comes to. A registry that has no advisories, as a mirror, is no reason to fail,
 * but nobody shall take its silence for a good answer.
 * @param {string} output of `npm audit --json`, with or without npm's warnings around it
 * @returns {Verdict}
 */
export function verdict(output) {
  const report = reportIn(output);
  const counts = report?.metadata?.vulnerabilities;
  if (counts === undefined) {
    const why = report?.message ?? report?.error?.summary ?? 'no answer that could be read';
    const sentence = `NOT CHECKED: this registry answers no questions about known flaws (${why}).`;
    return { kind: 'unknown', sentence };
  }
  const grave = Object.entries(report.vulnerabilities ?? {}).flatMap(([name, { severity }]) =>
    severity === 'high' || severity === 'critical' ? [`${name} (${severity})`] : [],
  );
  const { low = 0, moderate = 0 } = counts;
  const lesser = `${low + moderate} of less weight`;
  if (grave.length > 0) {
    const sentence = `Known flaws of high or critical weight: ${grave.join(', ')}; ${lesser}.`;
    return { kind: 'flawed', sentence };
  }
  return { kind: 'clean', sentence: `No known flaw of high or critical weight; ${lesser}.` };
}

/** @param {string} output */
function reportIn(output) {
  try {
    return JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    await ensureDependencies();
    const { output } = await npm(['audit', '--json', '--audit-level=high']);
    const { kind, sentence } = verdict(output);
    say(sentence);
    // Where a release is made, an unanswered question is a failure.
    const mustKnow = process.argv.includes('--required');
    return kind === 'flawed' || (kind === 'unknown' && mustKnow) ? 1 : 0;
  });
}
