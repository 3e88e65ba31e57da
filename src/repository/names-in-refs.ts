import { spawn } from 'node:child_process';
import { posix } from 'node:path';
import type { GitPlace } from './place.js';
import { placeOf } from './place.js';

/** As many branches, newest first, are looked at. */
const mostRefs = 2_000;

/**
 * The names of the files in one folder, over the commits of all local and remote branches and tags, so that a number which another branch
 * took is not given twice. Offline: only what was fetched. Empty outside git.
 * @param root any folder in the repository; `folder` is relative to it, with `/`.
 */
export async function namesInRefs(root: string, folder: string): Promise<ReadonlySet<string>> {
  const place = await placeOf(root, root);
  if (place.kind !== 'git') return new Set();
  const listed = await place.git.ask(
    'for-each-ref',
    '--sort=-committerdate',
    `--count=${mostRefs}`,
    '--format=%(objectname)',
    'refs/heads',
    'refs/remotes',
    'refs/tags',
  );
  const commits = [...new Set((listed ?? '').split('\n').filter(Boolean))];
  const path = posix.normalize(posix.join(place.prefix, folder));
  const trees = await treesAt(place, commits, path);
  const names = new Set<string>();
  for (const tree of trees) {
    const entries = await place.git.ask('ls-tree', '-z', '--name-only', tree);
    for (const name of (entries ?? '').split('\0')) if (name !== '') names.add(name);
  }
  return names;
}

/** The ids of a folder's trees in the commits, each once: most branches share theirs. One git process for all. */
async function treesAt(
  place: GitPlace,
  commits: readonly string[],
  path: string,
): Promise<readonly string[]> {
  if (commits.length === 0 || /[\n\r]/.test(path)) return [];
  const { program, folder } = place.git;
  const child = spawn(
    program.binary,
    [
      ...program.config.flatMap((setting) => ['-c', setting]),
      'cat-file',
      '--batch-check=%(objecttype) %(objectname)',
    ],
    { cwd: folder, env: { ...program.environment }, windowsHide: true, stdio: ['pipe', 'pipe', 'ignore'] },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
    child.on('error', () => resolve());
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(commits.map((commit) => `${commit}:${path === '.' ? '' : path}\n`).join(''));
  await ended;
  return [...new Set([...output.matchAll(/^tree ([0-9a-f]{40,64})$/gm)].map(([, id = '']) => id))];
}
