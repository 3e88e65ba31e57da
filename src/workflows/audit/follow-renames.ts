import { extname } from 'node:path/posix';
import type { BaselineEntry } from '../../model/baseline.js';
import type { IdentifiedFinding } from '../../model/finding.js';
import { grouped } from '../../model/grouped.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { compareText } from '../../model/source-span.js';
import { fingerprintsUnder } from '../identify-findings.js';

/** Entries of a baseline with those of renamed files under the new name. */
export interface FollowedEntries<Entry extends BaselineEntry> {
  readonly entries: readonly Entry[];
  /** How many were followed: the file still lists them under the old name. */
  readonly moved: number;
}

/**
 * Follows a baseline's entries into renamed files: a fingerprint holds the path, so that without this all that stood in a renamed file would
 * be new. An entry is followed only where nothing else can be meant: its file is gone, and exactly one file of the same kind and service
 * has what it lists, by rule, flagged text and order, in a finding that no other entry lists.
 */
export async function followRenames<Entry extends BaselineEntry>(
  entries: readonly Entry[],
  findings: readonly IdentifiedFinding[],
  view: RepositoryView,
): Promise<FollowedEntries<Entry>> {
  const listed = new Set(entries.map(({ fingerprint }) => fingerprint));
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const lost = entries.filter(
    ({ fingerprint, file }) => !found.has(fingerprint) && view.file(file) === undefined,
  );
  const taken = new Set<string>();
  const followed = new Map<string, IdentifiedFinding>();
  for (const [file, gone] of byFile(lost, (entry) => entry.file)) {
    const wanted = new Set(gone.map(({ rule, service }) => `${rule}\u0000${service}`));
    const alike = findings.filter(
      ({ rule, service, span }) =>
        wanted.has(`${rule}\u0000${service}`) && extname(span.file) === extname(file),
    );
    const matches: (readonly (readonly [string, IdentifiedFinding])[])[] = [];
    for (const [, own] of byFile(alike, ({ span }) => span.file)) {
      // A file in which something is listed was there before: it is no new name.
      if (own.some(({ fingerprint }) => listed.has(fingerprint) || taken.has(fingerprint))) continue;
      const under = await fingerprintsUnder(file, own, view);
      const hits = gone.flatMap(({ fingerprint }) => {
        const finding = under.get(fingerprint);
        return finding === undefined ? [] : [[fingerprint, finding] as const];
      });
      if (hits.length > 0) matches.push(hits);
    }
    const [only, ...others] = matches;
    if (only === undefined || others.length > 0) continue;
    for (const [fingerprint, finding] of only) {
      followed.set(fingerprint, finding);
      taken.add(finding.fingerprint);
    }
  }
  return {
    entries: entries.map((entry) => {
      const finding = followed.get(entry.fingerprint);
      return finding === undefined
        ? entry
        : { ...entry, fingerprint: finding.fingerprint, file: finding.span.file };
    }),
    moved: followed.size,
  };
}

function byFile<Item>(
  items: readonly Item[],
  fileOf: (item: Item) => string,
): readonly (readonly [string, readonly Item[]])[] {
  return [...grouped(items, fileOf)].toSorted(([a], [b]) => compareText(a, b));
}
