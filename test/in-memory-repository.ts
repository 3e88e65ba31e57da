import type { RepositoryFile, RepositoryView } from '../src/model/repository-view.js';
import { compareText } from '../src/model/source-span.js';
import { SourceText } from '../src/model/source-text.js';
import { marksOfPath } from '../src/repository/marks.js';

/** A repository view over texts in memory, for tests of readers and rules: path → content. */
export function inMemoryRepository(contents: Readonly<Record<string, string>>): RepositoryView {
  const files: RepositoryFile[] = Object.keys(contents)
    .toSorted(compareText)
    .map((path) => ({ path, origin: 'tracked', marks: marksOfPath(path) }));
  return {
    commit: undefined,
    files,
    skipped: [],
    file: (path) => files.find((file) => file.path === path),
    read: (path) => {
      const text = contents[path];
      return Promise.resolve(text === undefined ? undefined : new SourceText(path, text));
    },
  };
}
