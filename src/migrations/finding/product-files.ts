import type { RepositoryFile, RepositoryView } from '../../model/repository-view.js';
import { isProductFile } from '../../model/repository-view.js';
import { oncePerView } from './once-per-view.js';
import { directoryOf } from './paths.js';

/**
 * The files among which migrations are looked for: the product's own. In a repository that is nothing but examples, tests or docs (all
 * that is unmarked lies at the root: README, licence) these are the product, and all files count.
 */
export const productFiles = oncePerView((view: RepositoryView): readonly RepositoryFile[] => {
  const own = view.files.filter(isProductFile);
  return own.some((file) => file.path.includes('/') && !file.path.startsWith('.'))
    ? own
    : hasOnlyRootPapers(own)
      ? view.files
      : own;
});

/** Unmarked files that say nothing of a product: papers and settings, no program, no SQL. */
function hasOnlyRootPapers(own: readonly RepositoryFile[]): boolean {
  return own.every((file) => file.path.startsWith('.') || /(^[A-Z_]+|\.(md|txt|rst|adoc|toml|ya?ml|json|lock|xml))$/.test(file.path));
}

/** Product files by directory (sorted by path within it), in order of the directories' first files. */
export const filesByDirectory = oncePerView(
  (view: RepositoryView): ReadonlyMap<string, readonly RepositoryFile[]> => {
    const byDirectory = new Map<string, RepositoryFile[]>();
    for (const file of productFiles(view)) {
      const directory = directoryOf(file.path);
      const files = byDirectory.get(directory);
      if (files) files.push(file);
      else byDirectory.set(directory, [file]);
    }
    return byDirectory;
  },
);

/** Reads a product file; undefined when it is marked, absent or unreadable. */
const productPaths = oncePerView((view) => new Set(productFiles(view).map((file) => file.path)));

/** Whether a path is a file among which migrations are looked for. */
export function isProductPath(view: RepositoryView, path: string): boolean {
  return productPaths(view).has(path);
}
