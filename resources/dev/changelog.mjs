// CHANGELOG.md as text: what a version changed, and the step from unreleased to released.

const unreleased = '## [Unreleased]';
/** Other than that it says nothing, a section of the changelog may hold anything. */
const headings = /^#+ .*$/gm;

/** A version as releases have one; nothing else ends up in tags and file names. */
export const versionPattern = /^\d+\.\d+\.\d+$/;

/**
 * @param {string} changelog
 * @param {string} heading with its two number signs
 */
function sectionAfter(changelog, heading) {
  const begin = changelog.indexOf(`\n${heading}`);
  if (begin < 0) return null;
  const body = changelog.indexOf('\n', begin + 1);
  const end = changelog.indexOf('\n## ', body);
  const text = changelog.slice(body, end < 0 ? undefined : end).trim();
  return text.replace(headings, '').trim() === '' ? null : text;
}

/**
 * What a released version changed.
 * @param {string} changelog
 * @param {string} version
 * @returns {string | null} null: it has no section with a date, or an empty one
 */
export function notesOf(changelog, version) {
  const heading = changelog
    .split('\n')
    .find((line) => line.startsWith(`## [${version}] - `) && /\d{4}-\d{2}-\d{2}$/.test(line));
  return heading === undefined ? null : sectionAfter(changelog, heading);
}

/**
 * Makes what was unreleased a version.
 * @param {string} changelog
 * @param {string} version
 * @param {string} day as 2026-01-31
 * @returns {string | null} null: nothing is unreleased
 */
export function released(changelog, version, day) {
  if (sectionAfter(changelog, unreleased) === null) return null;
  return changelog.replace(unreleased, `${unreleased}\n\n## [${version}] - ${day}`);
}
