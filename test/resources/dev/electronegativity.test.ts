import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { complaints, reviewed } from '../../../resources/dev/electronegativity.mjs';

const KNOWN = { 'SOME_CHECK main/a.ts': 'is none' };
const known = { id: 'SOME_CHECK', file: 'main/a.ts' };

it('is content with what was reviewed', () => {
  expect(complaints({ issues: [known, known], errors: [] }, KNOWN)).toEqual([]);
});

it('complains of a new finding, of one that is gone and of a file that it could not parse', () => {
  const found = {
    issues: [{ id: 'SOME_CHECK', file: 'main/b.ts' }],
    errors: [{ file: 'main/c.ts', message: 'Unexpected token' }],
  };
  expect(complaints(found, KNOWN)).toEqual([
    'It could not parse main/c.ts: Unexpected token',
    'Not reviewed: SOME_CHECK main/b.ts',
    'Reviewed, but no longer found: SOME_CHECK main/a.ts',
  ]);
});

it('reviews files that are there', () => {
  const files = Object.keys(reviewed).map((name) => name.split(' ')[1] ?? '');
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});
