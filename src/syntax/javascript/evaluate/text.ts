import { optionsOf, type Hole, type TextValue, type Value } from './value.js';

/** What a value is as a text. */
export interface FoldedText {
  /** The text; holes are left out, or filled with what is assumed. */
  readonly text: string;
  /** The known pieces with their holes in place. */
  readonly parts: readonly (string | Hole)[];
  /** False when some of it is not known before run time. */
  readonly complete: boolean;
}

/** The texts that a value can be; empty when it is no text at all. */
export function foldTexts(value: Value): readonly FoldedText[] {
  return optionsOf(value).flatMap((option) => {
    const text = toText(option, '');
    if (text === undefined || option.kind === 'unknown' || option.kind === 'external') return [];
    return [
      {
        text: text.parts.map((part) => (typeof part === 'string' ? part : (part.assumed ?? ''))).join(''),
        parts: text.parts,
        complete: text.parts.every((part) => typeof part === 'string'),
      },
    ];
  });
}

/** The text that a value surely is; undefined when it is another kind of value or not wholly known. */
export function certainText(value: Value): string | undefined {
  if (value.kind !== 'text') return undefined;
  let text = '';
  for (const part of value.parts) {
    if (typeof part !== 'string') return undefined;
    text += part;
  }
  return text;
}

/** A value as the text that a template or concatenation makes of it; undefined for values that make no sense as text. */
export function toText(value: Value, expression: string): TextValue | undefined {
  switch (value.kind) {
    case 'text':
      return value;
    case 'literal':
      return { kind: 'text', parts: [String(value.value)], origins: [] };
    case 'unknown':
    case 'external':
      return { kind: 'text', parts: [{ expression }], origins: [] };
    default:
      return undefined;
  }
}

const originLimit = 6;
const lengthLimit = 60_000;

/** Texts one after the other, with neighbouring known pieces as one. */
export function joinTexts(texts: readonly TextValue[]): TextValue {
  const parts: (string | Hole)[] = [];
  const pieces = texts.flatMap((text) => text.parts);
  // What is written in one piece stays whole, however long; only what is put together is bounded.
  const longest = pieces.reduce(
    (most, part) => (typeof part === 'string' ? Math.max(most, part.length) : most),
    0,
  );
  const limit = Math.max(lengthLimit, longest);
  let length = 0;
  for (const part of pieces) {
    const last = parts.at(-1);
    const known = typeof part === 'string' ? part.slice(0, Math.max(0, limit - length)) : part;
    length += typeof known === 'string' ? known.length : 0;
    if (typeof known === 'string' && typeof last === 'string') parts[parts.length - 1] = last + known;
    else if (parts.length < 100) parts.push(known);
    if (typeof part === 'string' && typeof known === 'string' && known.length < part.length) {
      parts.push({ expression: '…' });
      break;
    }
  }
  return {
    kind: 'text',
    parts: parts.length === 0 ? [''] : parts,
    origins: texts.flatMap((text) => text.origins).slice(-originLimit),
  };
}

const combinationLimit = 16;

/** The concatenation of values, each of which may be a choice; undefined when one of them makes no sense as text. */
export function concatenate(
  values: readonly { readonly value: Value; readonly expression: string }[],
): Value | undefined {
  let results: TextValue[] = [{ kind: 'text', parts: [''], origins: [] }];
  for (const { value, expression } of values) {
    const options = optionsOf(value).flatMap((option) => toText(option, expression) ?? []);
    if (options.length === 0) return undefined;
    results = results
      .flatMap((before) => options.map((option) => joinTexts([before, option])))
      .slice(0, combinationLimit);
  }
  const [first] = results;
  return results.length === 1 ? first : { kind: 'choice', options: results };
}
