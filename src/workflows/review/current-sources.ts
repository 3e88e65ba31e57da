import type { CurrentSources } from '../../checklist/staleness.js';
import type { Answer } from '../../model/answer.js';
import type { Evidence } from '../../model/evidence.js';
import type { RepositoryView } from '../../model/repository-view.js';

/**
 * The repository as kept answers ask for it: the files that they cite are read beforehand, so that staleness is a pure question.
 * @param evidence what the signals find now for the service.
 * @param asOf ISO date on which due dates are judged.
 */
export async function currentSources(
  view: RepositoryView,
  answers: readonly Answer[],
  evidence: readonly Evidence[],
  asOf: string | undefined,
): Promise<CurrentSources> {
  const cited = answers.flatMap((answer) =>
    answer.evidence.flatMap((item) => ('none' in item ? [] : [item])),
  );
  const byBlob = new Map<string, string[]>();
  for (const file of view.files) {
    if (file.blob !== undefined) byBlob.set(file.blob, [...(byBlob.get(file.blob) ?? []), file.path]);
  }
  const renamesOf = (blob: string | undefined): readonly string[] =>
    blob === undefined ? [] : (byBlob.get(blob) ?? []);
  const texts = new Map<string, readonly string[]>();
  for (const path of new Set(cited.flatMap((item) => [item.path, ...renamesOf(item.blob)]))) {
    const source = view.file(path) && (await view.read(path));
    if (source)
      texts.set(
        path,
        source.lineStarts.map((_start, index) => source.line(index + 1)),
      );
  }
  return {
    lines: (path) => texts.get(path),
    renames: (item) => renamesOf(item.blob).filter((path) => path !== item.path),
    signalMatches: (signal) => matchesOf(evidence, signal),
    ...(asOf !== undefined && { asOf }),
  };
}

/** What a signal finds, as digests see it. */
export function matchesOf(
  evidence: readonly Evidence[],
  signal: string,
): readonly { readonly path: string; readonly line: number; readonly text: string }[] {
  return evidence
    .filter((item) => item.signal === signal)
    .map((item) => ({ path: item.span.file, line: item.span.line, text: item.text }));
}
