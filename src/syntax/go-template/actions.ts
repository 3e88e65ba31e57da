import { TemplateError } from './nodes.js';

/** The text of a template cut into texts and actions, with the white space gone that `{{-` and `-}}` take away. */
export type TemplatePiece =
  | { readonly kind: 'text'; readonly text: string; readonly start: number }
  | { readonly kind: 'action'; readonly text: string; readonly start: number; readonly end: number };

/**
 * Cuts a template into its pieces; comments are left out.
 * @throws TemplateError when an action is not closed.
 */
export function templatePieces(text: string): readonly TemplatePiece[] {
  const pieces: TemplatePiece[] = [];
  let at = 0;
  let trimStart = false;
  const pushText = (end: number, trimEnd: boolean): void => {
    let from = at;
    let to = end;
    if (trimStart) while (from < to && isSpace(text.charCodeAt(from))) from += 1;
    if (trimEnd) while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
    if (to > from) pieces.push({ kind: 'text', text: text.slice(from, to), start: from });
  };
  for (;;) {
    const open = text.indexOf('{{', at);
    if (open === -1) {
      pushText(text.length, false);
      return pieces;
    }
    const trims = text[open + 2] === '-' && isSpace(text.charCodeAt(open + 3));
    pushText(open, trims);
    const begin = open + (trims ? 3 : 2);
    const end = closeOf(text, begin);
    trimStart = text[end - 1] === '-' && isSpace(text.charCodeAt(end - 2));
    const inner = text.slice(begin, trimStart ? end - 1 : end).trim();
    at = end + 2;
    if (!inner.startsWith('/*')) pieces.push({ kind: 'action', text: inner, start: open, end: at });
  }
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Where `}}` of an action stands; quotes and comments may hold braces. */
function closeOf(text: string, begin: number): number {
  const comment = /^\s*\/\*/.exec(text.slice(begin, begin + 10));
  if (comment) {
    const close = text.indexOf('*/', begin);
    const end = close === -1 ? -1 : text.indexOf('}}', close);
    if (end === -1) throw new TemplateError('a comment is not closed');
    return end;
  }
  for (let at = begin; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"' || letter === '`') {
      for (at += 1; at < text.length && text[at] !== letter; at += 1)
        if (letter === '"' && text[at] === '\\') at += 1;
    } else if (letter === '}' && text[at + 1] === '}') return at;
  }
  throw new TemplateError('an action is not closed');
}
