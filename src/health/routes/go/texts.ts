import { concatTexts } from '../../../syntax/go/text.js';
import type { FilePlace, TextValue, Value } from './values.js';
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

/** Where the pieces of texts come from; slashes between them count only when there is nothing else. */
export function originsOf(texts: readonly TextValue[]): readonly FilePlace[] {
  const words = texts.filter((one) => !/^\/+$/.test(one.text.join('')));
  const origins = (words.some((one) => one.origins.length > 0) ? words : texts).flatMap((one) => one.origins);
  return origins.slice(-8);
}

/** Texts side by side. */
export function joinTexts(texts: readonly TextValue[]): TextValue {
  return { kind: 'text', text: concatTexts(texts.map((one) => one.text)), origins: originsOf(texts) };
}
