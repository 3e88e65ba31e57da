import { posix } from 'node:path';
import type { RepositoryFile, RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import { compareText } from '../../model/source-span.js';
import { dateOrderOf } from './dates.js';
import { namesDecision, readFileName, readStem } from './file-name.js';
import { namedFolders } from './known-configurations.js';
import { plainText } from './plain-text.js';
import { readRecord } from './read-record.js';
import type { ReadRecord } from './read-record.js';
import type { AdrLog, AdrRecord, AdrStyle } from './record.js';
import { targetIn } from './targets.js';

/** Folders where teams keep records, as a whole path or below a package. */
const usualPlaces =
  /(^|\/)(docs?\/(adrs?|decisions|architecture[-_/]decisions|architecture\/adrs?|architecture[-_]decision[-_]records?|decision[-_]records?)|architecture[-_]decision[-_]records?|architectural[-_]decisions?|architecture[-_]decisions|decision[-_]records?|architecture\/(decisions|adrs?)|adrs?|decisions)$/i;

/** The first record of a new log tells the folder for one, wherever it lies. */
const firstRecord =
  /record-architecture-decisions|use-markdown-(any|architectural)-decision-records|use-architecture-decision-records/i;

/** Where `lintel init` proposes the first record. */
export const defaultLogPath = 'docs/adr';

/** A log with everything that its files say, for what needs more than the listing. */
export interface ReadLog extends AdrLog {
  readonly read: readonly ReadRecord[];
}

/** The folders of decision records in a repository, and what could not be read. */
export interface FoundLogs {
  readonly logs: readonly ReadLog[];
  readonly skipped: readonly Skipped[];
}

/**
 * Finds and reads the logs. A configured folder is taken as it is; else those that `.adr-dir` or another tool's configuration names; else
 * every usual place that holds records, and every folder whose files are named as records.
 * @param configured path from `.lintel.yaml` or a flag.
 */
export async function findLogs(view: RepositoryView, configured?: string): Promise<FoundLogs> {
  const named = configured === undefined ? await namedFolders(view) : [normalise(configured)];
  const groups = new Map<string, RepositoryFile[]>(named.map((folder) => [folder, []]));
  const usual = named.length === 0 ? usualFolders(view) : undefined;
  for (const file of view.files) {
    const folder = logFolderOf(file.path, named, usual);
    if (folder === undefined) continue;
    const files = groups.get(folder);
    if (files) files.push(file);
    else groups.set(folder, [file]);
  }
  const logs: ReadLog[] = [];
  for (const [folder, files] of [...groups].toSorted(([a], [b]) => compareText(a, b))) {
    const log = await readLog(view, folder, files);
    if (log.records.length > 0 || folder === normalise(configured ?? '')) logs.push(log);
  }
  const paths = new Set(logs.map((log) => log.path));
  return {
    logs: resolveTargets(logs),
    skipped: view.skipped.filter((skip) => paths.has(posix.dirname(skip.file))),
  };
}

async function readLog(
  view: RepositoryView,
  folder: string,
  files: readonly RepositoryFile[],
): Promise<ReadLog> {
  const sources = [];
  for (const file of files) {
    const source = await view.read(file.path);
    if (source !== undefined) sources.push(source);
  }
  let read = sources.flatMap((source) => readRecord(source) ?? []);
  read = read.filter((record) => record.name.certain || record.convincing);
  const order = dateOrderOf(
    read.flatMap(({ dateText }) => (dateText === undefined ? [] : [plainText(dateText)])),
  );
  if (order !== undefined)
    read = sources
      .filter((source) => read.some(({ record }) => record.path === source.path))
      .flatMap((source) => readRecord(source, order) ?? []);
  const sorted = read.toSorted((a, b) => byNumber(a.record, b.record));
  return {
    path: folder,
    style: commonStyle(sorted),
    records: sorted.map(({ record }) => record),
    read: sorted,
  };
}

/** The log that a file belongs to: its folder, or the one above where each record has a folder. */
function logFolderOf(
  path: string,
  named: readonly string[],
  usual: ReadonlySet<string> | undefined,
): string | undefined {
  const folder = posix.dirname(path);
  const isLog = (candidate: string): boolean =>
    usual === undefined
      ? named.includes(candidate) || (isBelow(candidate, named) && !isAside(candidate))
      : usual.has(candidate);
  const above = posix.dirname(folder);
  if (isRecordFolder(path) && (usual === undefined ? named.includes(above) : usual.has(above))) return above;
  if (readFileName(posix.basename(path)) === undefined || !isLog(folder)) return undefined;
  // Below a named folder only what has a record's name counts, as a log of its own.
  if (usual === undefined && !named.includes(folder) && readFileName(posix.basename(path))?.certain !== true)
    return undefined;
  return folder;
}

/** `0007-title/README.md`: one record with its pictures in a folder of its own. */
function isRecordFolder(path: string): boolean {
  const folder = posix.basename(posix.dirname(path));
  const stem = posix.basename(path).replace(/\.\w+$/, '');
  if (!/\.(md|markdown|adoc|asciidoc|rst)$/i.test(path)) return false;
  const name = readStem(folder);
  return name.certain && (/^(readme|index|adr|decision|record)$/i.test(stem) || stem === folder);
}

const isBelow = (folder: string, tops: readonly string[]): boolean =>
  tops.some((top) => folder.startsWith(`${top}/`));

/** Folders beside the records: pictures, forms, fixtures. */
const isAside = (folder: string): boolean =>
  /(^|\/)(templates?|images?|img|assets|diagrams?|media|figures|_?includes?|archive-assets)(\/|$)/i.test(
    folder,
  );

function usualFolders(view: RepositoryView): ReadonlySet<string> {
  const folders = new Set<string>();
  const named = new Map<string, number>();
  for (const { path, marks } of view.files) {
    if (marks.some((mark) => mark === 'vendored' || mark === 'test')) continue;
    const name = readFileName(posix.basename(path));
    const folder = posix.dirname(path);
    if (isRecordFolder(path) && usualPlaces.test(posix.dirname(folder))) folders.add(posix.dirname(folder));
    if (name === undefined || isAside(folder)) continue;
    if (usualPlaces.test(folder)) folders.add(folder);
    else if (name.certain && isInUsualPlace(folder) && !isRecordFolder(path)) folders.add(folder);
    else if (namesDecision(name)) {
      const count = (named.get(folder) ?? 0) + 1;
      named.set(folder, count);
      if (count >= 2) folders.add(folder);
    } else if (name.number !== null && name.number <= 1 && firstRecord.test(path)) folders.add(folder);
  }
  return folders;
}

function isInUsualPlace(folder: string): boolean {
  for (let above = posix.dirname(folder); above !== '.' && above !== '/'; above = posix.dirname(above))
    if (usualPlaces.test(above)) return !readStem(posix.basename(folder)).certain;
  return false;
}

function normalise(path: string): string {
  return posix.normalize(path.replaceAll('\\', '/')).replace(/(?<=.)\/$/, '');
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

/** Ids, slugs and addresses that name a record of the same repository become its path. */
function resolveTargets(logs: readonly ReadLog[]): readonly ReadLog[] {
  const all = logs.flatMap((log) => log.records);
  return logs.map((log) => {
    const resolved = log.read.map((read) => {
      const links = read.links.map((link) => ({ ...link, target: targetIn(link, log.records, all) }));
      const plain = links.map(({ kind, target, text }) => ({ kind, target, text }));
      return { ...read, links, record: { ...read.record, links: plain } };
    });
    return { ...log, read: resolved, records: resolved.map(({ record }) => record) };
  });
}
