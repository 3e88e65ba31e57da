/** One token of HCL. */
export interface HclToken {
  readonly kind: 'name' | 'number' | 'text' | 'mark' | 'newline' | 'end';
  /** A name, a number or a mark as written; of a text what stands between its quotes, with `${…}` as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const space = /[ \t\r]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const name = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const heredoc = /<<-?([A-Za-z_]\w*)[ \t]*\r?\n/y;
const mark = /=>|==|!=|<=|>=|&&|\|\||\.\.\.|[^\s]/y;

/**
 * The tokens of a text. Total: what is no HCL becomes marks.
 * Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function hclTokens(text: string): readonly HclToken[] {
  const tokens: HclToken[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const push = (kind: HclToken['kind'], end: number, content = text.slice(at, end)): void => {
    tokens.push({ kind, text: content, start: at, end });
    at = end;
  };
  while (at < text.length) {
    const skipped = match(space);
    if (skipped) {
      at += skipped[0].length;
      continue;
    }
    const document = match(heredoc);
    if (text[at] === '\n') push('newline', at + 1);
    else if (text[at] === '"') {
      const close = closingQuote(text, at);
      push('text', text[close] === '"' ? close + 1 : close, text.slice(at + 1, close));
    } else if (document) {
      const begin = at + document[0].length;
      const close = new RegExp(`^[ \\t]*${document[1] ?? ''}[ \\t]*$`, 'm').exec(text.slice(begin));
      const stop = close ? begin + close.index : text.length;
      push('text', close ? stop + close[0].length : stop, text.slice(begin, stop));
    } else {
      const word = match(name);
      const digits = word ? null : match(number);
      const found = word ?? digits ?? match(mark);
      push(word ? 'name' : digits ? 'number' : 'mark', at + (found?.[0].length ?? 1));
    }
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

/** Where the closing quote of a text stands; `${…}` may hold quotes of its own. A line's end closes an unclosed text. */
export function closingQuote(text: string, start: number): number {
  let depth = 0;
  let inner = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '\n') return at;
    if (letter === '\\') at += 1;
    else if (depth === 0) {
      if (letter === '"') return at;
      if ((letter === '$' || letter === '%') && text[at + 1] === '{') {
        if (text[at - 1] === letter) continue;
        depth = 1;
        at += 1;
      }
    } else if (letter === '"') inner = !inner;
    else if (!inner && letter === '{') depth += 1;
    else if (!inner && letter === '}') depth -= 1;
  }
  return text.length;
}
