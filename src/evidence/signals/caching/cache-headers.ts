import { settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeRange, CodeValue } from '../../../syntax/code/code-file.js';
import { valuesIn, valuesWithin } from './values-in-code.js';

/** The header's name as a text or as the constant of a library. */
const headerName = /^(?:http\.)?cache[-_]?control$/i;

/** What lets a response be kept: a lifetime that is not zero, or content that never changes (RFC 9111, RFC 8246). */
const keeps = /(?:max-?age|s-maxage|stale-while-revalidate)\s*=\s*(?:[1-9]|\{|%|#|\$)|\bimmutable\b/i;

/** Calls that ask others: what they send is no policy of this service. */
export const asks =
  /^(?:fetch|axios|got|ky|undici|superagent|requests|httpx|aiohttp|node-fetch|reqwest|faraday|guzzlehttp)\b/i;

/** `Cache-Control` that a file writes. */
export interface CacheHeader {
  readonly at: CodeRange;
  readonly value: string;
  readonly context?: CodeCall['context'];
}

/** Whether a value of `Cache-Control` lets a response be kept. */
export function letsKeep(value: string): boolean {
  return keeps.test(value) && !/\bno-store\b/i.test(value);
}

/** Every `Cache-Control` that a file writes into responses, as far as its value is a text. */
export function* cacheHeaders(code: CodeFile): Iterable<CacheHeader> {
  for (const call of code.calls) {
    if (asks.test(call.target)) continue;
    const index = call.arguments.findIndex(({ value }) => isHeaderName(value));
    const value = index === -1 ? undefined : textIn(call.arguments[index + 1]?.value);
    if (value !== undefined) yield { at: call, value, context: call.context };
    const [first] = call.arguments;
    const line = first?.value.kind === 'text' ? /^cache-control\s*:\s*(.*)/i.exec(first.value.text) : null;
    if (line?.[1] !== undefined && call.name === 'header')
      yield { at: call, value: line[1], context: call.context };
  }
  for (const { place, value, start, end, context } of code.assignments) {
    const text = headerName.test(place.name) ? textIn(value) : undefined;
    if (text !== undefined) yield { at: { start, end }, value: text, context };
  }
  for (const value of valuesIn(code, (call) => asks.test(call.target)))
    for (const pair of pairsOf(value)) {
      const text = textIn(pair.value);
      if (text !== undefined) yield { at: pair.value, value: text };
    }
}

/** Pairs of the header's name and its value: an entry of a map, or a tuple. */
function pairsOf(value: CodeValue): readonly { readonly value: CodeValue }[] {
  if (value.kind === 'map')
    return value.entries.filter(({ name }) => name !== undefined && headerName.test(name));
  const [name, text] = value.kind === 'list' ? value.items : value.kind === 'other' ? value.parts : [];
  return name && text && isHeaderName(name) ? [{ value: text }] : [];
}

function isHeaderName(value: CodeValue): boolean {
  if (value.kind === 'text') return headerName.test(value.text);
  return value.kind === 'path' && /^cache[-_]?control$/i.test(value.name);
}

function textIn(value: CodeValue | undefined): string | undefined {
  if (!value) return undefined;
  for (const inner of valuesWithin(settled(value))) if (inner.kind === 'text') return inner.text;
  return undefined;
}
