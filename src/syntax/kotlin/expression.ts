import type { JavaExpression } from '../java/expression.js';
import type { TokenView } from '../jvm/token-view.js';

const deepest = 30;

/** The expression in a range of tokens, as far as constants need it: texts with holes, names, sums, lists. */
export function kotlinExpression(tokens: TokenView, from: number, to: number, depth = 0): JavaExpression {
  if (depth > deepest || to <= from) return { kind: 'other' };
  const sums = summands(tokens, from, to);
  if (sums.length > 1)
    return {
      kind: 'sum',
      parts: sums.map(([start, end]) => kotlinExpression(tokens, start, end, depth + 1)),
    };
  const token = tokens.all[from];
  if (!token) return { kind: 'other' };
  if (token.kind === 'text') {
    // `.trimIndent()` and its kind change nothing that matters here.
    if (to > from + 1 && !/^\.(trim\w*|lowercase)\(/.test(tokens.text(from + 1, to).replaceAll(/\s/g, '')))
      return { kind: 'other' };
    return token.open === true
      ? withHoles(tokens.source.text.slice(token.start, token.end))
      : { kind: 'text', text: token.text };
  }
  if (token.kind === 'number' && to === from + 1) return { kind: 'text', text: token.text.replace(/L$/, '') };
  if (tokens.is(from, '[') && tokens.closing(from) === to - 1) return listAt(tokens, from, depth);
  if (tokens.is(from, '(') && tokens.closing(from) === to - 1)
    return kotlinExpression(tokens, from + 1, to - 1, depth + 1);
  if (token.kind !== 'word') return { kind: 'other' };
  if (
    /^(arrayOf|listOf|setOf)$/.test(token.text) &&
    tokens.is(from + 1, '(') &&
    tokens.closing(from + 1) === to - 1
  )
    return listAt(tokens, from + 1, depth);
  const path = [token.text];
  let at = from + 1;
  for (; at + 1 < to && tokens.is(at, '.') && tokens.word(at + 1) !== undefined; at += 2)
    path.push(tokens.word(at + 1) ?? '');
  return at === to ? { kind: 'name', path } : { kind: 'other' };
}

function listAt(tokens: TokenView, open: number, depth: number): JavaExpression {
  return {
    kind: 'list',
    items: tokens.parts(open).map(([start, end]) => kotlinExpression(tokens, start, end, depth + 1)),
  };
}

function summands(tokens: TokenView, from: number, to: number): readonly (readonly [number, number])[] {
  const parts: [number, number][] = [];
  let start = from;
  for (let at = from; at < to; at += 1) {
    if (tokens.is(at, '(') || tokens.is(at, '[') || tokens.is(at, '{')) at = tokens.closing(at);
    else if (tokens.is(at, '+') && at > start) {
      parts.push([start, at]);
      start = at + 1;
    }
  }
  return [...parts, [start, to]];
}

/** `"${Paths.API}/v$VERSION/x"`: the sum of its parts. */
function withHoles(written: string): JavaExpression {
  const quotes = written.startsWith('"""') ? 3 : 1;
  const content = written.slice(quotes, -quotes);
  const parts: JavaExpression[] = [];
  let at = 0;
  const text = (until: number): void => {
    if (until > at)
      parts.push({ kind: 'text', text: content.slice(at, until).replaceAll(/\\(["'\\$])/g, '$1') });
  };
  for (const match of content.matchAll(/(?<!\\)\$(?:\{([^{}]{0,200})\}|([A-Za-z_]\w*))/g)) {
    text(match.index);
    const name = (match[1] ?? match[2] ?? '').trim();
    parts.push(/^\w+(\.\w+)*$/.test(name) ? { kind: 'name', path: name.split('.') } : { kind: 'other' });
    at = match.index + match[0].length;
  }
  text(content.length);
  return { kind: 'sum', parts };
}
