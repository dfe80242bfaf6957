import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { icnsOf, icoOf } from '../../../resources/dev/icon-files.mjs';

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const icon = (name: string): Buffer => readFileSync(`resources/icons/${name}`);
const drawn = SIZES.map((size) => ({ size, png: icon(`${size}x${size}.png`) }));

/** Width and height as a PNG file states them. */
const sizeOf = (png: Buffer): readonly number[] => [png.readUInt32BE(16), png.readUInt32BE(20)];

it('every picture has the size of its name', () => {
  for (const { size, png } of drawn) expect(sizeOf(png)).toEqual([size, size]);
});

it('the file for Windows holds what was drawn, up to 256 pixels', () => {
  // After a change of the SVG: npm run icons
  const small = drawn.filter(({ size }) => size <= 256);
  const file = icon('icon.ico');
  expect(file.equals(icoOf(small))).toBe(true);
  expect([file.readUInt16LE(2), file.readUInt16LE(4)]).toEqual([1, small.length]);
  const pictures = small.map((_, index) => {
    const at = 6 + 16 * index;
    return file.subarray(file.readUInt32LE(at + 12)).subarray(0, file.readUInt32LE(at + 8));
  });
  expect(pictures.map(sizeOf)).toEqual(small.map(({ size }) => [size, size]));
});

it('the file for macOS holds what was drawn, each for both kinds of displays', () => {
  const file = icon('icon.icns');
  expect(file.equals(icnsOf(drawn))).toBe(true);
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const found: string[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    const [width] = sizeOf(file.subarray(at + 8));
    found.push(`${file.toString('latin1', at, at + 4)} ${width}`);
  }
  expect(found).toEqual([
    'icp4 16',
    'icp5 32',
    'ic11 32',
    'ic12 64',
    'ic07 128',
    'ic08 256',
    'ic13 256',
    'ic09 512',
    'ic14 512',
    'ic10 1024',
  ]);
});
