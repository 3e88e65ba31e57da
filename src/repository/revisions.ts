import { RepositoryError, UnknownRevision } from './errors.js';
import { Git, GitFailure } from './git.js';
import type { GitPlace } from './place.js';
import { folderAt, gitPlaceOf } from './place.js';

const deepen =
  'This clone is shallow; fetch more history: git fetch --deepen=1000 --tags (or git fetch --unshallow; in GitHub Actions: actions/checkout with fetch-depth: 0).';

/**
 * The full id of the commit that a revision names.
 * @param root any folder in the repository
 * @param revision anything that git takes for a commit: branch, tag, id, `HEAD~3`
 * @throws UnknownRevision when there is no such commit; its message says how to get it.
 * @throws RepositoryError when there is no repository or no git.
 */
export async function resolveRevision(root: string, revision: string): Promise<string> {
  return resolveAt(await gitPlaceOf(root), revision);
}

/** {@link resolveRevision} at a place that is known already. */
export async function resolveAt(place: GitPlace, revision: string): Promise<string> {
  const shown = JSON.stringify(revision);
  if (revision === '' || revision.startsWith('-') || hasControlCharacter(revision)) {
    throw new UnknownRevision(
      revision,
      `${shown} is not a revision: give a branch, a tag or a commit id, e.g. main, v1.4.0, HEAD~1.`,
    );
  }
  try {
    const id = await place.git.run(
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`,
    );
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})\s*$/.test(id)) return id.trim();
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
  }
  const advice = place.shallow
    ? deepen
    : place.head === undefined
      ? 'The repository has no commits yet.'
      : 'Check the spelling (git branch --all, git tag), or fetch it: git fetch --tags.';
  throw new UnknownRevision(revision, `The repository has no commit ${shown}. ${advice}`);
}

/** Git's revisions hold neither control characters nor line ends (git-check-ref-format); they would also break messages. */
function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

/**
 * The commit at which two lines of history parted (the best one when there are several).
 * @throws RepositoryError `no-merge-base` when they have no common commit, or a shallow clone does not have it.
 */
export async function mergeBaseOf(place: GitPlace, one: string, other: string): Promise<string> {
  const id = await place.git.ask('merge-base', one, other);
  if (id) return id;
  const advice = place.shallow ? deepen : 'Compare with a revision of the same history.';
  throw new RepositoryError(
    'no-merge-base',
    `${one.slice(0, 12)} and ${other.slice(0, 12)} have no common commit here. ${advice}`,
  );
}

/**
 * The day (YYYY-MM-DD, UTC) of the commit that is checked out, by its committer: the clock of reports, so that a commit always gives the
 * same result. Undefined before the first commit and outside git.
 */
export async function commitDay(root: string): Promise<string | undefined> {
  const seconds = Number(await Git.in(folderAt(root))?.ask('show', '-s', '--format=%ct', 'HEAD'));
  return Number.isSafeInteger(seconds) && seconds > 0
    ? new Date(seconds * 1000).toISOString().slice(0, 10)
    : undefined;
}

/**
 * The e-mail address by which git knows the person at the keyboard (`user.email`, of the repository or of the user), so that answers can
 * be signed; undefined when none is set or git is missing.
 */
export async function authorIdentity(root: string): Promise<string | undefined> {
  return (await Git.in(folderAt(root))?.ask('config', '--get', 'user.email')) || undefined;
}
