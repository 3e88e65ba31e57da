import { InputError } from '../model/input-error.js';

/** What stands in the way of reading a repository. */
export type RepositoryProblem =
  | 'path-missing'
  | 'path-not-a-directory'
  | 'path-unreadable'
  | 'inside-git-folder'
  | 'git-missing'
  | 'not-a-repository'
  | 'repository-refused'
  | 'unknown-revision'
  | 'no-merge-base'
  | 'objects-missing';

/**
 * A repository could not be read as the user asked for it. The message says what is wrong, where, and what to do. It is an
 * {@link InputError}, so that the program ends with exit code 2.
 */
export class RepositoryError extends InputError {
  readonly problem: RepositoryProblem;

  constructor(problem: RepositoryProblem, message: string, options?: ErrorOptions) {
    super(message);
    this.name = 'RepositoryError';
    if (options?.cause !== undefined) this.cause = options.cause;
    this.problem = problem;
  }
}

/** A revision (branch, tag, commit) that the repository does not have, or that is none. */
export class UnknownRevision extends RepositoryError {
  readonly revision: string;

  constructor(revision: string, message: string, options?: ErrorOptions) {
    super('unknown-revision', message, options);
    this.name = 'UnknownRevision';
    this.revision = revision;
  }
}

/** Git could not be started, or went silent: nothing that other input would mend. */
export class GitProcessError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GitProcessError';
  }
}

/** The code of a system error (`ENOENT`), or undefined for any other value. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
