import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesOf } from '../../../main/history/transfer/lines.ts';
import { tempFolder } from '../fixtures.ts';

async function linesIn(text: string): Promise<string[]> {
  const file = join(tempFolder(), 'text');
  writeFileSync(file, text);
  const lines: string[] = [];
  for await (const line of linesOf(file)) lines.push(line);
  return lines;
}

it('are what stands between breaks of whatever kind', async () => {
  const part = fc.constantFrom('a', 'ß;1', '\n', '\r\n', '\r', 'b,2');
  await fc.assert(
    fc.asyncProperty(fc.array(part), async (parts) => {
      const text = parts.join('');
      const expected = text.split(/\r\n|\n|\r/);
      // A break at the end ends the last line and begins none.
      if (expected.at(-1) === '') expected.pop();
      expect(await linesIn(text)).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});

it('are as long as they are at the borders of what is read at once', async () => {
  const lines = Array.from({ length: 3000 }, (_, i) => `${i}`.padEnd(i % 200, 'x'));
  expect(await linesIn(lines.join('\r\n'))).toEqual(lines);
});

it('end where one goes on without a break', async () => {
  const lines = await linesIn(`first\n${'x'.repeat(10_000_000)}\nlast`);
  expect(lines.length).toBe(2);
  expect(lines[1]?.length).toBeLessThan(300_000);
});
