/** A text that may be known in part: strings are known pieces, `null` is a piece that only run time knows. */
export type GoText = readonly (string | null)[];

/** How many pieces and characters a folded text may have; what grows beyond is unknown. */
const maxLength = 10_000;

/** Pieces side by side, neighbours of a kind joined. */
export function concatTexts(texts: readonly GoText[]): GoText {
  const joined: (string | null)[] = [];
  let length = 0;
  for (const piece of texts.flat()) {
    const last = joined.at(-1);
    if (piece === '') continue;
    length += piece?.length ?? 1;
    if (length > maxLength) return [null];
    if (piece === null ? last === null && joined.length > 0 : typeof last === 'string') {
      if (piece !== null) joined[joined.length - 1] = `${last ?? ''}${piece}`;
    } else joined.push(piece);
  }
  return joined;
}

/** The whole text when all of it is known. */
export function knownText(text: GoText): string | undefined {
  return text.includes(null) ? undefined : text.join('');
}

/**
 * `fmt.Sprintf` with the verbs that only insert their argument (`%s %d %v %q` without the quotes' escapes, `%%`).
 * Other verbs insert an unknown piece.
 */
export function formatText(format: GoText, args: readonly GoText[]): GoText {
  const known = knownText(format);
  if (known === undefined) return [null];
  const pieces: GoText[] = [];
  let next = 0;
  for (const match of known.matchAll(/%%|%[-+# 0-9.[\]*]*[a-zA-Z]|[^%]+|%/g)) {
    const [token] = match;
    if (token === '%%') pieces.push(['%']);
    else if (!token.startsWith('%') || token === '%') pieces.push([token]);
    else {
      const argument = args[next] ?? [null];
      next += 1;
      pieces.push(/^%[sdv]$/.test(token) ? argument : [null]);
    }
  }
  return concatTexts(pieces);
}

/** `path.Join`: cleans `.`, `..` and double slashes. */
function joinPath(parts: readonly string[]): string {
  const joined = parts.filter((part) => part !== '').join('/');
  if (joined === '') return '';
  const kept: string[] = [];
  for (const part of joined.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return `${joined.startsWith('/') ? '/' : ''}${kept.join('/')}` || '.';
}

function trimStart(text: string, set: string): string {
  let start = 0;
  while (start < text.length && set.includes(text.charAt(start))) start += 1;
  return text.slice(start);
}

function trimEnd(text: string, set: string): string {
  let end = text.length;
  while (end > 0 && set.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The results of functions of the standard library on known texts; names are `package.Function`. */
const textFunctions: ReadonlyMap<string, (args: readonly string[]) => string | undefined> = new Map([
  ['path.Join', joinPath],
  ['path/filepath.Join', joinPath],
  ['path.Clean', ([text = '']) => joinPath([text])],
  [
    'strings.TrimSuffix',
    ([text = '', end = '']) => (end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text),
  ],
  [
    'strings.TrimPrefix',
    ([text = '', start = '']) => (text.startsWith(start) ? text.slice(start.length) : text),
  ],
  ['strings.TrimRight', ([text = '', set = '']) => trimEnd(text, set)],
  ['strings.TrimLeft', ([text = '', set = '']) => trimStart(text, set)],
  ['strings.Trim', ([text = '', set = '']) => trimStart(trimEnd(text, set), set)],
  ['strings.TrimSpace', ([text = '']) => text.trim()],
  ['strings.ToLower', ([text = '']) => text.toLowerCase()],
  ['strings.ToUpper', ([text = '']) => text.toUpperCase()],
  [
    'strings.ReplaceAll',
    ([text = '', from = '', to = '']) => (from === '' ? text : text.replaceAll(from, () => to)),
  ],
]);

/**
 * The text that a function of the standard library makes of texts; undefined when it makes none that is known about.
 * @param name import path and function: `strings.TrimSuffix`.
 */
export function callTextFunction(name: string, args: readonly GoText[]): GoText | undefined {
  if (name === 'fmt.Sprintf') return formatText(args[0] ?? [null], args.slice(1));
  if (name === 'fmt.Sprint') return concatTexts(args);
  const fold = textFunctions.get(name);
  if (fold === undefined) return undefined;
  const known = args.flatMap((text) => knownText(text) ?? []);
  if (known.length === args.length) {
    const result = fold(known);
    return result === undefined ? undefined : result === '' ? [] : [result];
  }
  return callOnPartlyKnown(name, args);
}

/** A path joined onto an unknown base keeps its end; trimming what is known keeps the rest. */
function callOnPartlyKnown(name: string, args: readonly GoText[]): GoText {
  const [text = [null]] = args;
  if (name.endsWith('.Join')) {
    const pieces = args.flatMap((argument, index): GoText[] =>
      index === 0 ? [argument] : [['/'], argument],
    );
    const joined = concatTexts(pieces);
    return joined.map((piece) => piece?.replaceAll(/\/{2,}/g, '/') ?? null);
  }
  const last = text.at(-1);
  const end = args[1] && knownText(args[1]);
  if (/^strings\.Trim(Prefix|Left)$/.test(name)) return text.at(0) === null ? text : [null];
  if (/^strings\.Trim(Suffix|Right)$/.test(name) && typeof last === 'string' && end !== undefined)
    return concatTexts([text.slice(0, -1), callTextFunction(name, [[last], [end]]) ?? [null]]);
  return [null];
}
