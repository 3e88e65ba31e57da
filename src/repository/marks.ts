import type { FileMark } from '../model/repository-view.js';
import { foldersMarks } from './mark-folders.js';
import { nameMarks } from './mark-names.js';
import { folderOf, nameOf } from './native-path.js';

/**
 * What the path alone tells of a file: whether it is vendored, generated, an example, a test or documentation. The path is relative to the
 * scanned root, so a root that itself lies in `test/` or `examples/` has no mark for that.
 *
 * A mark hides a file from most readers, and a word such as `test` or `demo` may be a product's own: so names win over kinds where a path
 * gives a reason to think so (`services/demo/`, `src/sample/`, `com/example/demo/`, `overlays/test/`); `mark-folders.ts` has the list. Whoever
 * knows better says so in `.gitattributes`, which wins (`linguist-generated`, `-linguist-vendored` …; see `mark-files.ts`).
 */
export function marksOfPath(path: string): readonly FileMark[] {
  const folder = folderOf(path);
  return inOrder(new Set([...foldersMarks(folder), ...nameMarks(folder, nameOf(path))]));
}

const order: readonly FileMark[] = ['vendored', 'generated', 'example', 'test', 'documentation'];

/** Marks in the order in which they are always given. */
export function inOrder(marks: ReadonlySet<FileMark>): readonly FileMark[] {
  return marks.size === 0 ? noMarks : order.filter((mark) => marks.has(mark));
}

const noMarks: readonly FileMark[] = [];
