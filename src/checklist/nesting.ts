import { Lexer } from 'yaml';

/** Packs and answers files nest less than ten levels; what nests deeper is broken or hostile. */
const deepest = 100;

/**
 * The line at which a YAML text nests deeper than any pack or answers file, or undefined. To be asked before parsing: the parser is
 * recursive, and some thousand levels end the process, not just the parse.
 */
export function lineNestedTooDeep(text: string): number | undefined {
  let line = 1;
  let flow = 0;
  let inLine = 0;
  let lineBegins = true;
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('\n') || token === '\r\n') {
      line += 1;
      inLine = 0;
      lineBegins = true;
      continue;
    }
    if (lineBegins && /^ +$/.test(token)) inLine = token.length;
    lineBegins = false;
    if (token === '[' || token === '{') flow += 1;
    else if (token === ']' || token === '}') flow = Math.max(0, flow - 1);
    else if (token === '-' || token === '?' || token === ':') inLine += 1;
    const counted = flow > 0 ? flow : isIndicator(token) ? inLine : 0;
    if (counted > deepest) return line;
    line += lineBreaksIn(token);
  }
  return undefined;
}

function isIndicator(token: string): boolean {
  return token === '-' || token === '?' || token === ':';
}

function lineBreaksIn(token: string): number {
  let count = 0;
  for (let at = token.indexOf('\n'); at !== -1; at = token.indexOf('\n', at + 1)) count += 1;
  return count;
}
