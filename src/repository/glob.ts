/**
 * Git's path patterns (gitignore(5), "PATTERN FORMAT"; wildmatch with WM_PATHNAME), in time that is at most the product of the lengths of
 * pattern and path: no regular expression, because the patterns are the scanned repository's.
 */
export interface Glob {
  /** @param path relative to the folder of the file that holds the pattern, with `/` */
  matches(path: string): boolean;
}

/** One thing in a segment of a pattern: a character, `?`, `*`, or a class. */
type Token = string | typeof anyOne | typeof anyNumber | CharacterClass;
const anyOne = Symbol('?');
const anyNumber = Symbol('*');

interface CharacterClass {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [number, number])[];
}

/** A part of a pattern between slashes; `**` stands for any number of them. */
type Segment = typeof anyDepth | readonly Token[];
const anyDepth = Symbol('**');

/**
 * Compiles a pattern of a `.gitattributes` file. A pattern without a slash is matched with the name, another with the whole path; one with a
 * slash at its end stands for a folder and matches no file (gitattributes(5)). Undefined when it can match nothing.
 */
export function attributeGlob(text: string): Glob | undefined {
  const pattern = asBytes(text);
  if (pattern === '' || pattern.endsWith('/') || pattern.startsWith('!')) return undefined;
  const segments = segmentsOf(pattern);
  if (segments === undefined) return undefined;
  const [name] = segments;
  if (!pattern.includes('/') && name !== undefined && name !== anyDepth)
    return { matches: (path) => matchesName(name, asBytes(path.slice(path.lastIndexOf('/') + 1))) };
  return { matches: (path) => matchesPath(segments, asBytes(path).split('/')) };
}

/** Git matches bytes: a `?` is one of the two of an `é`. Each byte becomes a character here. */
function asBytes(text: string): string {
  // oxlint-disable-next-line no-control-regex -- all of ASCII is meant
  return /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** Greedy matching that goes back to the last `**` only, which is enough because whatever follows may start later. */
function matchesPath(segments: readonly Segment[], names: readonly string[]): boolean {
  let at = 0;
  let name = 0;
  let retry: { readonly at: number; name: number } | undefined;
  while (name < names.length) {
    const segment = segments[at];
    if (segment === anyDepth) {
      at += 1;
      retry = { at, name };
    } else if (segment !== undefined && matchesName(segment, names[name] ?? '')) {
      at += 1;
      name += 1;
    } else if (retry) {
      retry.name += 1;
      ({ at, name } = retry);
    } else return false;
  }
  while (segments[at] === anyDepth) at += 1;
  return at === segments.length;
}

/** The same with `*` over the characters of a name. */
function matchesName(tokens: readonly Token[], name: string): boolean {
  let at = 0;
  let character = 0;
  let retry: { readonly at: number; character: number } | undefined;
  while (character < name.length) {
    const token = tokens[at];
    if (token === anyNumber) {
      at += 1;
      retry = { at, character };
    } else if (token !== undefined && matchesOne(token, name.charAt(character))) {
      at += 1;
      character += 1;
    } else if (retry) {
      retry.character += 1;
      ({ at, character } = retry);
    } else return false;
  }
  while (tokens[at] === anyNumber) at += 1;
  return at === tokens.length;
}

function matchesOne(token: Exclude<Token, typeof anyNumber>, character: string): boolean {
  if (typeof token === 'string') return token === character;
  if (typeof token === 'symbol') return true;
  const code = character.charCodeAt(0);
  return token.ranges.some(([from, to]) => from <= code && code <= to) !== token.negated;
}

/**
 * Takes a pattern apart at its slashes, but for those inside a class, which match nothing. Undefined for a pattern that is broken, which
 * git lets match nothing.
 */
function segmentsOf(pattern: string): readonly Segment[] | undefined {
  const segments: Segment[] = [];
  let tokens: Token[] = [];
  let start = pattern.startsWith('/') ? 1 : 0;
  const endSegment = (end: number): void => {
    if (!/^\*{2,}$/.test(pattern.slice(start, end)) || !pattern.includes('/')) segments.push(tokens);
    else if (segments.at(-1) !== anyDepth) segments.push(anyDepth);
    tokens = [];
    start = end + 1;
  };
  for (let at = start; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '/') endSegment(at);
    else if (character === '*') {
      if (tokens.at(-1) !== anyNumber) tokens.push(anyNumber);
    } else if (character === '?') tokens.push(anyOne);
    else if (character === '\\') {
      at += 1;
      if (at === pattern.length) return undefined;
      tokens.push(pattern.charAt(at));
    } else if (character === '[') {
      const found = classAt(pattern, at + 1);
      if (found === undefined) return undefined;
      tokens.push(found.class);
      at = found.end;
    } else tokens.push(character);
  }
  endSegment(pattern.length);
  // `a/**` is everything inside a, not a itself.
  if (segments.at(-1) === anyDepth) segments.push([anyNumber]);
  return segments;
}

