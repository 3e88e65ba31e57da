import { posix } from 'node:path';
import type { RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import { compareText } from '../../model/source-span.js';
import { readFileName } from './file-name.js';
import { readRecord } from './read-record.js';
import type { ReadRecord } from './read-record.js';
import type { AdrLog, AdrRecord, AdrStyle } from './record.js';

/** Folders where teams keep records, as a whole path or below a package. */
const usualPlaces =
  /(^|\/)(docs?\/(adrs?|decisions|architecture[-/]decisions|architecture\/adrs?|architecture-decision-records?)|architecture-decision-records?|architecture\/(decisions|adrs?)|adrs?|decisions)$/i;

/** Where `lintel adr new` puts the first record when nothing says otherwise. */
export const defaultLogPath = 'docs/adr';

/** The folders of decision records in a repository, and what could not be read. */
export interface FoundLogs {
  readonly logs: readonly AdrLog[];
  readonly skipped: readonly Skipped[];
}

/**
 * Finds and reads the logs. A configured folder is taken as it is; else `.adr-dir` names one; else every usual place that holds at least
 * one file with a record's name.
 * @param configured path from `.lintel.yaml` or a flag.
 */
export async function findLogs(view: RepositoryView, configured?: string): Promise<FoundLogs> {
  const named = configured ?? (await adrDir(view));
  const folders = named === undefined ? usualFolders(view) : [normalise(named)];
  const logs: AdrLog[] = [];
  for (const folder of folders) {
    const read: ReadRecord[] = [];
    for (const file of view.files) {
      if (posix.dirname(file.path) !== folder || readFileName(posix.basename(file.path)) === undefined)
        continue;
      const source = await view.read(file.path);
      const record = source && readRecord(source);
      if (record) read.push(record);
    }
    if (read.length > 0 || named !== undefined) {
      const records = read.map(({ record }) => record).toSorted(byNumber);
      logs.push({ path: folder, style: commonStyle(read), records });
    }
  }
  return { logs, skipped: view.skipped.filter((skip) => folders.includes(posix.dirname(skip.file))) };
}

/** adr-tools' file that names the folder; its content is relative to the file. */
async function adrDir(view: RepositoryView): Promise<string | undefined> {
  const source = view.file('.adr-dir') && (await view.read('.adr-dir'));
  const text = source?.text.trim();
  return text === undefined || text === '' ? undefined : text;
}

function usualFolders(view: RepositoryView): readonly string[] {
  const folders = new Set<string>();
  for (const { path, marks } of view.files) {
    const folder = posix.dirname(path);
    if (marks.some((mark) => mark === 'vendored' || mark === 'test')) continue;
    if (usualPlaces.test(folder) && readFileName(posix.basename(path)) !== undefined) folders.add(folder);
  }
  return [...folders].toSorted(compareText);
}

function normalise(path: string): string {
  return posix.normalize(path.replaceAll('\\', '/')).replace(/\/$/, '');
}

function byNumber(a: AdrRecord, b: AdrRecord): number {
  return (
    (a.number ?? Number.MAX_SAFE_INTEGER) - (b.number ?? Number.MAX_SAFE_INTEGER) ||
    compareText(a.path, b.path)
  );
}

function commonStyle(read: readonly ReadRecord[]): AdrStyle {
  const counts = new Map<AdrStyle, number>();
  for (const { style } of read) counts.set(style, (counts.get(style) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'nygard';
}
