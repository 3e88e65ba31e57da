import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import type { RubyProgram } from '../../../syntax/ruby/program.js';
import { withTree } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { directoryOf, resolveFrom } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { sequelProgram } from './sequel-program.js';

/** Other files that are read for one migration. */
const mostFiles = 6;
const mostRubyFiles = 4_000;
const largestFile = 300_000;

/** A method that stands in another file than the migration which calls it. */
export interface HelperMethod {
  readonly node: SyntaxNode;
  readonly program: RubyProgram;
}

/** Methods of other files: those that required files define, and those of modules (`Names.method`), by name. */
export type HelperMethods = ReadonlyMap<string, HelperMethod>;

/** Reads a migration's text while the trees of the files whose methods it calls are open. */
export async function withHelpers<Result>(
  source: SourceText,
  view: RepositoryView,
  read: (helpers: HelperMethods) => Promise<Result>,
): Promise<Result> {
  const helpers = new Map<string, HelperMethod>();
  const files: SourceText[] = [];
  for (const path of await helperPaths(source, view)) {
    const file = await view.read(path);
    if (file && file.text.length <= largestFile && files.length < mostFiles) files.push(file);
  }
  const open = async (index: number): Promise<Result> => {
    const file = files[index];
    if (!file) return read(helpers);
    return withTree('ruby', file, async (root) => {
      const program = sequelProgram(root);
      for (const node of root.descendantsOfType(['method', 'singleton_method'])) {
        const name = node?.childForFieldName('name')?.text;
        if (node && name !== undefined && !helpers.has(name)) helpers.set(name, { node, program });
      }
      return open(index + 1);
    });
  };
  return open(0);
}

/** `require_relative 'x'`, `require File.expand_path('../helpers/x', __dir__)`, and the files of modules whose methods get the database. */
async function helperPaths(source: SourceText, view: RepositoryView): Promise<ReadonlySet<string>> {
  const paths = new Set<string>();
  const directory = directoryOf(source.path);
  for (const [line, written = ''] of source.text.matchAll(
    /^\s*require(?:_relative)?\b[^'"\n]{0,60}['"]([\w./-]{1,200})['"].{0,60}$/gm,
  )) {
    // Of `__FILE__` the first step up only leaves the name of the file.
    const relative = line.includes('__FILE__') ? written.replace(/^\.\.\//, '') : written;
    const path = resolveFrom(directory, relative.endsWith('.rb') ? relative : `${relative}.rb`);
    if (path !== undefined && view.file(path)) paths.add(path);
  }
  const calls = [...source.text.matchAll(/\b[A-Z]\w*\.([a-z]\w{3,})\s*\(?\s*(?:self|db)\b/g)];
  if (calls.length > 0) {
    const modules = await moduleMethods(view);
    for (const [, name = ''] of calls) {
      const [only, ...others] = modules.get(name) ?? [];
      if (only !== undefined && others.length === 0) paths.add(only);
    }
  }
  return paths;
}

/** Files by the methods of modules that they define: `def self.name`. */
const moduleMethods = oncePerView(async (view): Promise<ReadonlyMap<string, readonly string[]>> => {
  const found = new Map<string, string[]>();
  const files = productFiles(view).filter(({ path }) => path.endsWith('.rb'));
  for (const { path } of files.slice(0, mostRubyFiles)) {
    const source = await view.read(path);
    if (!source || source.text.length > largestFile || !source.text.includes('def self.')) continue;
    for (const [, name = ''] of source.text.matchAll(/^\s*def self\.(\w+)/gm)) {
      const files_ = found.get(name);
      if (files_) files_.push(path);
      else found.set(name, [path]);
    }
  }
  return found;
});
