import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openRepository } from '../../src/repository/open.js';
import type { OpenedRepository, OpenOptions } from '../../src/repository/open.js';

// The configuration of whoever runs the tests stays out, for git here and for git under test.
const emptyConfiguration = process.platform === 'win32' ? 'NUL' : '/dev/null';
process.env.GIT_CONFIG_GLOBAL = emptyConfiguration;
process.env.GIT_CONFIG_NOSYSTEM = '1';

const identity = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

/** A folder of its own for a test, removed afterwards; absolute, without links. */
export function scratchFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-repository-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** A folder to put files into and to run git in. */
export class Scratch {
  readonly root: string;

  constructor(root: string = scratchFolder()) {
    this.root = root;
  }

  static repository(files: Readonly<Record<string, string | Uint8Array>> = {}): Scratch {
    const scratch = new Scratch();
    scratch.git('-c', 'init.defaultBranch=main', 'init', '--quiet');
    if (Object.keys(files).length > 0) {
      scratch.write(files);
      scratch.commit('first');
    }
    return scratch;
  }

  path(...names: readonly string[]): string {
    return join(this.root, ...names);
  }

  write(files: Readonly<Record<string, string | Uint8Array>>): this {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(this.path(path)), { recursive: true });
      writeFileSync(this.path(path), content);
    }
    return this;
  }

  git(...words: readonly string[]): string {
    return execFileSync('git', words, {
      cwd: this.root,
      env: { ...process.env, ...identity },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Commits all there is; gives the commit's id. */
  commit(message = 'next'): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD').trim();
  }

  blob(path: string, revision = 'HEAD'): string {
    return this.git('rev-parse', `${revision}:${path}`).trim();
  }

  /** Opens a folder of it (closed when the test ends). */
  async open(options: OpenOptions = {}, ...names: readonly string[]): Promise<OpenedRepository> {
    return opened(this.path(...names), options);
  }
}

/** Opens a path, closes it when the test ends. */
export async function opened(path: string, options: OpenOptions = {}): Promise<OpenedRepository> {
  const repository = await openRepository(path, options);
  onTestFinished(async () => repository.close());
  return repository;
}

const pipeProgram = 'mkfifo';

/** Makes a named pipe; POSIX only. */
export function makePipe(path: string): void {
  execFileSync(pipeProgram, [path]);
}

/** Paths of the listed files. */
export function pathsIn({ view }: OpenedRepository): string[] {
  return view.files.map((file) => file.path);
}

/** The text of a file as readers get it. */
export async function textOf({ view }: OpenedRepository, path: string): Promise<string | undefined> {
  return (await view.read(path))?.text;
}

/** What was skipped, each as `file: reason`. */
export function reasonsIn({ view }: OpenedRepository): string[] {
  return view.skipped.map(({ file, reason }) => `${file}: ${reason}`);
}
