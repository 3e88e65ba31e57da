/** A path of Express in lintel's words. */
export interface ConvertedPath {
  /** Parameters as `{name}`, wildcards as `{*name}`; several when it names alternatives. */
  readonly paths: readonly string[];
  /** False when some of the pattern has no such form (`/ab?cd`). */
  readonly exact: boolean;
}

/** Stands for a piece that is not known: its name follows up to the next mark. */
export const holeMark = '\u0001';

const alternativeLimit = 12;

/**
 * Reads a path pattern of Express 4 (`:id?`, `:id(\\d+)`, `*`, `(a|b)`) or 5 (`/*splat`, `{/:id}`). An optional part is taken as present.
 */
export function convertPath(pattern: string): ConvertedPath {
  let paths = [''];
  let exact = true;
  const append = (...alternatives: string[]): void => {
    paths = paths.flatMap((path) => alternatives.map((text) => path + text)).slice(0, alternativeLimit);
  };
  let at = 0;
  while (at < pattern.length) {
    const character = pattern.charAt(at);
    const token = tokenAt(pattern, at, character);
    if (token === undefined) {
      if (character === '\\') at += 1;
      append(pattern.charAt(at));
      at += 1;
      continue;
    }
    append(...token.alternatives);
    exact &&= token.exact;
    at = token.end;
  }
  return { paths, exact };
}

interface Token {
  readonly alternatives: readonly string[];
  readonly end: number;
  readonly exact: boolean;
}

function tokenAt(pattern: string, at: number, character: string): Token | undefined {
  if (character === ':') return parameterAt(pattern, at);
  if (character === '*') return wildcardAt(pattern, at);
  if (character === '(') return groupAt(pattern, at);
  if (character === '{' || character === '}') return { alternatives: [''], end: at + 1, exact: true };
  if (character === '?' || character === '+') return { alternatives: [''], end: at + 1, exact: false };
  if (character !== holeMark) return undefined;
  const end = pattern.indexOf(holeMark, at + 1);
  if (end === -1) return undefined;
  return { alternatives: [`{${pattern.slice(at + 1, end)}}`], end: end + 1, exact: true };
}

function wordAt(pattern: string, at: number): string {
  let end = at;
  while (end < pattern.length && /\w/.test(pattern.charAt(end))) end += 1;
  return pattern.slice(at, end);
}

function parameterAt(pattern: string, at: number): Token | undefined {
  const name = wordAt(pattern, at + 1);
  if (name === '') return undefined;
  let end = at + 1 + name.length;
  if (pattern.charAt(end) === '(') end = endOfGroup(pattern, end);
  const modifier = pattern.charAt(end);
  const isMany = modifier === '*' || modifier === '+';
  if (isMany || modifier === '?') end += 1;
  return { alternatives: [isMany ? `{*${name}}` : `{${name}}`], end, exact: true };
}

function wildcardAt(pattern: string, at: number): Token {
  const name = wordAt(pattern, at + 1);
  return { alternatives: [`{*${name === '' ? 'splat' : name}}`], end: at + 1 + name.length, exact: true };
}

function endOfGroup(pattern: string, start: number): number {
  let depth = 0;
  for (let at = start; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return pattern.length;
}

/** A group is a list of plain words, or something that only a request can tell. */
function groupAt(pattern: string, at: number): Token {
  const end = endOfGroup(pattern, at);
  const inner = pattern.slice(at + 1, end - 1).replace(/^\?:/, '');
  const isOptional = pattern.charAt(end) === '?';
  const after = isOptional ? end + 1 : end;
  if (!/^[\w\-/|]+$/.test(inner)) return { alternatives: ['{*splat}'], end: after, exact: true };
  return { alternatives: [...inner.split('|'), ...(isOptional ? [''] : [])], end: after, exact: true };
}

/** The path that a regular expression matches, when it is a plain path written as one; undefined for all others. */
export function pathOfRegex(pattern: string): string | undefined {
  if (!pattern.startsWith('^')) return undefined;
  const body = pattern
    .slice(1)
    .replace(/\$$/, '')
    .replace(/\\\/\?$/, '');
  const plain = body.replaceAll('\\/', '/').replaceAll('\\-', '-').replaceAll('(?:', '(');
  return /^\/[\w\-/()|]*$/.test(plain) ? plain : undefined;
}

/** A prefix and a path below it as one path. */
export function joinRoutePath(prefix: string, path: string): string {
  const joined = `${prefix}/${path}`.replaceAll(/\/{2,}/g, '/');
  const trimmed = joined.length > 1 ? joined.replace(/\/$/, '') : joined;
  return trimmed === '' ? '/' : trimmed;
}
