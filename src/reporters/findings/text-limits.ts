import { printable } from '../printable.js';

/** Text of a repository for a document that others show: no control characters, whole characters only, at most so many UTF-16 units. */
export function boundedText(text: string, most: number): string {
  const clean = printable(wellFormed(text));
  return clean.length <= most ? clean : `${wellFormed(clean.slice(0, most - 1))}…`;
}

/** Half a surrogate pair is no character: encoders refuse it. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\u{fffd}');
}
