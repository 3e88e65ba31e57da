import { GitError, simpleGit } from 'simple-git';
import type { SimpleGit } from 'simple-git';
import { GitProcessError } from './errors.js';
import { findGit } from './git-environment.js';
import type { GitProgram } from './git-environment.js';

/** Milliseconds without any output after which git is given up (a configuration can make it wait on a pipe for ever). */
const silenceLimit = 120_000;

/** A git command ended with a status other than 0. simple-git hands on errors of its own kind as they are, others only as text. */
export class GitFailure extends GitError {
  readonly exitCode: number;
  readonly stderr: string;

  constructor(exitCode: number, stderr: string) {
    super(undefined, stderr.trim() || `git ended with status ${exitCode}`);
    this.name = 'GitFailure';
    this.exitCode = exitCode;
    this.stderr = stderr;
  }

  /** What git said is wrong, in one line. */
  get reason(): string {
    const lines = this.message.split('\n');
    return (lines.find((line) => line.startsWith('fatal:')) ?? lines[0] ?? '').replace(/^fatal: /, '');
  }
}

/** Runs git in one folder, each call one process; nothing goes through a shell. */
export class Git {
  readonly program: GitProgram;
  readonly folder: string;
  readonly #git: SimpleGit;

  private constructor(program: GitProgram, folder: string) {
    this.program = program;
    this.folder = folder;
    this.#git = simpleGit({
      baseDir: folder,
      binary: program.binary,
      config: [...program.config],
      timeout: { block: silenceLimit },
      allowEnvironment: Object.keys(program.environment),
      errors: (error, { exitCode, stdErr }) =>
        exitCode > 0 ? new GitFailure(exitCode, Buffer.concat(stdErr).toString('utf8')) : error,
      unsafe: {
        // The binary is found by lintel itself and may lie in "Program Files".
        allowUnsafeCustomBinary: true,
        // These are switched off, not on; and the user's own GIT_CONFIG_GLOBAL counts.
        allowUnsafeFsMonitor: true,
        allowUnsafeHooksPath: true,
        allowUnsafeConfigPaths: true,
      },
    }).env({ ...program.environment });
  }

  /** Git in `folder` (absolute, without links); undefined when git is not installed. */
  static in(folder: string): Git | undefined {
    const program = findGit(folder);
    return program && new Git(program, folder);
  }

  /**
   * The output of a git command, as it is.
   * @throws GitFailure when git ends with a status other than 0.
   * @throws GitProcessError when it could not be started, or said nothing for two minutes.
   */
  async run(...words: readonly string[]): Promise<string> {
    try {
      return await this.#git.raw([...words]);
    } catch (error) {
      if (error instanceof GitFailure) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw new GitProcessError(
        `git ${words[0] ?? ''} could not be run in the repository: ${why.trim()}. Try the same command by hand.`,
        { cause: error },
      );
    }
  }

  /** The output without its last line end, or undefined when git ends with a status other than 0. */
  async ask(...words: readonly string[]): Promise<string | undefined> {
    try {
      return (await this.run(...words)).replace(/\r?\n$/, '');
    } catch (error) {
      if (error instanceof GitFailure) return undefined;
      throw error;
    }
  }
}
