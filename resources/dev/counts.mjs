import { textOf } from './project.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/** @type {Counts} */
export const failedOnce = { ...nothing, failed: 1 };

/** @param {readonly Counts[]} parts */
export function sum(parts) {
  const total = { ...nothing };
  for (const part of parts) {
    total.passed += part.passed;
    total.failed += part.failed;
    total.skipped += part.skipped;
  }
  return total;
}

/** @param {Counts} counts */
export function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * A runner that ended badly without naming a failed test (a crash, a file that does not load, an
 * error outside all tests) has failed once more than its report says.
 * @param {Counts | null} reported null: it left no report
 * @param {number} exitCode
 * @returns {Counts}
 */
export function truth(reported, exitCode) {
  const counts = reported ?? nothing;
  const unexplained = counts.failed === 0 && (exitCode !== 0 || reported === null);
  return unexplained ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {string} file
 * @returns {Counts | null}
 */
export function vitestCounts(file) {
  const text = textOf(file);
  if (text === null) return null;
  const report = JSON.parse(text);
  const broken = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ { status, assertionResults }) =>
      status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {string} file
 * @returns {Counts | null}
 */
export function playwrightCounts(file) {
  const text = textOf(file);
  if (text === null) return null;
  const { stats, errors } = JSON.parse(text);
  // A test that needs a second try has a fault, or the app has.
  const failed = stats.unexpected + stats.flaky + errors.length;
  return { passed: stats.expected, failed, skipped: stats.skipped };
}
