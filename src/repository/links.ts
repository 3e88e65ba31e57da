import { readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Skipped } from '../model/skipped.js';
import { compareText } from '../model/source-span.js';
import type { NoContent } from './content.js';
import { systemErrorCode } from './errors.js';
import { isInside, leadsIntoGit, withSlashes } from './native-path.js';
import { kindOf, whyUnreadable } from './regular-file.js';

/** Links sorted into those that stand for a file, and the others with the reason why not. */
export interface ResolvedLinks {
  /** Link → the regular file below the root that it leads to, which is not listed itself (it is ignored, say). */
  readonly targets: ReadonlyMap<string, string>;
  readonly skipped: readonly Skipped[];
}

/**
 * Looks where the links of a folder on disk lead. Nothing outside the folder is opened; a file is counted once, under its own name if it
 * has one. Targets are not quoted where they are absolute or outside, since they differ from machine to machine.
 * @param folder absolute, without links
 * @param links relative to it
 * @param listed files that are listed under their own names
 */
export function resolveLinks(
  folder: string,
  links: readonly string[],
  listed: ReadonlySet<string>,
): ResolvedLinks {
  const targets = new Map<string, string>();
  const counted = new Set<string>();
  const skipped: Skipped[] = [];
  for (const link of links.toSorted(compareText)) {
    const found = targetOf(folder, link);
    if ('reason' in found) {
      skipped.push({ file: link, ...found });
    } else if (listed.has(found.target) || counted.has(found.target)) {
      skipped.push({ file: link, reason: 'duplicate-link', detail: `link to ${found.target}` });
    } else {
      counted.add(found.target);
      targets.set(link, found.target);
    }
  }
  return { targets, skipped };
}

function targetOf(folder: string, link: string): { readonly target: string } | NoContent {
  const file = join(folder, link);
  try {
    const real = realpathSync.native(file);
    if (!isInside(folder, real)) return outside;
    const target = withSlashes(relative(folder, real));
    if (leadsIntoGit(target)) return { reason: 'outside-root', detail: 'link into .git' };
    const stats = statSync(real);
    if (stats.isDirectory()) return linkToFolder(target);
    if (!stats.isFile()) return { reason: 'not-a-regular-file', detail: `link to a ${kindOf(stats)}` };
    return { target };
  } catch (error) {
    return unresolved(folder, file, error);
  }
}

/** The skip of a link that leads out of the root. */
export const outside: NoContent = { reason: 'outside-root', detail: 'link to a place outside the root' };

/** The skip of a link to a folder of the same root. */
export function linkToFolder(target: string): NoContent {
  const name = target === '' ? 'the root' : `the folder ${target}`;
  return { reason: 'duplicate-link', detail: `link to ${name}, whose files count in their own place` };
}

/** A link out of the root is one on every machine, whether or not something is there. */
function unresolved(folder: string, file: string, error: unknown): NoContent {
  const code = systemErrorCode(error);
  if (code === 'ELOOP') return { reason: 'broken-link', detail: 'links in a circle' };
  if (code !== 'ENOENT' && code !== 'ENOTDIR')
    return { reason: 'unreadable', detail: `link: ${whyUnreadable(error)}` };
  try {
    const direct = resolve(dirname(file), readlinkSync(file));
    return isInside(folder, direct) ? { reason: 'broken-link' } : outside;
  } catch {
    return { reason: 'broken-link' };
  }
}
