/** How many paths one expression may stand for. */
const maxPaths = 8;

interface Piece {
  /** The texts that this piece may be, parameters as `{name}`. */
  readonly texts: readonly string[];
}

/** The end of the group that begins at `start`, its closing bracket excluded; undefined when there is none. */
function endOfGroup(regex: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < regex.length; at += 1) {
    const character = regex.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '[') {
      const close = regex.indexOf(']', regex.charAt(at + 1) === ']' ? at + 2 : at + 1);
      if (close === -1) return undefined;
      at = close;
    } else if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return undefined;
}

/** The alternatives of an expression at its top level. */
function alternatives(regex: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < regex.length; at += 1) {
    const character = regex.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth -= 1;
    else if (character === '|' && depth === 0) {
      found.push(regex.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, regex.slice(start)];
}

/** The quantifier at a place: what it is and where it ends. */
function quantifierAt(regex: string, at: number): { readonly text: string; readonly end: number } {
  const match = /^(?:[?*+]|\{\d{0,6},?\d{0,6}\})\??/.exec(regex.slice(at, at + 20));
  return { text: match?.[0] ?? '', end: at + (match?.[0].length ?? 0) };
}

/**
 * The paths that a regular expression for URLs matches, as Python's frameworks write them: literals, named groups as parameters, optional
 * pieces and alternatives of literals spelt out.
 * @returns none when it cannot be told.
 */
export function pathsOfRegex(regex: string, depth = 0): readonly string[] {
  if (depth > 4 || regex.length > 600) return [];
  const pieces: Piece[] = [];
  const counter = { unnamed: 0 };
  for (let at = 0; at < regex.length;) {
    const read = readPiece(regex, at, depth, counter);
    if (read === undefined) return [];
    pieces.push(read.piece);
    at = read.end;
  }
  let paths: readonly string[] = [''];
  for (const { texts } of pieces) {
    paths = paths.flatMap((path) => texts.map((text) => path + text));
    if (paths.length > maxPaths) return [];
  }
  return [...new Set(paths)];
}

const classes = /^\\[wdDWsS]$/;

function readPiece(
  regex: string,
  at: number,
  depth: number,
  counter: { unnamed: number },
): { readonly piece: Piece; readonly end: number } | undefined {
  const character = regex.charAt(at);
  if (character === '^' || character === '$') return { piece: { texts: [''] }, end: at + 1 };
  if (character === '(') return readGroup(regex, at, depth, counter);
  let unit: string;
  let parameter = false;
  let wide = false;
  if (character === '\\') {
    unit = regex.slice(at, at + 2);
    if (/^\\[AZzb]$/.test(unit)) return { piece: { texts: [''] }, end: at + 2 };
    parameter = classes.test(unit);
  } else if (character === '[') {
    const close = regex.indexOf(']', regex.charAt(at + 1) === ']' ? at + 2 : at + 1);
    if (close === -1) return undefined;
    unit = regex.slice(at, close + 1);
    parameter = true;
    wide = unit.includes('/') && !unit.startsWith('[^');
  } else {
    unit = character;
    parameter = character === '.';
    wide = parameter;
  }
  const { text: quantifier, end } = quantifierAt(regex, at + unit.length);
  if (parameter) {
    counter.unnamed += 1;
    const isWild = wide && /^[*+]/.test(quantifier);
    /** `robots.txt`: the point is hardly ever meant as anything else. */
    if (unit === '.' && quantifier === '') return { piece: { texts: ['.'] }, end };
    return { piece: { texts: [isWild ? '{*path}' : '{arg}'] }, end };
  }
  const literal = unit.startsWith('\\') ? unit.slice(1) : unit;
  if (/^(?:\?|\*|\{0)/.test(quantifier)) return { piece: { texts: [literal, ''] }, end };
  return { piece: { texts: [literal] }, end };
}

function readGroup(
  regex: string,
  at: number,
  depth: number,
  counter: { unnamed: number },
): { readonly piece: Piece; readonly end: number } | undefined {
  const close = endOfGroup(regex, at);
  if (close === undefined) return undefined;
  const { text: quantifier, end } = quantifierAt(regex, close + 1);
  const inner = regex.slice(at + 1, close);
  const name = /^\?P?<(\w{1,80})>/.exec(inner)?.[1];
  if (/^\?(?:[=!]|<[=!]|#)/.test(inner) || /^\?[aiLmsux]+$/.test(inner))
    return { piece: { texts: [''] }, end };
  const body = inner.replace(/^\?(?::|P?<\w{1,80}>|[aiLmsux]+:)/, '');
  const isOptional = /^(?:\?|\*|\{0)/.test(quantifier);
  const options = alternatives(body);
  const isLiteral = options.every((one) => /^[\w./\\-]*$/.test(one) && !/\\[wdDWsS]|(?<!\\)\./.test(one));
  let texts: readonly string[];
  if (name !== undefined && !(isLiteral && options.length === 1))
    texts = [/(?:^|[^\\])\.[*+]/.test(body) || /\[[^\]^]*\/[^\]]*\]/.test(body) ? `{*${name}}` : `{${name}}`];
  else if (inner.startsWith('?:') || isLiteral || name !== undefined)
    texts = options.flatMap((one) => pathsOfRegex(one, depth + 1));
  else {
    counter.unnamed += 1;
    texts = [/(?:^|[^\\])\.[*+]/.test(body) ? '{*path}' : `{arg${String(counter.unnamed)}}`];
  }
  if (texts.length === 0) return undefined;
  return { piece: { texts: isOptional ? [...texts, ''] : texts }, end };
}

/** Whether an expression only matches to the end of the path. */
export function isAnchoredAtEnd(regex: string): boolean {
  return /(?:\$|\\Z)\)?$/.test(regex);
}
