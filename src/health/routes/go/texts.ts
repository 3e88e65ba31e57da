import { concatTexts } from '../../../syntax/go/text.js';
import type { TextValue, Value } from './values.js';
import { asText, optionsOf, unknown } from './values.js';

/** All ways to pick one possibility of each value, at most a dozen. */
export function combinations(values: readonly Value[]): readonly (readonly Value[])[] {
  let found: (readonly Value[])[] = [[]];
  for (const value of values)
    found = found.flatMap((start) => optionsOf(value).map((option) => [...start, option])).slice(0, 12);
  return found;
}

/** Texts side by side, or numbers added up. */
export function sumOf(values: readonly Value[]): Value {
  if (values.every((value) => value.kind === 'number'))
    return { kind: 'number', value: values.reduce((sum, { value }) => sum + value, 0) };
  if (!values.some((value) => value.kind === 'text')) return unknown;
  return joinTexts(values.map(asText));
}

/** Texts side by side; the origin is the last one's that has one. */
export function joinTexts(texts: readonly TextValue[]): TextValue {
  const origin = texts.findLast((one) => one.origin !== undefined)?.origin;
  return { kind: 'text', text: concatTexts(texts.map((one) => one.text)), ...(origin && { origin }) };
}
