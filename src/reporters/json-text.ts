/**
 * A value as JSON text, indented. Characters that JSON allows but that steer a terminal or turn the reading direction (DEL, C1 controls,
 * bidirectional overrides, line separators) are written as `\uXXXX`: the same value for a parser, harmless in a log.
 */
export function toJsonText(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replaceAll(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
