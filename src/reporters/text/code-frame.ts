import type { Report } from '../../model/report.js';
import type { SourceSpan } from '../../model/source-span.js';
import { printable } from '../printable.js';
import type { Style } from './style.js';

/** How much of a place is shown. */
export interface FrameSize {
  /** Lines of context before and behind the flagged ones. */
  readonly context: number;
  /** A flagged range longer than this is cut. */
  readonly longest: number;
}

const usual: FrameSize = { context: 1, longest: 4 };

/**
 * The lines of a place with their numbers, the flagged ones marked with `›`:
 * ```
 *   11 │ up:
 * › 12 │   ALTER TABLE …
 * ```
 * Empty when the report holds no excerpt of the place.
 * @param width columns that a line may take; longer ones are cut with `…`.
 */
export function codeFrame(
  report: Pick<Report, 'excerpts'>,
  span: SourceSpan,
  style: Style,
  width: number,
  { context, longest }: FrameSize = usual,
): readonly string[] {
  const lines = report.excerpts.get(span.file);
  if (lines === undefined) return [];
  const lastFlagged = lastLineOf(span);
  const shownTo = Math.min(lastFlagged, span.line + longest - 1);
  const numbers: number[] = [];
  for (let line = span.line - context; line <= shownTo + context; line += 1)
    if (lines.has(line)) numbers.push(line);
  const gutter = Math.max(...numbers.map((number) => String(number).length), 2);
  const rows = numbers.map((number) => {
    const flagged = number >= span.line && number <= lastFlagged;
    const text = cut(printable(lines.get(number) ?? '').replaceAll('\t', '  '), width - gutter - 5);
    const label = `${flagged ? '›' : ' '} ${String(number).padStart(gutter)} │ `;
    return flagged ? style.accent(label) + text : style.dim(label + text);
  });
  return rows;
}

/** A span that ends at a line's first column ends with the line before it. */
function lastLineOf(span: SourceSpan): number {
  return span.endColumn === 1 && span.endLine > span.line ? span.endLine - 1 : span.endLine;
}

function cut(text: string, width: number): string {
  const room = Math.max(width, 20);
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}
