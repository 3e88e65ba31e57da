import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';

/** Gems by name, with the place that names them. */
export type Gems = ReadonlyMap<string, { readonly span: SourceSpan; readonly developmentOnly: boolean }>;

const manifest = /(^|\/)(Gemfile|gems\.rb|[^/]+\.gemspec)$/;

/** Whether a file names gems. */
export function isGemManifest(path: string): boolean {
  return manifest.test(path);
}

/** The gems that the manifests right in a directory name: `gem 'x'` of the Gemfile, `add_dependency 'x'` of a gemspec. */
export async function gemsIn(
  directory: string,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<Gems> {
  const gems = new Map<string, { span: SourceSpan; developmentOnly: boolean }>();
  for (const { path } of candidates) {
    if (!manifest.test(path) || folderOf(path) !== directory) continue;
    const source = await view.read(path);
    if (!source) continue;
    const written =
      /^([ \t]*)(?:gem|\w+\.add_(?:runtime_)?dependency)[ \t]*\(?[ \t]*["']([^"'\n]+)["']([^\n]*)$|^[ \t]*group\b([^\n]*)\bdo\b|^end\b/gm;
    let group = '';
    for (const match of source.text.matchAll(written)) {
      const [whole, indent, name, rest] = match;
      if (name === undefined) {
        group = whole.startsWith('end') ? '' : (match[4] ?? '');
        continue;
      }
      const start = match.index + (indent?.length ?? 0);
      const groups = `${indent === '' ? '' : group} ${/groups?:.*$/.exec(rest ?? '')?.[0] ?? ''}`;
      const developmentOnly =
        /:?(development|test)\b/.test(groups) && !/:?(production|default)\b/.test(groups);
      if (!gems.has(name))
        gems.set(name, { span: source.span(start, match.index + whole.length), developmentOnly });
    }
  }
  return gems;
}

/** The directory of a path; empty at the root. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** A path below a directory that may be the root. */
export function inFolder(directory: string, path: string): string {
  return directory === '' ? path : `${directory}/${path}`;
}

/** Whether a manifest of gems or config.ru names something; without any manifest the code itself has to tell. */
export async function mentionsGem(
  name: RegExp,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<boolean> {
  const manifests = candidates.filter(({ path }) => manifest.test(path) || path.endsWith('.ru'));
  for (const { path } of manifests) if (name.test((await view.read(path))?.text ?? '')) return true;
  return manifests.length === 0 && candidates.length > 0;
}
