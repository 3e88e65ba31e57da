import type { Call } from '../evaluator.js';
import { certainText, concatenate } from '../text.js';
import { listValue, unknown, type TextValue, type Value } from '../value.js';

const transformations = new Map<string, (text: string) => string>([
  ['toLowerCase', (text) => text.toLowerCase()],
  ['toUpperCase', (text) => text.toUpperCase()],
  ['trim', (text) => text.trim()],
  ['trimStart', (text) => text.trimStart()],
  ['trimEnd', (text) => text.trimEnd()],
  ['toString', (text) => text],
  ['valueOf', (text) => text],
]);

/** A method of a string. What cannot be computed is unknown, never a guess. */
export function callTextMethod(receiver: TextValue, name: string, call: Call): Value {
  const transform = transformations.get(name);
  if (transform) return mapKnown(receiver, transform);
  if (name === 'concat')
    return concatenate([receiver, ...call.arguments].map((value) => ({ value, expression: '' }))) ?? unknown;
  const text = certainText(receiver);
  const given = call.arguments.map(certainText);
  const [first, second] = given;
  if (text === undefined || first === undefined) return unknown;
  if (name === 'split')
    return listValue(
      text
        .split(first)
        .slice(0, 1000)
        .map((part) => ({ ...receiver, parts: [part] })),
    );
  if ((name === 'replace' || name === 'replaceAll') && second !== undefined) {
    const replaced =
      name === 'replace' ? text.replace(first, () => second) : text.replaceAll(first, () => second);
    return { ...receiver, parts: [replaced.slice(0, 20_000)] };
  }
  return unknown;
}

function mapKnown(receiver: TextValue, transform: (text: string) => string): Value {
  return {
    ...receiver,
    parts: receiver.parts.map((part) => (typeof part === 'string' ? transform(part) : part)),
  };
}
