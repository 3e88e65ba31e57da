import { isProductFile, type RepositoryFile } from '../../../model/repository-view.js';

/** Python files of the product itself. */
export function isPythonCandidate(file: RepositoryFile): boolean {
  return file.path.endsWith('.py') && isProductFile(file);
}
