import type { RepositoryView } from '../../model/repository-view.js';
import { matchesPathPattern } from '../../syntax/path-pattern.js';
import { isWithin, resolveFrom } from './paths.js';
import { productFiles } from './product-files.js';

/** Longest list of items that a project file is read for. */
const mostItems = 200;

/**
 * The files of one extension that a project file of MSBuild lists under an item (`<EmbeddedResource Include="Scripts\**\*.sql" />`),
 * what it removes again left out.
 */
export function listedFiles(
  view: RepositoryView,
  { directory, text }: { readonly directory: string; readonly text: string },
  items: readonly string[],
  extension: string,
): readonly string[] {
  const patterns = (attribute: string): readonly string[] =>
    [
      ...text
        .slice(0, 400_000)
        .matchAll(
          new RegExp(`<(?:${items.join('|')})\\s[^<>]{0,200}?\\b(?:${attribute})="([^"]{1,400})"`, 'g'),
        ),
    ]
      .slice(0, mostItems)
      .flatMap(([, list = '']) => list.split(';'))
      .flatMap((written) => patternOf(directory, written.trim()) ?? []);
  const [included, removed] = [patterns('Include|Update'), patterns('Remove|Exclude')];
  if (included.length === 0) return [];
  return productFiles(view)
    .map(({ path }) => path)
    .filter(
      (path) =>
        path.endsWith(extension) &&
        isWithin(path, directory) &&
        included.some((pattern) => matchesPathPattern(pattern, path.toLowerCase())) &&
        !removed.some((pattern) => matchesPathPattern(pattern, path.toLowerCase())),
    );
}

/** `Scripts\**\*.sql` seen from the project's directory. MSBuild does not look at case: https://learn.microsoft.com/visualstudio/msbuild/msbuild-items */
function patternOf(directory: string, written: string): string | undefined {
  const plain = written.replaceAll('\\', '/').replace(/^\$\(\w+\)\/?/, '');
  return plain === '' ? undefined : resolveFrom(directory, plain)?.toLowerCase();
}
