import type { Git } from './git.js';

/** What the index remembers of a file when it was last known to equal its blob. Times are milliseconds since 1970. */
export interface IndexStat {
  readonly mtime: number;
  readonly ctime: number;
  readonly inode: number;
  readonly size: number;
}

/** One path of the index. */
export interface IndexEntry {
  readonly path: string;
  /** Octal as git writes it: `100644`, `100755`, `120000` (link), `160000` (submodule). */
  readonly mode: string;
  readonly blob: string;
  /** More than one version is there, because a merge is under way. */
  readonly unmerged: boolean;
  /** Left out of a sparse checkout. */
  readonly notCheckedOut: boolean;
  /** Undefined when git's output did not have it in a known form. */
  readonly stat: IndexStat | undefined;
}

/** The tracked and untracked paths below a folder, relative to it. */
export interface IndexListing {
  readonly tracked: readonly IndexEntry[];
  /** Not ignored; a nested repository is one path with `/` at its end. */
  readonly untracked: readonly string[];
}

/**
 * Lists the index and the untracked files with one git call.
 *
 * Which files were changed is not asked of git: `git status`, `git diff-files` and `git ls-files -m` compare contents when the times of a
 * file are not conclusive, and for that they run the repository's `filter.<name>.clean` commands. `git ls-files --stage` reads the
 * index only and `--others` the folders and `.gitignore` files only; `--debug` adds the stat data that the index keeps, by which
 * `index-comparison.ts` decides. Its form is not promised by git's documentation (it is unchanged since git 1.7.0): where it is
 * another, `stat` is undefined and the content decides.
 */
export async function listIndex(git: Git): Promise<IndexListing> {
  return parseListing(
    await git.run('ls-files', '-z', '-v', '--stage', '--debug', '--cached', '--others', '--exclude-standard'),
  );
}

const header = /([A-Za-z?]) (?:(\d{6}) ([0-9a-f]{40}(?:[0-9a-f]{24})?) ([0-3])\t)?/y;
const debugBlock =
  / {2}ctime: (\d+):(\d+)\n {2}mtime: (\d+):(\d+)\n {2}dev: \d+\tino: (\d+)\n {2}uid: \d+\tgid: \d+\n {2}size: (\d+)\tflags: [0-9a-f]+\n/y;
const debugLine = / {2}[a-z]+: [^\n\0]*\n/y;

/**
 * Records are `<tag> <mode> <id> <stage>\t<path>\0<debug lines>` for tracked files and `? <path>\0` for others.
 * Exported for its test.
 */
export function parseListing(output: string): IndexListing {
  const tracked: IndexEntry[] = [];
  const untracked: string[] = [];
  let at = 0;
  while (at < output.length) {
    const head = matchAt(header, output, at);
    const end = head ? output.indexOf('\0', at + head[0].length) : -1;
    if (!head || end === -1) throw new Error(`git ls-files: unexpected output at ${at}`);
    const [whole, tag = '', mode, blob, stage] = head;
    const path = output.slice(at + whole.length, end);
    at = end + 1;
    if (mode === undefined || blob === undefined) {
      untracked.push(path);
      continue;
    }
    const stat = matchAt(debugBlock, output, at);
    if (stat) at += stat[0].length;
    else
      for (let line = matchAt(debugLine, output, at); line; line = matchAt(debugLine, output, at))
        at += line[0].length;
    const last = tracked.at(-1);
    if (stage !== '0' && last?.unmerged && last.path === path) continue;
    tracked.push({
      path,
      mode,
      blob,
      unmerged: stage !== '0',
      notCheckedOut: tag === 'S' || tag === 's',
      stat: stat ? statOf(stat) : undefined,
    });
  }
  return { tracked, untracked };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function statOf(match: RegExpExecArray): IndexStat {
  const [, ctime, ctimeNano, mtime, mtimeNano, inode, size] = match.map(Number);
  return {
    ctime: milliseconds(ctime, ctimeNano),
    mtime: milliseconds(mtime, mtimeNano),
    inode: inode ?? 0,
    size: size ?? 0,
  };
}

function milliseconds(seconds = 0, nanoseconds = 0): number {
  return seconds * 1_000 + nanoseconds / 1_000_000;
}
