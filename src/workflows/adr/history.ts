import type { ReadLog } from '../../documents/adr/find-logs.js';
import { readRecord } from '../../documents/adr/read-record.js';
import type { AdrHistory } from '../../documents/adr/rules/facts.js';
import { candidates, pathOfCode, pathOfLink, writtenTargets } from '../../documents/adr/written-targets.js';
import { foldersOf } from '../../documents/adr/rules/gather.js';
import { SourceText } from '../../model/source-text.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { openBlobs } from '../../repository/blob-texts.js';
import type { BlobTexts } from '../../repository/blob-texts.js';
import { fileVersions } from '../../repository/file-versions.js';
import type { FileVersion } from '../../repository/file-versions.js';
import { gonePaths } from '../../repository/gone-files.js';
import type { GitPlace } from '../../repository/place.js';

/** What git tells of the records of some logs. */
export interface LogHistory {
  readonly history: AdrHistory;
  readonly everPaths: readonly string[];
}

/** Nothing is known: outside git, and before the first commit. */
export const noHistory: LogHistory = {
  history: { accepted: () => undefined, firstSeen: () => undefined, gone: () => undefined },
  everPaths: [],
};

/** Asks git for everything that the rules on records want to know of the past, in as few questions as there are kinds. */
export async function historyOf(
  place: GitPlace,
  commit: string,
  view: RepositoryView,
  logs: readonly ReadLog[],
): Promise<LogHistory> {
  const { versions, everPaths } = await fileVersions(
    place,
    commit,
    logs.map(({ path }) => path),
  );
  const missing = missingPaths(view, logs);
  const files = new Set(view.files.map(({ path }) => path));
  const folders = foldersOf(files);
  const gone = await gonePaths(place, commit, missing, (path) => files.has(path) || folders.has(path));
  const blobs = openBlobs(place, commit);
  try {
    const accepted = await acceptedVersions(logs, versions, view, blobs);
    return {
      everPaths,
      history: {
        accepted: (path) => accepted.get(path),
        firstSeen: (path) => versions.get(path)?.[0]?.date,
        gone: (path) => gone.get(path),
      },
    };
  } finally {
    await blobs.close();
  }
}

type Accepted = NonNullable<ReturnType<AdrHistory['accepted']>>;

/** The first version of each record that was accepted, where a later one differs from it. */
async function acceptedVersions(
  logs: readonly ReadLog[],
  versions: ReadonlyMap<string, readonly FileVersion[]>,
  view: RepositoryView,
  blobs: BlobTexts,
): Promise<ReadonlyMap<string, Accepted>> {
  const accepted = new Map<string, Accepted>();
  for (const { record } of logs.flatMap(({ read }) => read)) {
    if (record.status === null || ['proposed', 'draft', 'rejected'].includes(record.status)) continue;
    const own = versions.get(record.path) ?? [];
    const now = view.file(record.path)?.blob;
    if (own.every(({ blob }) => blob === now)) continue;
    for (const { commit, date, blob } of own) {
      // What is as it is now needs no comparison.
      if (blob === now) break;
      const text = await blobs.read(blob);
      if (text === undefined || !isAccepted(record.path, text)) continue;
      const read = readRecord(new SourceText(record.path, text));
      if (read) accepted.set(record.path, { record: read, commit, date });
      break;
    }
  }
  return accepted;
}

/** Lines in which a record says its status, nearly always. */
const head = 80;

/** Whether a version was accepted. There may be hundreds of a long record, so the beginning is read first. */
function isAccepted(path: string, text: string): boolean {
  const lines = text.split('\n', head + 1);
  const status = (part: string): string | null | undefined =>
    readRecord(new SourceText(path, part))?.record.status;
  const first = status(lines.slice(0, head).join('\n'));
  return (first ?? (lines.length > head ? status(text) : null)) === 'accepted';
}

/** Every place that a path in a record may mean, where none of them is there. */
function missingPaths(view: RepositoryView, logs: readonly ReadLog[]): readonly string[] {
  const files = new Set(view.files.map(({ path }) => path));
  const folders = foldersOf(files);
  const isThere = (path: string): boolean => files.has(path) || folders.has(path);
  const missing = new Set<string>();
  for (const { record, outline } of logs.flatMap(({ read }) => read)) {
    for (const { kind, target } of writtenTargets(outline)) {
      const path = kind === 'link' ? pathOfLink(record.path, target) : pathOfCode(target);
      if (path === undefined) continue;
      const places = kind === 'link' ? [path] : candidates(record.path, path);
      if (!places.some(isThere)) for (const place of places) missing.add(place);
    }
  }
  return [...missing];
}
