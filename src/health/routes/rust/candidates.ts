import type { RepositoryFile } from '../../../model/repository-view.js';

/** Programs in Rust. */
export function isRustCandidate({ path }: RepositoryFile): boolean {
  return path.endsWith('.rs');
}
