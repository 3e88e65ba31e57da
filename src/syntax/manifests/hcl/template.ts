import { closingQuote } from './tokens.js';
import type { HclValue } from './value.js';

/**
 * A quoted text as a value: its escapes read, `${…}` as parts of their own, which `parse` reads. A directive (`%{ if … }`) makes it
 * unknown.
 */
export function templateValue(written: string, parse: (expression: string) => HclValue): HclValue {
  const parts: HclValue[] = [];
  let plain = '';
  for (let at = 0; at < written.length; at += 1) {
    const letter = written[at] ?? '';
    const next = written[at + 1];
    if (letter === '\\') {
      plain += { n: '\n', t: '\t', r: '\r' }[next ?? ''] ?? next ?? '';
      at += 1;
    } else if ((letter === '$' || letter === '%') && next === letter && written[at + 2] === '{') {
      plain += `${letter}{`;
      at += 2;
    } else if (letter === '%' && next === '{') return { kind: 'unknown' };
    else if (letter === '$' && next === '{') {
      const end = endOfInterpolation(written, at + 2);
      parts.push({ kind: 'text', text: plain }, parse(written.slice(at + 2, end)));
      plain = '';
      at = end;
    } else plain += letter;
  }
  if (parts.length === 0) return { kind: 'text', text: plain };
  return { kind: 'template', parts: [...parts, { kind: 'text', text: plain }] };
}

/** Where the closing brace of `${…}` stands. */
function endOfInterpolation(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '"') at = closingQuote(text, at);
    else if (text[at] === '{') depth += 1;
    else if (text[at] === '}') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return text.length;
}
