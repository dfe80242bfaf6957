import { describe, expect, it } from 'vitest';
import { notesOf, released } from '../../../resources/dev/changelog.mjs';

const HEAD = '# Changelog\n\nWhat changed.\n';
const FIRST = '## [0.1.0] - 2026-01-02\n\n### Added\n\n- The app.\n';
const changelog = (unreleased: string): string =>
  `${HEAD}\n## [Unreleased]\n${unreleased}\n${FIRST}`;

describe('the changelog', () => {
  it('says what a released version changed', () => {
    expect(notesOf(changelog('\n### Fixed\n\n- A bug.\n'), '0.1.0')).toBe(
      '### Added\n\n- The app.',
    );
  });

  it('says nothing of a version that it does not name, or names without a date', () => {
    expect(notesOf(changelog(''), '0.2.0')).toBeNull();
    expect(notesOf(changelog('').replace(' - 2026-01-02', ''), '0.1.0')).toBeNull();
    expect(notesOf(changelog('').replace('- The app.', ''), '0.1.0')).toBeNull();
  });

  it('takes 0.1.0 for no part of another version', () => {
    expect(notesOf(changelog('').replace('0.1.0', '10.1.0'), '0.1.0')).toBeNull();
  });

  it('makes a version of what is unreleased, once', () => {
    const next = released(changelog('\n### Fixed\n\n- A bug.\n'), '0.2.0', '2026-03-04') ?? '';
    expect(notesOf(next, '0.2.0')).toBe('### Fixed\n\n- A bug.');
    expect(notesOf(next, '0.1.0')).toBe('### Added\n\n- The app.');
    expect(next).toContain('## [Unreleased]\n\n## [0.2.0] - 2026-03-04\n');
    expect(released(next, '0.3.0', '2026-03-05')).toBeNull();
  });
});
