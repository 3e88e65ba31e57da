const singleCharacter = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['0', '\0'],
  ['\n', ''],
  ['\r', ''],
]);

/** The characters that an escape sequence of a string or template (`\n`, `\x41`, `\u{1F600}`, line continuation) stands for. */
export function unescapeSequence(sequence: string): string {
  const code = sequence.slice(1);
  const hexadecimal = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\})$/i.exec(code);
  if (hexadecimal) {
    const point = Number.parseInt(hexadecimal[1] ?? hexadecimal[2] ?? hexadecimal[3] ?? '0', 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '';
  }
  return singleCharacter.get(code.charAt(0)) ?? code;
}
