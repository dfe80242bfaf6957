// Which processor a program or a library was made for.
import { closeSync, openSync, readSync } from 'node:fs';

/** @typedef {'x64' | 'arm64'} Machine */

/** e_machine of ELF */
const elf = new Map(
  /** @type {[number, Machine][]} */ ([
    [0x3e, 'x64'],
    [0xb7, 'arm64'],
  ]),
);
/** Machine of PE */
const portable = new Map(
  /** @type {[number, Machine][]} */ ([
    [0x8664, 'x64'],
    [0xaa64, 'arm64'],
  ]),
);
/** cputype of Mach-O */
const mach = new Map(
  /** @type {[number, Machine][]} */ ([
    [0x01000007, 'x64'],
    [0x0100000c, 'arm64'],
  ]),
);

/** Where the header of a Windows program is named to begin, and how far into the file that can be. */
const portableOffsetAt = 0x3c;
const enough = 4096;

/**
 * @param {string} file
 * @returns {Machine | null} null: no 64-bit ELF, PE or Mach-O file for one of them
 */
export function machineOf(file) {
  const head = headOf(file);
  if (head.length < 64) return null;
  if (head.readUInt32BE(0) === 0x7f454c46) return elf.get(head.readUInt16LE(18)) ?? null;
  if (head.readUInt32LE(0) === 0xfeedfacf) return mach.get(head.readUInt32LE(4)) ?? null;
  if (head.toString('latin1', 0, 2) !== 'MZ') return null;
  const at = head.readUInt32LE(portableOffsetAt);
  return at + 6 <= head.length ? (portable.get(head.readUInt16LE(at + 4)) ?? null) : null;
}

/** @param {string} file */
function headOf(file) {
  const head = Buffer.alloc(enough);
  const descriptor = openSync(file, 'r');
  try {
    return head.subarray(0, readSync(descriptor, head, 0, enough, 0));
  } finally {
    closeSync(descriptor);
  }
}