/** Reads a class from behind its `[`; `end` is the place of its `]`. A `]` that comes first is a member. */
function classAt(
  characters: string,
  start: number,
): { readonly class: CharacterClass; readonly end: number } | undefined {
  const negated = characters[start] === '!' || characters[start] === '^';
  const first = negated ? start + 1 : start;
  const ranges: (readonly [number, number])[] = [];
  for (let at = first; at < characters.length; at += 1) {
    if (characters[at] === ']' && at > first) return { class: { negated, ranges }, end: at };
    const named =
      characters[at] === '[' && characters[at + 1] === ':' ? namedClassAt(characters, at) : undefined;
    if (named) {
      ranges.push(...named.ranges);
      at = named.end;
      continue;
    }
    const from = memberAt(characters, at);
    at = from.end;
    const isRange = characters[at + 1] === '-' && at + 2 < characters.length && characters[at + 2] !== ']';
    const to = isRange ? memberAt(characters, at + 2) : from;
    at = to.end;
    ranges.push([from.code, to.code]);
  }
  return undefined;
}

function memberAt(characters: string, at: number): { readonly code: number; readonly end: number } {
  const end = characters[at] === '\\' && at + 1 < characters.length ? at + 1 : at;
  return { code: characters.charCodeAt(end), end };
}

const digits = [0x30, 0x39] as const;
const upper = [0x41, 0x5a] as const;
const lower = [0x61, 0x7a] as const;
const namedClasses: ReadonlyMap<string, readonly (readonly [number, number])[]> = new Map([
  ['alnum', [digits, upper, lower]],
  ['alpha', [upper, lower]],
  ['blank', [[0x20, 0x20] as const, [0x09, 0x09] as const]],
  ['cntrl', [[0, 0x1f] as const, [0x7f, 0x7f] as const]],
  ['digit', [digits]],
  ['graph', [[0x21, 0x7e] as const]],
  ['lower', [lower]],
  ['print', [[0x20, 0x7e] as const]],
  ['punct', [[0x21, 0x2f] as const, [0x3a, 0x40] as const, [0x5b, 0x60] as const, [0x7b, 0x7e] as const]],
  ['space', [[0x20, 0x20] as const, [0x09, 0x0d] as const]],
  ['upper', [upper]],
  ['xdigit', [digits, [0x41, 0x46] as const, [0x61, 0x66] as const]],
]);

/** `[:alpha:]`, as git knows it. */
function namedClassAt(
  characters: string,
  at: number,
): { readonly ranges: readonly (readonly [number, number])[]; readonly end: number } | undefined {
  const end = characters.indexOf(']', at + 2);
  if (end === -1 || characters[end - 1] !== ':') return undefined;
  const ranges = namedClasses.get(characters.slice(at + 2, end - 1));
  return ranges && { ranges, end };
}
