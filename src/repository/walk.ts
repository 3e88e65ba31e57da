import { lstatSync, readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Skipped } from '../model/skipped.js';
import { decode } from './decode.js';
import { IgnoreRules } from './ignore-rules.js';
import { isUndecodable, withSlashes } from './native-path.js';
import { kindOf, readRegularFile, whyUnreadable } from './regular-file.js';

/** What lies below a folder. */
export interface Walk {
  /** Regular files that no `.gitignore` leaves out. */
  readonly files: readonly string[];
  readonly links: readonly string[];
  readonly skipped: readonly Skipped[];
}

interface PendingFolder {
  readonly path: string;
  readonly rules: IgnoreRules;
}

/**
 * Lists the files below a folder without git, honouring `.gitignore` files: nested ones, those of the folders above up to one with a
 * `.git`, and `.git/info/exclude`. Links are not followed; a folder with its own `.git` is another repository and is not entered.
 * @param top absolute, without links
 */
export function walk(top: string): Walk {
  const files: string[] = [];
  const links: string[] = [];
  const skipped: Skipped[] = [];
  const submodules = submodulePaths(top);
  const pending: PendingFolder[] = [{ path: '', rules: rulesAbove(top) }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(top, folder.path), { withFileTypes: true });
    } catch (error) {
      skipped.push({ file: folder.path, reason: 'unreadable', detail: `folder: ${whyUnreadable(error)}` });
      continue;
    }
    if (folder.path !== '' && entries.some((entry) => entry.name === '.git')) {
      skipped.push({
        file: folder.path,
        reason: submodules.has(folder.path) ? 'submodule' : 'nested-repository',
      });
      continue;
    }
    const rules = withOwn(top, folder, entries, skipped);
    for (const entry of entries) {
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
      if (entry.name === '.git' || rules.ignores(path, entry.isDirectory())) continue;
      if (isUndecodable(entry.name))
        skipped.push({ file: path, reason: 'unsupported-encoding', detail: 'its name is not UTF-8' });
      else if (entry.isDirectory()) pending.push({ path, rules });
      else if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isFile()) files.push(path);
      else skipped.push({ file: path, reason: 'not-a-regular-file', detail: `a ${kindOf(entry)}` });
    }
  }
  return { files, links, skipped };
}

function withOwn(
  top: string,
  folder: PendingFolder,
  entries: readonly Dirent[],
  skipped: Skipped[],
): IgnoreRules {
  // Like git, a `.gitignore` that is a link is not read.
  if (!entries.some((entry) => entry.name === '.gitignore' && entry.isFile())) return folder.rules;
  const file = folder.path === '' ? '.gitignore' : `${folder.path}/.gitignore`;
  const text = textOf(top, file);
  if (text === undefined) return folder.rules;
  const added = folder.rules.with(folder.path, text, file);
  skipped.push(...added.skipped);
  return added.rules;
}

/**
 * The rules of the repository's own exclude file and of the folders above the top; none when they leave out the top itself: who names an
 * ignored folder wants to see it.
 */
function rulesAbove(top: string): IgnoreRules {
  const repository = repositoryFolder(top);
  if (repository === undefined) return IgnoreRules.none;
  const way = withSlashes(relative(repository, top));
  let rules = IgnoreRules.none;
  const exclude = textOf(repository, '.git/info/exclude');
  if (exclude !== undefined) ({ rules } = rules.with('', exclude, '.git/info/exclude'));
  let folder = '';
  for (const name of way === '' ? [] : way.split('/')) {
    const file = folder === '' ? '.gitignore' : `${folder}/.gitignore`;
    const text = textOf(repository, file);
    if (text !== undefined) ({ rules } = rules.with(folder, text, file));
    folder = folder === '' ? name : `${folder}/${name}`;
    if (rules.ignores(folder, true)) return IgnoreRules.none;
  }
  return way === '' ? rules : rules.below(`${way}/`);
}

/** The nearest folder, from `folder` upwards, that has a `.git`. */
function repositoryFolder(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (lstatSync(join(at, '.git'), { throwIfNoEntry: false })) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Text of a small file that belongs to the walk itself; undefined when it is not to be had. */
function textOf(folder: string, path: string): string | undefined {
  const read = readRegularFile(folder, path);
  if (!('content' in read)) return undefined;
  const decoded = decode(read.content);
  return 'text' in decoded ? decoded.text : undefined;
}

/** Paths of submodules below the top, from the `.gitmodules` of the repository's top. */
function submodulePaths(top: string): ReadonlySet<string> {
  const repository = repositoryFolder(top);
  if (repository === undefined) return new Set();
  const prefix = withSlashes(relative(repository, top));
  const paths = new Set<string>();
  for (const line of (textOf(repository, '.gitmodules') ?? '').split('\n')) {
    const path = /^\s*path\s*=\s*(\S.*)$/
      .exec(line)?.[1]
      ?.trim()
      .replace(/^"(.*)"$/, '$1');
    if (path === undefined) continue;
    if (prefix === '') paths.add(path);
    else if (path.startsWith(`${prefix}/`)) paths.add(path.slice(prefix.length + 1));
  }
  return paths;
}

/** The way from the top of the repository that a folder lies in to it, with `/` at its end; empty at the top and outside. */
export function prefixInRepository(folder: string): string {
  const repository = repositoryFolder(folder);
  const way = repository === undefined ? '' : withSlashes(relative(repository, folder));
  return way === '' ? '' : `${way}/`;
}
