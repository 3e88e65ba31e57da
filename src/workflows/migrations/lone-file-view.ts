import type { RepositoryView } from '../../model/repository-view.js';
import { FileView } from '../../repository/file-view.js';

/** A view that holds one file of the given bytes and nothing else. */
export function loneFileView(path: string, bytes: Buffer): RepositoryView {
  return new FileView({
    commit: undefined,
    files: [{ path, origin: 'walked', marks: [] }],
    skipped: [],
    content: () => ({ content: bytes }),
  });
}
