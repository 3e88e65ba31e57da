import type { RepositoryView } from '../model/repository-view.js';
import type { SourceSpan } from '../model/source-span.js';

/** Lines kept before and behind a place. */
const margin = 2;
/** Lines of a long place that are kept. */
const longest = 8;

/** The texts of the lines around places, for code frames: file → line → text. Files that cannot be read are left out. */
export async function excerptsOf(
  spans: readonly SourceSpan[],
  view: RepositoryView,
): Promise<ReadonlyMap<string, ReadonlyMap<number, string>>> {
  const excerpts = new Map<string, Map<number, string>>();
  for (const span of spans) {
    const source = await view.read(span.file);
    if (source === undefined) continue;
    const lines = excerpts.get(span.file) ?? new Map<number, string>();
    excerpts.set(span.file, lines);
    const last = Math.min(span.endLine, span.line + longest) + margin;
    for (
      let line = Math.max(1, span.line - margin);
      line <= Math.min(last, source.lineStarts.length);
      line += 1
    ) {
      lines.set(line, source.line(line));
    }
  }
  return excerpts;
}
