// The icon files of Windows and macOS, which hold PNG pictures of several sizes.

/** @typedef {{ readonly size: number, readonly png: Buffer }} Picture a square, `size` pixels wide */

const icoEntryBytes = 16;
const icoHeadBytes = 6;

/**
 * @param {readonly Picture[]} pictures up to 256 pixels wide
 * @returns {Buffer} an .ico file
 */
export function icoOf(pictures) {
  const head = Buffer.alloc(icoHeadBytes + icoEntryBytes * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = icoHeadBytes + icoEntryBytes * index;
    // 256 does not fit into the byte, and is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** What macOS calls a picture of so many pixels; the second names are for displays with 2 × 2 of them. */
const icnsTypes = new Map([
  [16, ['icp4']],
  [32, ['icp5', 'ic11']],
  [64, ['ic12']],
  [128, ['ic07']],
  [256, ['ic08', 'ic13']],
  [512, ['ic09', 'ic14']],
  [1024, ['ic10']],
]);

/**
 * @param {readonly Picture[]} pictures
 * @returns {Buffer} an .icns file
 */
export function icnsOf(pictures) {
  const parts = pictures.flatMap(({ size, png }) =>
    (icnsTypes.get(size) ?? []).map((type) => chunk(type, png)),
  );
  return chunk('icns', Buffer.concat(parts));
}

/**
 * @param {string} type four letters
 * @param {Buffer} content
 */
function chunk(type, content) {
  const head = Buffer.alloc(8, type, 'latin1');
  head.writeUInt32BE(head.length + content.length, 4);
  return Buffer.concat([head, content]);
}
