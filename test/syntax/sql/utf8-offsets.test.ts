import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Utf8Offsets } from '../../../src/syntax/sql/utf8-offsets.js';

test('every character is found at its UTF-8 offset, also in long texts with characters of all lengths', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.constantFrom('a', 'é', '漢', '😀', '\n'), { maxLength: 900 })
        .map((parts) => parts.join('')),
      (text) => {
        const offsets = new Utf8Offsets(text);
        let bytes = 0;
        let at = 0;
        for (const character of text) {
          expect(offsets.toUtf16(bytes)).toBe(at);
          bytes += Buffer.byteLength(character);
          at += character.length;
        }
        expect(offsets.toUtf16(bytes)).toBe(text.length);
        expect(offsets.toUtf16(bytes + 10)).toBe(text.length);
      },
    ),
  );
});

test('a lone surrogate counts as the three bytes that it is replaced by', () => {
  expect(new Utf8Offsets('\ud800x').toUtf16(3)).toBe(1);
});
