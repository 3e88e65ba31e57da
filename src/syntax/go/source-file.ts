import type { RepositoryFile } from '../../model/repository-view.js';

/** True for Go files that the compiler takes into a build of the product: no tests, no third-party copies. */
export function isGoSource(file: RepositoryFile): boolean {
  return (
    file.path.endsWith('.go') &&
    !file.path.endsWith('_test.go') &&
    !file.marks.includes('test') &&
    !file.marks.includes('vendored')
  );
}
