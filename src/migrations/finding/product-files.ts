import type { RepositoryFile, RepositoryView } from '../../model/repository-view.js';
import { oncePerView } from './once-per-view.js';
import { directoryOf } from './paths.js';

/**
 * The files among which migrations are looked for: the product's own. In a repository that is nothing but examples, tests or docs (all
 * that is unmarked lies at the root: README, licence) these are the product, and all files count.
 */
export const productFiles = oncePerView((view: RepositoryView): readonly RepositoryFile[] => {
  const own = view.files.filter(isOwn);
  const isProduct = own.some((file) => file.path.includes('/') && !file.path.startsWith('.'));
  return isProduct || !hasOnlyRootPapers(own)
    ? own
    : view.files.filter(({ marks }) => !marks.includes('vendored'));
});

/**
 * Not a test, an example, a document or a third-party copy. Files that only `.gitattributes` calls generated stay in: that keeps the
 * migrations that Prisma or Drizzle wrote out of diffs, and they run all the same. Copies that a build made are out.
 */
function isOwn({ path, marks }: RepositoryFile): boolean {
  return marks.every((mark) => mark === 'generated') && (marks.length === 0 || !builtFolders.test(path));
}

const builtFolders = /(^|\/)(dist|build|out|target|bin|obj|classes|\.?_*(auto-?)?generated[\w-]*)\//;

/** Unmarked files that say nothing of a product: papers and settings, no program, no SQL. */
function hasOnlyRootPapers(own: readonly RepositoryFile[]): boolean {
  return own.every(
    (file) =>
      file.path.startsWith('.') || /(^[A-Z_]+|\.(md|txt|rst|adoc|toml|ya?ml|json|lock|xml))$/.test(file.path),
  );
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

const productPaths = oncePerView((view) => new Set(productFiles(view).map((file) => file.path)));

/** Whether a path is a file among which migrations are looked for. */
export function isProductPath(view: RepositoryView, path: string): boolean {
  return productPaths(view).has(path);
}
