import { isBriefRecord } from '../../documents/adr/brief-shape.js';
import { listLogs } from '../../documents/adr/find-logs.js';
import type { FoundLogs } from '../../documents/adr/find-logs.js';
import type { AdrLog, AdrRecord } from '../../documents/adr/record.js';
import type { BriefRecord } from '../../documents/adr/read-record.js';
import { firstCommits } from '../../repository/first-commits.js';
import type { FirstCommit, FirstCommits } from '../../repository/first-commits.js';
import { UserCache } from '../../repository/user-cache.js';
import type { Scanned } from '../open-scanned.js';
import { buildVersion } from '../package-version.js';

/**
 * The logs of an open repository as the records' texts tell them. What earlier runs read of unchanged files is taken from the user's cache.
 * @param folder a folder to take instead of the configured or usual ones.
 */
export async function readTextLogs(scanned: Scanned, folder?: string): Promise<FoundLogs<AdrLog>> {
  const cache = new UserCache<BriefRecord | null>(
    { kind: 'records', of: scanned.root },
    buildVersion(),
    isBriefRecord,
  );
  const found = await listLogs(scanned.view, folder ?? scanned.configuration.adr.path, cache);
  cache.save();
  return found;
}

/**
 * {@link readTextLogs}, and where a record names no date or author, the commit that brought its file does (`dateSource`, `authorSource`:
 * git). For what is shown; what is kept in a file must not change by being committed.
 */
export async function readLogs(scanned: Scanned, folder?: string): Promise<FoundLogs<AdrLog>> {
  const found = await readTextLogs(scanned, folder);
  const logs = found.logs.filter(({ records }) => records.some(isIncomplete)).map(({ path }) => path);
  const commits = await historyOf(scanned, logs);
  return { ...found, logs: found.logs.map((log) => withHistory(log, commits)) };
}

const isIncomplete = ({ date, authors }: AdrRecord): boolean => date === null || authors.length === 0;

async function historyOf(
  scanned: Scanned,
  folders: readonly string[],
): Promise<ReadonlyMap<string, FirstCommit>> {
  const head = scanned.view.commit;
  if (head === undefined || folders.length === 0) return new Map();
  const cache = new UserCache<FirstCommits['files']>(
    { kind: 'history', of: scanned.root },
    buildVersion(),
    isHistory,
  );
  // A commit's history never changes; only what a shallow clone has of it does.
  const key = [head, ...folders].join('\0');
  const known = cache.get(key);
  if (known !== undefined) return new Map(known);
  const { files, complete } = await firstCommits(scanned.root, folders);
  if (complete) {
    cache.set(key, files);
    cache.save();
  }
  return new Map(files);
}

function isHistory(value: unknown): value is FirstCommits['files'] {
  return (
    Array.isArray(value) &&
    value.every(
      (entry: unknown) => Array.isArray(entry) && typeof entry[0] === 'string' && isFirstCommit(entry[1]),
    )
  );
}

function isFirstCommit(value: unknown): value is FirstCommit {
  return (
    typeof value === 'object' &&
    value !== null &&
    'commit' in value &&
    'date' in value &&
    'author' in value &&
    [value.commit, value.date, value.author].every((text) => typeof text === 'string')
  );
}

function withHistory(log: AdrLog, commits: ReadonlyMap<string, FirstCommit>): AdrLog {
  if (commits.size === 0) return log;
  return {
    ...log,
    records: log.records.map((record) => {
      const commit = commits.get(record.path);
      if (commit === undefined || !isIncomplete(record)) return record;
      return {
        ...record,
        ...(record.date === null && { date: commit.date, dateSource: 'git' as const }),
        ...(record.authors.length === 0 &&
          commit.author !== '' && { authors: [commit.author], authorSource: 'git' as const }),
      };
    }),
  };
}
