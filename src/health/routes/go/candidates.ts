import { isProductFile, type RepositoryFile } from '../../../model/repository-view.js';
import { isGoSource } from '../../../syntax/go/source-file.js';

/** Go files of the product itself; go.mod and go.work are asked for by name. */
export function isGoCandidate(file: RepositoryFile): boolean {
  return isGoSource(file) && isProductFile(file);
}
