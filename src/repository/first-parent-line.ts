import { resolveAt } from './revisions.js';
import { gitPlaceOf } from './place.js';

/** A commit of the line that a branch went along. */
export interface LineCommit {
  readonly id: string;
  /** Day of the commit (committer, UTC). */
  readonly day: string;
  readonly subject: string;
}

/** The first parents from a commit back to the beginning, the newest first. */
export interface FirstParentLine {
  readonly commits: readonly LineCommit[];
  /** Ids of those that changed one of the asked paths. */
  readonly touching: ReadonlySet<string>;
  /** Whether the clone is shallow, so that the line ends before its beginning. */
  readonly shallow: boolean;
}

/** Commits that are looked at, at most. */
const longest = 20_000;

/**
 * The first-parent line of the commit that is checked out. Nothing is checked out or written.
 * @param paths files and folders relative to the folder; of the commits it is told which changed one of them.
 * @param since only what came behind this revision.
 * @throws RepositoryError when the folder is in no git repository; UnknownRevision for a wrong `since`.
 */
export async function firstParentLine(
  folder: string,
  paths: readonly string[],
  since?: string,
): Promise<FirstParentLine> {
  const place = await gitPlaceOf(folder);
  if (place.head === undefined) return { commits: [], touching: new Set(), shallow: place.shallow };
  const range = since === undefined ? place.head : `${await resolveAt(place, since)}..${place.head}`;
  const log = ['log', '--first-parent', '--no-show-signature', '--no-color', `--max-count=${longest}`];
  const below = place.prefix === '' ? [] : ['--', '.'];
  const [all, touched] = await Promise.all([
    place.git.run(...log, '--format=%H%x00%ct%x00%s', range, ...below),
    place.git.run(...log, '--format=%H', range, '--', ...paths.map((path) => `:(literal)${path}`)),
  ]);
  const commits = all.split('\n').flatMap((line): readonly LineCommit[] => {
    const [id = '', seconds = '', ...subject] = line.split('\0');
    if (!/^[0-9a-f]{40,64}$/.test(id)) return [];
    const day = new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
    return [{ id, day, subject: subject.join(' ') }];
  });
  return { commits, touching: new Set(touched.split('\n').filter(Boolean)), shallow: place.shallow };
}
