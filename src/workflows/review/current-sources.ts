import type { CurrentSources } from '../../checklist/staleness.js';
import type { Answer, CitedEvidence } from '../../model/answer.js';
import type { Evidence } from '../../model/evidence.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { changedFiles } from '../../repository/changed-files.js';
import { RepositoryError } from '../../repository/errors.js';

/** A repository in which cited files are looked for. */
export interface SearchedRepository {
  readonly view: RepositoryView;
  /** Absolute path of the root, where the view is of its files of now: then git is asked for renames. */
  readonly root?: string;
}

/**
 * The repository as kept answers ask for it: the files that they cite are read beforehand, so that staleness is a pure question. A file that
 * is gone is looked for under the name that git says it has now, also when it was edited on the way; where git cannot say (the commit of
 * the answer is not here), under any name with the same content, or the same name in another folder.
 * @param evidence what the signals find now for the service.
 * @param asOf ISO date on which due dates are judged.
 */
export async function currentSources(
  { view, root }: SearchedRepository,
  answers: readonly Answer[],
  evidence: readonly Evidence[],
  asOf: string | undefined,
): Promise<CurrentSources> {
  const renames = new Map<CitedEvidence, readonly string[]>();
  const wanted = new Set<string>();
  const gitRenames = new Map<string, Promise<ReadonlyMap<string, string> | undefined>>();
  const likely = likelyNames(view);
  for (const answer of answers) {
    for (const cited of answer.evidence) {
      if ('none' in cited) continue;
      wanted.add(cited.path);
      if (view.file(cited.path) !== undefined) continue;
      const { commit } = answer;
      if (root !== undefined && commit !== undefined && !gitRenames.has(commit))
        gitRenames.set(commit, renamesSince(root, commit));
      const known = commit === undefined ? undefined : await gitRenames.get(commit);
      const name = known?.get(cited.path);
      const names = known === undefined ? likely(cited) : name === undefined ? [] : [name];
      renames.set(cited, names);
      for (const path of names) wanted.add(path);
    }
  }
  const texts = new Map<string, readonly string[]>();
  for (const path of wanted) {
    const source = view.file(path) && (await view.read(path));
    if (source)
      texts.set(
        path,
        source.lineStarts.map((_start, index) => source.line(index + 1)),
      );
  }
  return {
    lines: (path) => texts.get(path),
    renames: (cited) => renames.get(cited) ?? [],
    signalMatches: (signal) => matchesOf(evidence, signal),
    ...(asOf !== undefined && { asOf }),
  };
}

/** Old path → new path since a commit; undefined when git does not have it. */
async function renamesSince(root: string, commit: string): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const changes = await changedFiles(root, commit);
    return new Map(
      changes.flatMap(({ path, oldPath }) => (oldPath === undefined ? [] : [[oldPath, path] as const])),
    );
  } catch (error) {
    if (error instanceof RepositoryError) return undefined;
    throw error;
  }
}

function likelyNames(view: RepositoryView): (cited: CitedEvidence) => readonly string[] {
  let byBlob: Map<string, string[]> | undefined;
  let byName: Map<string, string[]> | undefined;
  return (cited) => {
    byBlob ??= grouped(view, ({ blob }) => blob);
    byName ??= grouped(view, ({ path }) => nameOf(path));
    return [...new Set([...(byBlob.get(cited.blob ?? '') ?? []), ...(byName.get(nameOf(cited.path)) ?? [])])];
  };
}

function grouped(
  view: RepositoryView,
  key: (file: RepositoryView['files'][number]) => string | undefined,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const file of view.files) {
    const name = key(file);
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), file.path]);
  }
  return groups;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
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
