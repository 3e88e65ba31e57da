import { posix } from 'node:path';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Citation } from '../citations.js';
import { readFileName } from '../file-name.js';
import type { ReadLog } from '../find-logs.js';
import { promptOf } from '../prompts.js';
import type { AdrFacts, AdrHistory, AdrLintSettings, LintedLog, LintedRecord } from './facts.js';

/** What the rules need beside the logs. */
export interface AdrSurroundings {
  readonly history: AdrHistory;
  readonly citations: readonly Citation[];
  readonly settings: AdrLintSettings;
  readonly asOf?: string;
  /** Every path that a file of a log ever had. */
  readonly everPaths: readonly string[];
}

/** The logs of a repository as the rules see them. */
export async function gatherAdrFacts(
  view: RepositoryView,
  logs: readonly ReadLog[],
  { everPaths, ...surroundings }: AdrSurroundings,
): Promise<AdrFacts> {
  const linted: LintedLog[] = [];
  for (const log of logs) {
    const records: LintedRecord[] = [];
    for (const read of log.read) {
      const source = await view.read(read.record.path);
      if (source !== undefined) records.push({ ...read, source });
    }
    linted.push({
      path: log.path,
      style: log.style,
      records,
      templateLines: await templateLinesOf(view, log),
      numbersEver: new Set(
        everPaths
          .filter((path) => posix.dirname(path) === log.path)
          .flatMap((path) => readFileName(posix.basename(path))?.number ?? []),
      ),
    });
  }
  const files = new Set(view.files.map(({ path }) => path));
  return { logs: linted, files, folders: foldersOf(files), ...surroundings };
}

/** Prompts of the forms that lie in the folder of a log or in one below it. */
async function templateLinesOf(view: RepositoryView, log: ReadLog): Promise<ReadonlySet<string>> {
  const records = new Set(log.records.map(({ path }) => path));
  const forms = view.files.filter(
    ({ path }) =>
      (path.startsWith(`${log.path}/`) || posix.dirname(path) === posix.dirname(log.path)) &&
      /template/i.test(path.slice(log.path.length - posix.basename(log.path).length)) &&
      /\.(md|markdown|adoc|rst|hbs)$/i.test(path) &&
      !records.has(path),
  );
  const lines = new Set<string>();
  for (const { path } of forms.slice(0, 20)) {
    const source = await view.read(path);
    for (const line of (source?.text ?? '').split('\n')) lines.add(promptOf(line));
  }
  lines.delete('');
  return lines;
}

/** Every folder that holds one of the files. */
export function foldersOf(files: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of files)
    for (
      let folder = posix.dirname(file);
      folder !== '.' && !folders.has(folder);
      folder = posix.dirname(folder)
    )
      folders.add(folder);
  return folders;
}
