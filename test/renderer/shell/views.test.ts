import { describe, expect, it } from 'vitest';
import { viewHash } from '../../../renderer/shell/view-hash.ts';
import { VIEWS, viewOfHash } from '../../../renderer/shell/views.ts';

describe('the views', () => {
  it.each(VIEWS.map(({ name }) => name))('are found by their address: %s', (name) => {
    expect(viewOfHash(viewHash(name)).name).toBe(name);
  });

  it.each(['', '#', '#/', '#/nowhere', '#live'])('fall back to Live for "%s"', (hash) => {
    expect(viewOfHash(hash).name).toBe('live');
  });
});
