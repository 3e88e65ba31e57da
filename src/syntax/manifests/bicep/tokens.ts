/** One token of Bicep. */
export interface BicepToken {
  readonly kind: 'name' | 'number' | 'text' | 'mark' | 'newline' | 'end';
  /** A name, a number or a mark as written; of a text what stands between its quotes, `${…}` as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const space = /[ \t\r]+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const name = /[A-Za-z_]\w*/y;
const number = /\d+/y;
const mark = /\?\?|\?\.|\.\.\.|==|!=|<=|>=|=~|!~|&&|\|\||=>|\S/y;

/**
 * The tokens of a text. Total: what is no Bicep becomes marks.
 * Source: https://github.com/Azure/bicep/blob/main/docs/grammar.md
 */
export function bicepTokens(text: string): readonly BicepToken[] {
  const tokens: BicepToken[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const push = (kind: BicepToken['kind'], end: number, content = text.slice(at, end)): void => {
    tokens.push({ kind, text: content, start: at, end });
    at = end;
  };
  while (at < text.length) {
    const skipped = match(space);
    if (skipped !== undefined) {
      at += skipped.length;
      continue;
    }
    if (text[at] === '\n') push('newline', at + 1);
    else if (text.startsWith("'''", at)) {
      const close = text.indexOf("'''", at + 3);
      const stop = close === -1 ? text.length : close;
      push('text', Math.min(stop + 3, text.length), text.slice(at + 3, stop));
    } else if (text[at] === "'") {
      const close = closingQuote(text, at);
      push('text', text[close] === "'" ? close + 1 : close, text.slice(at + 1, close));
    } else {
      const word = match(name);
      const digits = word === undefined ? match(number) : undefined;
      const found = word ?? digits ?? match(mark) ?? ' ';
      push(word !== undefined ? 'name' : digits !== undefined ? 'number' : 'mark', at + found.length);
    }
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

/** Where the closing quote of a text stands; `${…}` may hold texts of its own. A line's end closes an unclosed text. */
function closingQuote(text: string, start: number): number {
  let depth = 0;
  let inner = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '\n') return at;
    if (letter === '\\') at += 1;
    else if (depth === 0) {
      if (letter === "'") return at;
      if (letter === '$' && text[at + 1] === '{') {
        depth = 1;
        at += 1;
      }
    } else if (letter === "'") inner = !inner;
    else if (!inner && letter === '{') depth += 1;
    else if (!inner && letter === '}') depth -= 1;
  }
  return text.length;
}
