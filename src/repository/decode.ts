import { isUtf8 } from 'node:buffer';
import type { NoContent } from './content.js';

/** The text of a file without its byte-order mark, or why it has none. */
export type Decoded = { readonly text: string } | NoContent;

/**
 * Tells the encoding of a file by its bytes: UTF-8 (with or without mark), UTF-16 with mark, otherwise Latin-1, in which every byte is a
 * character and all of ASCII is itself. A NUL byte makes a file binary, as for git, here wherever it stands. Line ends are kept.
 */
export function decode(bytes: Buffer): Decoded {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff]))
    return { reason: 'unsupported-encoding', detail: 'UTF-32' };
  if (startsWith(bytes, [0xff, 0xfe])) return utf16(bytes.subarray(2), 'UTF-16LE');
  if (startsWith(bytes, [0xfe, 0xff])) return utf16(swapped(bytes.subarray(2)), 'UTF-16BE');
  if (bytes.includes(0)) return { reason: 'binary' };
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return eightBit(bytes.subarray(3));
  return eightBit(bytes);
}

function eightBit(bytes: Buffer): Decoded {
  if (isUtf8(bytes)) return { text: bytes.toString('utf8') };
  // Compressed data without a NUL is short, but there is some; no text in an 8-bit encoding has these control characters.
  if (bytes.some(isBinaryControl)) return { reason: 'binary' };
  return { text: bytes.toString('latin1') };
}

/** C0 control characters but tab, line ends, vertical tab, form feed and escape. */
function isBinaryControl(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b;
}

function utf16(bytes: Buffer, encoding: string): Decoded {
  try {
    const text = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? { reason: 'binary' } : { text };
  } catch {
    return { reason: 'unsupported-encoding', detail: `marked as ${encoding}, but it is not valid` };
  }
}

function swapped(bytes: Buffer): Buffer {
  return bytes.length % 2 === 1 ? bytes : Buffer.from(bytes).swap16();
}

function startsWith(bytes: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}
