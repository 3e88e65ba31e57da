import { ancestorsOf, directoryOf, resolveFrom } from './paths.js';

const longestMention = 300;

/**
 * The directory that a text in `file` means by `mention`, chosen among `candidates`; undefined when none fits. Mentions are relative to
 * the file's directory, to one of its parents or to the root (scripts are called from anywhere). A beginning that only run time knows
 * (`$PWD/…`, `${{ github.workspace }}/…`, `/app/…` inside an image) is left off, when what remains is the end of just one candidate.
 */
export function mentionedDirectory(
  mention: string,
  file: string,
  candidates: readonly string[],
): string | undefined {
  if (mention.length > longestMention) return undefined;
  const path = mention
    .replace(/^["'`]+|["'`,;)]+$/g, '')
    .replace(/^(file|filesystem|embed|iofs):(\/\/)?/, '')
    .replace(/\/(\*\.\w+|\*)?$/, '');
  const known = path.replace(/^.*(\$\([^()]*\)|\$\{\{?[^{}]*\}?\}|\$\w+|\{\{[^{}]*\}\})\/?/, '');
  if (known === '') return undefined;
  if (known === path && !path.startsWith('/'))
    for (const base of ancestorsOf(directoryOf(file))) {
      const resolved = resolveFrom(base, path);
      if (resolved !== undefined && candidates.includes(resolved)) return resolved;
    }
  return uniqueEnd(known, candidates);
}

/** The only candidate that ends with the mention, or with whose own path the mention ends. */
function uniqueEnd(mention: string, candidates: readonly string[]): string | undefined {
  const parts = mention.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  for (let from = 0; from < parts.length; from += 1) {
    const end = parts.slice(from).join('/');
    const fitting = candidates.filter((candidate) => candidate === end || candidate.endsWith(`/${end}`));
    if (fitting.length === 1) return fitting[0];
    if (fitting.length > 1) return undefined;
  }
  return undefined;
}

/**
 * Paths inside containers with the host paths that a compose file or `docker run -v` puts there: `./db/migrations:/migrations:ro` →
 * `/migrations` means `./db/migrations`.
 */
export function mountedPaths(text: string): ReadonlyMap<string, string> {
  const mounts = new Map<string, string>();
  const pattern = /(?:^|[\s"'=])([\w.$(){}~/-]{1,200}):(\/[\w./-]{1,200})(?::\w+)?(?=["'\s]|$)/g;
  for (const [, host, container] of text.matchAll(pattern))
    if (host !== undefined && container !== undefined && /[./]/.test(host)) mounts.set(container, host);
  return mounts;
}
