import { convertPath } from '../javascript/path-syntax.js';

/** `/prefix/((?!…).*)`: everything below a prefix but what begins as one of the alternatives. */
const exclusion = /^([\w\-/]*)\(\(\?!/;
const anything = new Set(['.*)', '.+)', '.*)$', '.+)$', '[^.]*)', '.*)*', '.*\\)']);

/**
 * Whether a pattern of Next.js' `matcher` surely covers a path. The pattern is not run: it is somebody else's regular expression. Plain
 * paths are compared, and of a look at what must not follow the alternatives are; whatever else a pattern may be, nothing is sure.
 */
export function matcherCovers(pattern: string, path: string): boolean {
  const start = exclusion.exec(pattern);
  if (!start)
    return !pattern.includes('(?') && convertPath(pattern).paths.some((one) => plainCovers(one, path));
  const [opening, prefix = ''] = start;
  const end = closing(pattern, opening.length);
  if (end === undefined || !path.startsWith(prefix) || !anything.has(pattern.slice(end + 1))) return false;
  const rest = path.slice(prefix.length);
  return alternatives(pattern.slice(opening.length, end)).every((one) => !mayBegin(one, rest));
}

/** A pattern of segments; a wildcard after the beginning of a word (`/api{*rest}`) asks for that beginning. */
function plainCovers(pattern: string, path: string): boolean {
  const wanted = segmentsOf(path);
  const segments = segmentsOf(pattern);
  for (const [at, segment] of segments.entries()) {
    const wildcard = segment.indexOf('{*');
    const word = wanted[at];
    if (wildcard === 0) return true;
    if (word === undefined) return false;
    if (wildcard > 0) return word.startsWith(segment.slice(0, wildcard));
    if (!segment.includes('{') && segment !== word) return false;
  }
  return segments.length === wanted.length;
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** Where the group ends that is open at an offset. */
function closing(pattern: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

/** The alternatives of a group, without those of groups inside. */
function alternatives(inner: string): readonly string[] {
  const found = [''];
  let depth = 0;
  for (let at = 0; at < inner.length; at += 1) {
    let character = inner.charAt(at);
    if (character === '\\') {
      at += 1;
      character += inner.charAt(at);
    } else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === '|' && depth === 0) {
      found.push('');
      continue;
    }
    found.push(`${found.pop() ?? ''}${character}`);
  }
  return found;
}

/** Whether an alternative may be how a text begins: it cannot when its plain text is not there, or it asks for a dot that is not. */
function mayBegin(alternative: string, text: string): boolean {
  if (/^(?:[\w\-/]|\\[./-])*\$?$/.test(alternative)) {
    const plain = alternative.replace(/\$$/, '').replaceAll('\\', '');
    return alternative.endsWith('$') ? text === plain : text.startsWith(plain);
  }
  const [beginning = ''] = /^[\w\-/]*/.exec(alternative) ?? [];
  const next = alternative.charAt(beginning.length);
  // What stands before `?`, `*` or `{` may be left out.
  const certain = /[?*{]/.test(next) ? beginning.slice(0, -1) : beginning;
  if (!text.startsWith(certain)) return false;
  const asksForDot = /(?:^|[^\\])\\\.(?![?*{])/.test(withoutGroups(alternative));
  return !asksForDot || text.includes('.');
}

/** A pattern without what stands in groups and classes: that may be one of several, or none. */
function withoutGroups(pattern: string): string {
  let depth = 0;
  let kept = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    const isEscaped = character === '\\';
    if (!isEscaped && (character === '(' || character === '[')) depth += 1;
    else if (!isEscaped && (character === ')' || character === ']')) depth -= 1;
    else if (depth === 0) kept += isEscaped ? pattern.slice(at, at + 2) : character;
    if (isEscaped) at += 1;
  }
  return kept;
}
