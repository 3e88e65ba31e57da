import { readdirSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { RepositoryError, systemErrorCode } from './errors.js';
import { Git, GitFailure } from './git.js';

/** A folder that git knows. */
export interface GitPlace {
  readonly kind: 'git';
  readonly git: Git;
  /** Absolute, without links. */
  readonly folder: string;
  readonly gitFolder: string;
  readonly bare: boolean;
  readonly shallow: boolean;
  /** The way from the top of the work tree to the folder, with `/` at its end; empty at the top. */
  readonly prefix: string;
  /** Full id of the commit that is checked out; undefined before the first one. */
  readonly head: string | undefined;
}

/** A folder that git does not know, or may not look into. */
export interface PlainPlace {
  readonly kind: 'plain';
  readonly folder: string;
  /** Why git was not used although there may be a repository: a sentence for the user. */
  readonly notice: string | undefined;
  readonly problem: 'not-a-repository' | 'git-missing' | 'repository-refused';
}

/**
 * The absolute path of a folder without links.
 * @throws RepositoryError when it does not exist, is no folder, or may not be listed.
 */
export function folderAt(path: string): string {
  try {
    const folder = realpathSync.native(resolve(path));
    if (!statSync(folder).isDirectory()) {
      throw new RepositoryError(
        'path-not-a-directory',
        `${path} is a file. Give the folder that holds it, e.g. the root of the repository.`,
      );
    }
    readdirSync(folder);
    return folder;
  } catch (error) {
    if (error instanceof RepositoryError) throw error;
    throw unreachable(path, error);
  }
}

function unreachable(path: string, error: unknown): RepositoryError {
  const code = systemErrorCode(error);
  if (code === 'ENOENT') {
    return new RepositoryError(
      'path-missing',
      `${path} does not exist. Check the spelling, or run lintel from the folder that the path is relative to.`,
      { cause: error },
    );
  }
  if (code === 'ENOTDIR') {
    return new RepositoryError(
      'path-not-a-directory',
      `${path} leads through a file as if it were a folder. Check the spelling.`,
      { cause: error },
    );
  }
  return new RepositoryError(
    'path-unreadable',
    `${path} cannot be listed (${code ?? String(error)}). Give the user who runs lintel the right to read it.`,
    { cause: error },
  );
}

/**
 * What git knows of a folder. `path` is how the user wrote it, for messages.
 * @throws RepositoryError when the folder lies inside a `.git`.
 */
export async function placeOf(folder: string, path: string): Promise<GitPlace | PlainPlace> {
  const git = Git.in(folder);
  if (git === undefined) {
    const notice = `git was not found, so the files of ${path} were listed without it: no history, no blob ids. Install git for both.`;
    return { kind: 'plain', folder, notice, problem: 'git-missing' };
  }
  try {
    return await knownPlace(git, path);
  } catch (error) {
    if (error instanceof GitFailure) return refusedPlace(folder, path, error);
    throw error;
  }
}

/** What one process of git is asked, in this order: starting it takes longer than any answer. */
const flags = [
  '--is-bare-repository',
  '--is-inside-work-tree',
  '--is-inside-git-dir',
  '--is-shallow-repository',
] as const;
const paths = ['--absolute-git-dir', '--show-prefix'] as const;

async function knownPlace(git: Git, path: string): Promise<GitPlace | PlainPlace> {
  const [told, head] = await Promise.all([
    git.run('rev-parse', ...flags, ...paths),
    git.ask('rev-parse', '--verify', '--quiet', 'HEAD^{commit}'),
  ]);
  const lines = told.replace(/\r?\n$/, '').split(/\r?\n/);
  const [bare, inWorkTree, inGitFolder, shallow] = lines.map((flag) => flag === 'true');
  if (!bare && inGitFolder) {
    throw new RepositoryError(
      'inside-git-folder',
      `${path} lies inside a .git folder, which holds no files of a project. Give the folder of the work tree.`,
    );
  }
  if (!bare && !inWorkTree) {
    // `core.worktree` points elsewhere: what git would list is not what lies here.
    const notice = `The git configuration of ${path} names another folder as its work tree (core.worktree), so the files were listed without git.`;
    return { kind: 'plain', folder: git.folder, notice, problem: 'repository-refused' };
  }
  // More lines than questions: one of the two paths has a newline in it. Then each is asked for by itself.
  const [gitFolder = '', prefix = ''] =
    lines.length === flags.length + paths.length
      ? lines.slice(flags.length)
      : await Promise.all(
          paths.map(async (path) => (await git.run('rev-parse', path)).replace(/\r?\n$/, '')),
        );
  return {
    kind: 'git',
    git,
    folder: git.folder,
    gitFolder,
    bare: bare === true,
    shallow: shallow === true,
    prefix,
    head,
  };
}

function refusedPlace(folder: string, path: string, failure: GitFailure): PlainPlace {
  if (/not a git repository/i.test(failure.stderr) && !/invalid gitfile/i.test(failure.stderr))
    return { kind: 'plain', folder, notice: undefined, problem: 'not-a-repository' };
  const notice = /dubious ownership/.test(failure.stderr)
    ? `git does not trust ${path}, because another user owns it; its files were listed without git: no history, no blob ids. If you trust it: git config --global --add safe.directory '${folder}'`
    : `git cannot read the repository at ${path} (${failure.reason}); its files were listed without git: no history, no blob ids.`;
  return { kind: 'plain', folder, notice, problem: 'repository-refused' };
}

/**
 * The place of a folder for work that needs git.
 * @throws RepositoryError when git is missing, refuses the folder, or there is no repository.
 */
export async function gitPlaceOf(path: string): Promise<GitPlace> {
  const place = await placeOf(folderAt(path), path);
  if (place.kind === 'git') return place;
  throw needsGit(place, path);
}

/** Why something that needs git cannot be done at a place. */
export function needsGit(place: PlainPlace, path: string): RepositoryError {
  const messages: Readonly<Record<PlainPlace['problem'], string>> = {
    'git-missing': `git was not found on the PATH, and revisions of ${path} cannot be read without it. Install git, or leave the revision away to read the files as they are.`,
    'repository-refused': place.notice ?? `git cannot read the repository at ${path}.`,
    'not-a-repository': `${path} is not in a git repository, so it has no revisions. Run lintel in a clone, or leave the revision away.`,
  };
  return new RepositoryError(place.problem, messages[place.problem]);
}
