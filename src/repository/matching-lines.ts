import { GitFailure } from './git.js';
import type { GitPlace } from './place.js';

/** A line of a text file. */
export interface MatchingLine {
  /** Relative to the place's folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * The lines of tracked and untracked files that hold a pattern, found by `git grep`, which reads a large tree in no time. Ignored and binary
 * files are left out.
 * @param pattern a POSIX extended regular expression.
 * @param commit full id; the working tree when absent.
 */
export async function matchingLines(
  place: GitPlace,
  pattern: string,
  commit?: string,
): Promise<readonly MatchingLine[]> {
  let output: string;
  try {
    output = await place.git.run(
      'grep',
      '-z',
      '-n',
      '-I',
      '-E',
      '--no-color',
      '--no-textconv',
      '--full-name',
      ...(commit === undefined ? ['--untracked'] : []),
      '-e',
      pattern,
      ...(commit === undefined ? [] : [commit]),
      '--',
      '.',
    );
  } catch (error) {
    // Status 1: no line matches.
    if (error instanceof GitFailure) return [];
    throw error;
  }
  return parse(output, commit === undefined ? '' : `${commit}:`, place.prefix);
}

/** `<path>\0<line>\0<text>\n`; older gits write a colon behind the number. */
function parse(output: string, revision: string, prefix: string): readonly MatchingLine[] {
  const lines: MatchingLine[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\0', at);
    if (end === -1) break;
    const path = output.slice(at + revision.length, end);
    const number = /\d*/y;
    number.lastIndex = end + 1;
    const digits = number.exec(output)?.[0] ?? '';
    const start = end + 1 + digits.length + 1;
    const feed = output.indexOf('\n', start);
    const stop = feed === -1 ? output.length : feed;
    if (path.startsWith(prefix))
      lines.push({ file: path.slice(prefix.length), line: Number(digits), text: output.slice(start, stop) });
    at = stop + 1;
  }
  return lines;
}
