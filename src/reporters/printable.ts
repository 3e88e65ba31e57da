/**
 * Text of a scanned repository made safe for a terminal and for CI logs: control characters (C0, C1, bidirectional overrides) are
 * shown as `\x..` or `\u....`, and a CI system's workflow command at the beginning of a line (`::error`, `##[`, `##vso`) is broken
 * by a visible backslash.
 * @param text one or several lines; tabs and line feeds are kept.
 */
export function printable(text: string): string {
  return visibleControls(text).replaceAll(/^(\s*)(::|##\[|##vso\b|##teamcity\b)/gm, '$1\\$2');
}

/** The same without the care for CI logs: control characters and bidirectional overrides can be seen and do nothing. */
export function visibleControls(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\p{Cc}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu, visible);
}

function visible(character: string): string {
  if (character === '\n' || character === '\t') return character;
  const code = character.codePointAt(0) ?? 0;
  return code <= 0xff ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
}

/** One line of it: line feeds and tabs become single spaces. */
export function printableLine(text: string): string {
  return printable(text.replaceAll(/\s*[\n\t]\s*/g, ' '));
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}
