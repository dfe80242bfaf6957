import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { complaints, reviewed } from '../../../resources/dev/electronegativity.mjs';

const KNOWN = { 'SOME_CHECK main/a.ts': 'is none' };
const known = { id: 'SOME_CHECK', file: 'main/a.ts' };

it('is content with what was reviewed', () => {
  expect(complaints({ issues: [known, known], errors: [] }, KNOWN)).toEqual([]);
});

it('is content with a check that was reviewed for all files', () => {
  const other = { id: 'SOME_CHECK', file: 'main/b.ts' };
  expect(complaints({ issues: [known, other], errors: [] }, { SOME_CHECK: 'is none' })).toEqual([]);
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
  const files = Object.keys(reviewed).flatMap((name) => name.split(' ').slice(1));
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});
