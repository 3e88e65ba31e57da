import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const packageRoot = fileURLToPath(new URL('../..', import.meta.url));
/** The built program, as the package starts it. */
export const program = join(packageRoot, 'bin/run.js');
/** The sample system. */
export const shop = join(packageRoot, 'test/repos/shop');

/** What a user sees of one run. */
export interface Run {
  /** The exit code as a shell tells it: 128 + signal when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** none = `</dev/null`; open = a pipe that nobody writes to or closes. */
  readonly stdin?: 'none' | 'open';
  /** After so many milliseconds it is killed, and the run rejects. */
  readonly limit?: number;
  /** Told of the process once it was started. */
  readonly started?: (child: ChildProcess) => void;
}

const signalNumbers: Readonly<Record<string, number>> = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** Nothing of whoever runs the tests: no CI variables, no colour wishes, no git configuration. */
export const bareEnvironment: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  HOME: scratchHome(),
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_EMAIL: 'asker@example.com',
};

function scratchHome(): string {
  const home = join(tmpdir(), 'lintel-cli-home');
  mkdirSync(home, { recursive: true });
  return home;
}

/** Runs the built program. */
export async function lintel(words: readonly string[], options: RunOptions = {}): Promise<Run> {
  return runProgram(process.execPath, [program, ...words], options);
}

/** Runs any program with the bare environment; its group gets the signals that a terminal would send. */
export async function runProgram(
  command: string,
  words: readonly string[],
  options: RunOptions = {},
): Promise<Run> {
  const limit = options.limit ?? 30_000;
  const child = spawn(command, words, {
    cwd: options.cwd ?? tmpdir(),
    env: { ...bareEnvironment, ...options.env },
    stdio: [options.stdin === 'open' ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    detached: true,
  });
  options.started?.(child);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (stdout += part));
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (stderr += part));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signalGroup(child, 'SIGKILL');
      reject(new Error(`still running after ${limit} ms: ${words.join(' ')}\n${stdout}${stderr}`));
    }, limit);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? 128 + (signalNumbers[signal ?? ''] ?? 0), stdout, stderr });
    });
  });
}

/** Sends a signal to a process and its children, as a terminal does. */
export function signalGroup(child: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): void {
  if (child.pid !== undefined) process.kill(-child.pid, signal);
}

/** Standard output as one JSON document; fails when there is anything else on it. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what it expects, and asserts it
export function jsonOf<Shape>(run: Run): Shape {
  const document: Shape = JSON.parse(run.stdout);
  return document;
}

/** The error document that every command gives under `--json`. */
export interface ErrorDocument {
  readonly error: {
    readonly name: string;
    readonly message: string;
    readonly code: string | null;
    readonly exitCode: number;
    readonly suggestions: readonly string[];
  };
}

/** A folder of its own; the caller removes it with `remove`, or it goes when the test that calls this ends. */
export function scratchFolder(name = 'lintel-cli-', removedWithTest = true): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), name)));
  if (removedWithTest) onTestFinished(() => remove(folder));
  return folder;
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** A copy of the sample system named `shop`, without git. */
export function copyOfShop(folder: string): string {
  const copy = join(folder, 'shop');
  cpSync(shop, copy, { recursive: true });
  return copy;
}

const identity = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
};

export function git(folder: string, ...words: readonly string[]): string {
  return execFileSync('git', words, {
    cwd: folder,
    env: { ...bareEnvironment, ...identity },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Commits all there is in a folder (which becomes a repository); gives the commit's id. */
export function commitAll(folder: string): string {
  git(folder, '-c', 'init.defaultBranch=main', 'init', '--quiet');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'commit');
  return git(folder, 'rev-parse', 'HEAD').trim();
}

// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

/** The first line that holds a control character or a bidirectional override, or begins a workflow command; undefined = clean. */
export function firstUnsafeLine(text: string): string | undefined {
  return text
    .split('\n')
    .find((line) => unsafe.test(line) || /^\s*(?:::[a-z-]+|##\[|##vso|##teamcity)/i.test(line));
}
