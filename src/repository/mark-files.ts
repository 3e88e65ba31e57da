import type { FileMark, RepositoryFile } from '../model/repository-view.js';
import type { RootAttributes } from './attribute-files.js';
import type { AttributeValue } from './attributes.js';
import type { ListedFile } from './listed-file.js';
import { inOrder, marksOfPath } from './marks.js';
import { foldersAbove } from './native-path.js';

/** GitHub's attributes for the marks they set or take away. */
const attributeMarks: readonly (readonly [string, FileMark])[] = [
  ['linguist-vendored', 'vendored'],
  ['linguist-generated', 'generated'],
  ['linguist-documentation', 'documentation'],
];

/** Gives files their marks: what the path tells, corrected by what `.gitattributes` says, which always wins. */
export function markFiles(files: readonly ListedFile[], attributes: RootAttributes): RepositoryFile[] {
  const guessed = files.map((file) => ({ ...file, marks: marksOfPath(file.path) }));
  return withoutHiddenProduct(guessed).map((file) => corrected(file, attributes.of(file.path)));
}

function corrected(file: RepositoryFile, attributes: ReadonlyMap<string, AttributeValue>): RepositoryFile {
  if (attributes.size === 0) return file;
  const marks = new Set(file.marks);
  for (const [name, mark] of attributeMarks) {
    const value = attributes.get(name);
    if (value === undefined) continue;
    if (value === false || value === 'false') marks.delete(mark);
    else marks.add(mark);
  }
  return { ...file, marks: inOrder(marks) };
}

/**
 * A repository without any code but that in its `demo/` or `examples/` is about these: a Django project called "demo", a collection of
 * samples. Then the guess "example" would hide the whole product and is taken back.
 */
function withoutHiddenProduct(files: readonly RepositoryFile[]): readonly RepositoryFile[] {
  const hides = files.some((file) => file.marks.includes('example') && isCode(file.path));
  if (!hides || files.some((file) => file.marks.length === 0 && isCode(file.path))) return files;
  return files.map((file) => ({ ...file, marks: file.marks.filter((mark) => mark !== 'example') }));
}

const codeName =
  /\.(?:[cm]?[jt]sx?|py|rb|go|rs|java|kt|kts|scala|groovy|cs|fs|vb|php|ex|exs|erl|clj|swift|dart|c|cc|cpp|h|hpp|sql|vue|svelte)$/;

/** Code at the root that manages a project of any kind and is no product: tools' own settings and entry points. */
const projectName =
  /^(?:manage\.py|setup\.py|noxfile\.py|tasks\.py|build\.gradle\.kts|settings\.gradle\.kts|gulpfile\.\w+|Gruntfile\.\w+|\.?[\w-]+\.config\.\w+|\.eslintrc\.\w+)$/;

function isCode(path: string): boolean {
  if (!codeName.test(path)) return false;
  const folders = foldersAbove(path);
  if (folders.length === 1) return !projectName.test(path);
  // Scripts of the project itself: `.github/`, `scripts/`, `tools/`.
  return !/^(?:\.|(?:scripts?|tools?|ci|hack)\/)/.test(path);
}
