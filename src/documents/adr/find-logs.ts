import { posix } from 'node:path';
import type { RepositoryFile, RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import { compareText } from '../../model/source-span.js';
import { dateOrderOf } from './dates.js';
import type { DateOrder } from './dates.js';
import { namesDecision, readFileName, readStem } from './file-name.js';
import { namedFolders } from './known-configurations.js';
import { plainText } from './plain-text.js';
import type { BriefRecord, ReadRecord } from './read-record.js';
import type { AdrLog, AdrRecord, AdrStyle } from './record.js';
import { targetsOfEach } from './targets.js';
import type { Targets } from './targets.js';

/** Folders where teams keep records, as a whole path or below a package. */
const usualPlaces =
  /(^|\/)(docs?\/(adrs?|decisions|architecture[-_/]decisions|architecture\/adrs?|architecture[-_]decision[-_]records?|decision[-_]records?)|architecture[-_]decision[-_]records?|architectural[-_]decisions?|architecture[-_]decisions|decision[-_]records?|architecture\/(decisions|adrs?)|adrs?|decisions)$/i;

/** The first record of a new log tells the folder for one, wherever it lies. */
const firstRecord =
  /record-architecture-decisions|use-markdown-(any|architectural)-decision-records|use-architecture-decision-records/i;

/** A form for records beside or above them: `adr-template.md`, `templates/decision-record-template.md`. */
const form =
  /^(?:(.*)\/)?(?:m?adr|decision(?:[-_]record)?|architecture[-_]decision(?:[-_]record)?)[-_.]template\.(?:md|markdown|adoc)$/i;

/** Where `lintel init` proposes the first record. */
export const defaultLogPath = 'docs/adr';

/** A log with everything that its files say, for what needs more than the listing. */
export interface ReadLog extends AdrLog {
  readonly read: readonly ReadRecord[];
}

/** The folders of decision records in a repository, and what could not be read. */
export interface FoundLogs<Log extends AdrLog = ReadLog> {
  readonly logs: readonly Log[];
  readonly skipped: readonly Skipped[];
}

/** Keeps what was read of a file between runs. The key stands for the content, the name and whatever else reading depends on. */
export interface RecordMemo {
  /** Null = the file is no record. */
  get(key: string): BriefRecord | null | undefined;
  set(key: string, record: BriefRecord | null): void;
}

/**
 * Finds and reads the logs. A configured folder is taken as it is; else those that `.adr-dir` or another tool's configuration names; else
 * every usual place that holds records, and every folder whose files are named as records.
 * @param configured path from `.lintel.yaml` or a flag.
 */
export async function findLogs(view: RepositoryView, configured?: string): Promise<FoundLogs> {
  const { readRecord } = await import('./read-record.js');
  const found = await find(view, configured, async ({ path }, order) => {
    const source = await view.read(path);
    return source === undefined ? undefined : readRecord(source, order);
  });
  const targets = targetsOfEach(found.logs.map(({ read }) => read.map(({ record }) => record)));
  const logs = found.logs.map((log, index) => {
    const read = log.read.map((entry) => ({
      ...entry,
      links: entry.links.map((link) => ({ ...link, target: targets[index]?.(link) ?? link.target })),
      record: resolved(entry.record, targets[index]),
    }));
    return { ...log, read, records: read.map(({ record }) => record) };
  });
  return { logs, skipped: found.skipped };
}

/**
 * {@link findLogs} for lists: without the places in the texts, so that what an earlier run read of an unchanged file need not be read again.
 */
export async function listLogs(
  view: RepositoryView,
  configured?: string,
  memo?: RecordMemo,
): Promise<FoundLogs<AdrLog>> {
  const found = await find<BriefRecord>(view, configured, async ({ path, blob }, order) => {
    const key = blob === undefined ? undefined : `${blob} ${order ?? ''} ${path}`;
    const known = key === undefined ? undefined : memo?.get(key);
    if (known !== undefined) return known ?? undefined;
    const source = await view.read(path);
    // Only what must be read needs the parser of Markdown.
    const reader = await import('./read-record.js');
    const record = source === undefined ? undefined : reader.readRecord(source, order);
    const entry = record === undefined ? undefined : reader.brief(record);
    // Without a text there is nothing to keep: it may be there the next time.
    if (key !== undefined && source !== undefined) memo?.set(key, entry ?? null);
    return entry;
  });
  const targets = targetsOfEach(found.logs.map(({ read }) => read.map(({ record }) => record)));
  const logs = found.logs.map(({ path, style, read }, index) => ({
    path,
    style,
    records: read.map(({ record }) => resolved(record, targets[index])),
  }));
  return { logs, skipped: found.skipped };
}

/** Ids, slugs and addresses that name a record of the same repository become its path. */
function resolved(record: AdrRecord, targets: Targets | undefined): AdrRecord {
  return {
    ...record,
    links: record.links.map((link) => ({ ...link, target: targets?.(link) ?? link.target })),
  };
}

type ReadOne<Entry> = (file: RepositoryFile, order?: DateOrder) => Promise<Entry | undefined>;

interface FoundLog<Entry> {
  readonly path: string;
  readonly style: AdrStyle;
  readonly read: readonly Entry[];
}

async function find<Entry extends BriefRecord>(
  view: RepositoryView,
  configured: string | undefined,
  readOne: ReadOne<Entry>,
): Promise<{ readonly logs: readonly FoundLog<Entry>[]; readonly skipped: readonly Skipped[] }> {
  const named = configured === undefined ? await namedFolders(view) : [normalise(configured)];
  const groups = new Map<string, RepositoryFile[]>(named.map((folder) => [folder, []]));
  const { usual, presumed } =
    named.length === 0 ? usualFolders(view) : { usual: undefined, presumed: new Set<string>() };
  for (const file of view.files) {
    const folder = logFolderOf(file.path, named, usual);
    if (folder === undefined) continue;
    const files = groups.get(folder);
    if (files) files.push(file);
    else groups.set(folder, [file]);
  }
  const logs: FoundLog<Entry>[] = [];
  for (const [folder, files] of [...groups].toSorted(([a], [b]) => compareText(a, b))) {
    const log = await readLog(folder, files, readOne);
    if (presumed.has(folder) && log.read.filter(({ convincing }) => convincing).length * 2 <= log.read.length)
      continue;
    if (log.read.length > 0 || folder === normalise(configured ?? '')) logs.push(log);
  }
  const paths = new Set(logs.map((log) => log.path));
  return { logs, skipped: view.skipped.filter((skip) => paths.has(posix.dirname(skip.file))) };
}

async function readLog<Entry extends BriefRecord>(
  folder: string,
  files: readonly RepositoryFile[],
  readOne: ReadOne<Entry>,
): Promise<FoundLog<Entry>> {
  const records: { readonly file: RepositoryFile; readonly entry: Entry }[] = [];
  for (const file of files) {
    const entry = await readOne(file);
    if (entry && (entry.name.certain || entry.convincing)) records.push({ file, entry });
  }
  const order = dateOrderOf(
    records
      .map(({ entry }) => entry.dateText ?? '')
      .filter((text) => /\d[./-]\d{1,2}[./-]\d/.test(text) && !/\d{4}[-/.]\d/.test(text))
      .map(plainText),
  );
  const read: Entry[] = [];
  for (const { file, entry } of records) {
    // Only a date that could be read both ways is read again with the folder's order.
    const again = order !== undefined && entry.dateText !== undefined && entry.record.date === null;
    read.push((again ? await readOne(file, order) : entry) ?? entry);
  }
  const sorted = read.toSorted((a, b) => byNumber(a.record, b.record));
  return { path: folder, style: commonStyle(sorted), read: sorted };
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

/** Folders in usual places, and those that may be logs because a form for records lies above them: their content has to show it. */
function usualFolders(view: RepositoryView): {
  readonly usual: ReadonlySet<string>;
  readonly presumed: ReadonlySet<string>;
} {
  const folders = new Set<string>();
  const presumed = new Set<string>();
  const named = new Map<string, number>();
  const tops = topsOfForms(view);
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
    if (name.certain && name.number !== null && tops.some((top) => top === '.' || isBelow(folder, [top])))
      presumed.add(folder);
  }
  for (const folder of folders) presumed.delete(folder);
  return { usual: new Set([...folders, ...presumed]), presumed };
}

function topsOfForms(view: RepositoryView): readonly string[] {
  return view.files.flatMap(({ path, marks }) => {
    const found = marks.some((mark) => mark === 'vendored' || mark === 'test') ? null : form.exec(path);
    return found ? [(found[1] ?? '.').replace(/(?:^|\/)_?templates?$/i, '') || '.'] : [];
  });
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

function commonStyle(read: readonly BriefRecord[]): AdrStyle {
  const counts = new Map<AdrStyle, number>();
  for (const { style } of read) counts.set(style, (counts.get(style) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'nygard';
}
