import { posix } from 'node:path';
import type { SourceText } from '../../model/source-text.js';
import type { Outline } from './outline.js';

/** A target that a text names: of a link, an image, or a path in code marks. */
export interface WrittenTarget {
  readonly kind: 'link' | 'code';
  /** As it is written, without title and angle brackets. */
  readonly target: string;
  /** Offsets of the target in the text. */
  readonly start: number;
  readonly end: number;
}

/** Inline links and images, reference definitions, AsciiDoc's link and xref macros. The target of the first may hold one pair of brackets. */
const links =
  /\]\(\s*(?:<([^<>\n]*)>|((?:[^()\s<>]|\([^()\s]*\))+))(?:\s+["'(][^)]*)?\s*\)|^ {0,3}\[[^\]\n]+\]:\s*<?([^\s>]+)|(?:link|xref|image:?):([^[\s]+)\[/dg;
const code = /(`+)([^`\n]+)\1/dg;

/** The links of a text and the paths in its code marks, line by line. What stands in code blocks and comments is left out. */
export function writtenTargets(outline: Outline): readonly WrittenTarget[] {
  const found: WrittenTarget[] = [];
  for (const line of outline.lines) {
    if (line.silent || (!line.text.includes('](') && !/[`[:]/.test(line.text))) continue;
    let text = line.text;
    for (const match of line.text.matchAll(code)) {
      const [start = 0, end = 0] = match.indices?.[2] ?? [];
      found.push({
        kind: 'code',
        target: (match[2] ?? '').trim(),
        start: line.start + start,
        end: line.start + end,
      });
      text =
        text.slice(0, match.index) + ' '.repeat(match[0].length) + text.slice(match.index + match[0].length);
    }
    if (!/\]\(|\]:|:[^\s[]+\[/.test(text)) continue;
    for (const match of text.matchAll(links)) {
      const group = [1, 2, 3, 4].find((index) => match[index] !== undefined) ?? 1;
      const [start = 0, end = 0] = match.indices?.[group] ?? [];
      found.push({
        kind: 'link',
        target: match[group] ?? '',
        start: line.start + start,
        end: line.start + end,
      });
    }
  }
  return found;
}

/** A path within the repository that a link target means, without anchor and query; undefined for addresses, anchors and templates. */
export function pathOfLink(from: string, target: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//') || target.startsWith('#'))
    return undefined;
  if (/[{}<>|*$\\]|\.\.\.|…/.test(target)) return undefined;
  const [file = ''] = target.split(/[#?]/, 1);
  if (file === '' || file.startsWith('/')) return undefined;
  let decoded = file;
  try {
    decoded = decodeURIComponent(file);
  } catch {
    // A stray percent sign: the name is taken as it is written.
  }
  const path = posix.normalize(posix.join(posix.dirname(from), decoded)).replace(/(?<=.)\/$/, '');
  return path.startsWith('..') ? undefined : path;
}

/**
 * A path that code marks name: with a slash inside, no spaces, no patterns, no address. A line number behind it is cut off. `/health` and
 * `and/or` are none: it needs an ending or a slash at its end, or a folder before it.
 */
export function pathOfCode(text: string): string | undefined {
  const path = text.replace(/(?::\d+(?:[-:,]\d+)*|#L?\w[\w-]*)$/, '');
  if (!/^(?:\.{0,2}\/)?(?:[\p{Letter}\p{Number}_.@+-]+\/)+[\p{Letter}\p{Number}_.@+-]*$/u.test(path))
    return undefined;
  if (
    path.length > 300 ||
    /^[\w-]+\.(com|org|io|net|dev|gov|uk|de)\//.test(path) ||
    /(^|\/)\.\.\.(\/|$)/.test(path)
  )
    return undefined;
  // A file has an ending, a folder a slash at its end; anything else may be a route, a branch, a package or an image.
  return /\/$|\.[A-Za-z][A-Za-z0-9]{0,9}$/.test(path) && !path.startsWith('/') ? path : undefined;
}

/** The places in the repository that a path in a record may stand for: from the root, and from each folder above the record. */
export function candidates(from: string, path: string): readonly string[] {
  const clean = path.replace(/\/$/, '');
  const folders: string[] = [];
  for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
    folders.push(folder);
    if (folder === '.' || folder === '/') break;
  }
  const written = folders.map((folder) => posix.normalize(posix.join(folder, clean)));
  return [...new Set([posix.normalize(clean), ...written])].filter(
    (candidate) => !candidate.startsWith('..'),
  );
}

/** The span of a target. */
export function spanOfTarget(
  source: SourceText,
  { start, end }: WrittenTarget,
): ReturnType<SourceText['span']> {
  return source.span(start, end);
}
