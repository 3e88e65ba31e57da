import type { SqlToken } from './lexer.js';

/** What stands between the quotes of a string or quoted name. */
export interface QuotedText {
  /** With doubled quotes and backslash escapes resolved. */
  readonly value: string;
  /** Offset of the first character of the content. */
  readonly start: number;
  /** Whether the content stands in the text letter by letter, so that its offsets are offsets of the text. */
  readonly verbatim: boolean;
}

const escapes = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['0', '\0'],
]);

/** The content of a string or quoted name token. `backslashes`: whether a backslash escapes in plain strings of the dialect. */
export function quotedText(text: string, token: SqlToken, backslashes: boolean): QuotedText {
  const written = text.slice(token.start, token.end);
  const dollar = /^\$[^$]*\$/.exec(written)?.[0];
  if (dollar !== undefined)
    return {
      value: written.slice(dollar.length, -dollar.length),
      start: token.start + dollar.length,
      verbatim: true,
    };
  const alternative = /^n?q'/i.exec(written)?.[0];
  if (alternative !== undefined && token.kind === 'string')
    return {
      value: written.slice(alternative.length + 1, -2),
      start: token.start + alternative.length + 1,
      verbatim: true,
    };
  const open = written.search(/['"`[]/);
  const close = written.charAt(open) === '[' ? ']' : written.charAt(open);
  const inner = written.slice(open + 1, -1);
  const escaping = (backslashes && close !== '`' && close !== ']') || /^e'/i.test(written);
  const start = token.start + open + 1;
  if (!inner.includes(close) && !(escaping && inner.includes('\\')))
    return { value: inner, start, verbatim: true };
  return { value: resolve(inner, close, escaping), start, verbatim: false };
}

function resolve(inner: string, close: string, escaping: boolean): string {
  let value = '';
  for (let at = 0; at < inner.length; at += 1) {
    const character = inner.charAt(at);
    if (character === close && inner.charAt(at + 1) === close) {
      value += close;
      at += 1;
    } else if (escaping && character === '\\' && at + 1 < inner.length) {
      const next = inner.charAt(at + 1);
      value += escapes.get(next) ?? next;
      at += 1;
    } else value += character;
  }
  return value;
}
