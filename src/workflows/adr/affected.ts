import ignore from 'ignore';
import { findLogs } from '../../documents/adr/find-logs.js';
import type { ReadRecord } from '../../documents/adr/read-record.js';
import { candidates, pathOfCode, pathOfLink, writtenTargets } from '../../documents/adr/written-targets.js';
import { changedFiles } from '../../repository/changed-files.js';
import type { ChangedFile } from '../../repository/changed-files.js';
import { openLogRoot } from './open-log.js';

/** A decision that a change touches, and why. */
export interface AffectedRecord {
  readonly path: string;
  readonly id: string;
  readonly title: string;
  readonly status: string | null;
  readonly reasons: readonly {
    /** How the record names it: its pattern under `affects`, or the path that it cites. */
    readonly by: 'affects' | 'cites';
    readonly named: string;
    /** The changed file. */
    readonly file: string;
    readonly change: ChangedFile['status'];
  }[];
}

/**
 * The decisions in force that a change touches: by the patterns under `affects:` (in the grammar of .gitignore), and by the files and folders
 * that the text names in links and code marks. Records that the change itself writes are not among them for that alone.
 * @param options `base`: compared with the commit at which HEAD left it, as a pull request does.
 * @throws InputError when the path, the revision or the configuration is wrong.
 */
export async function affectedAdrs(options: {
  readonly path: string;
  readonly base: string;
  readonly folder?: string;
}): Promise<readonly AffectedRecord[]> {
  const { scanned, configured } = await openLogRoot(options);
  try {
    const changes = await changedFiles(scanned.root, options.base, undefined, { mergeBase: true });
    const { logs } = await findLogs(scanned.view, configured);
    const read = logs.flatMap((log) => log.read);
    const records = new Set(read.map(({ record }) => record.path));
    const relevant = changes.filter(({ path }) => !records.has(path));
    return read.flatMap((one): AffectedRecord[] => {
      const { path, id, title, status } = one.record;
      if (['superseded', 'rejected', 'deprecated'].includes(status ?? '')) return [];
      const reasons = reasonsFor(one, relevant);
      return reasons.length === 0 ? [] : [{ path, id, title, status, reasons }];
    });
  } finally {
    await scanned.close();
  }
}

function reasonsFor(read: ReadRecord, changes: readonly ChangedFile[]): AffectedRecord['reasons'] {
  const patterns = (read.fields.get('affects')?.values ?? [])
    .flatMap((value) => value.split(/\s*,\s*/))
    .map((value) => value.replaceAll(/^[`"']+|[`"']+$/g, ''))
    .filter((pattern) => pattern !== '');
  const cited = [
    ...new Map(
      writtenTargets(read.outline).flatMap(({ kind, target }) => {
        const path = kind === 'link' ? pathOfLink(read.record.path, target) : pathOfCode(target);
        if (path === undefined) return [];
        const places = kind === 'link' ? [path] : candidates(read.record.path, path);
        return [[target, places] as const];
      }),
    ),
  ];
  const matching = patterns.flatMap((pattern) => matcherOf(pattern) ?? []);
  return changes.flatMap(({ path, oldPath, status }): AffectedRecord['reasons'][number][] => {
    const names = oldPath === undefined ? [path] : [path, oldPath];
    const pattern = matching.find(({ matches }) => names.some(matches));
    if (pattern) return [{ by: 'affects', named: pattern.pattern, file: path, change: status }];
    const citation = cited.find(([, places]) =>
      places.some((place) => names.some((name) => name === place || name.startsWith(`${place}/`))),
    );
    return citation ? [{ by: 'cites', named: citation[0], file: path, change: status }] : [];
  });
}

interface Matcher {
  readonly pattern: string;
  readonly matches: (path: string) => boolean;
}

/** A pattern that is none matches nothing. */
function matcherOf(pattern: string): Matcher | undefined {
  try {
    const matcher = ignore().add(pattern.replace(/^\.\//, ''));
    return { pattern, matches: (path) => matcher.ignores(path) };
  } catch {
    return undefined;
  }
}
