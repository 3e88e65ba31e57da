import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { GoImport } from '../../../syntax/go/file.js';
import { directoryOf } from '../../../syntax/go/modules.js';
import type { GoPackage, GoProgram } from '../../../syntax/go/program.js';
import type { Relevance } from './mentions.js';
import { MentionGraph } from './mentions.js';
import { usesRouters } from './recognition.js';

interface Outline {
  readonly file: RepositoryFile;
  readonly directory: string;
  readonly imports: readonly GoImport[];
  readonly relevant: boolean;
}

/** Imports of a file, found without parsing: any quoted text in its head that has the form of one, with the word before it. */
function importsIn(text: string): GoImport[] {
  const end = text.search(/^(func|type|var|const)\b/m);
  const head = end === -1 ? text : text.slice(0, end);
  if (!/^import\b/m.test(head)) return [];
  return [...head.matchAll(/(?:([\w.]{1,80})[ \t]{1,8})?["`]([\w.~/-]{1,200})["`]/g)].map(
    ([, name, path = '']) => ({
      path,
      ...(name !== undefined && name !== 'import' && { name }),
    }),
  );
}

async function outline(file: RepositoryFile, view: RepositoryView): Promise<Outline | undefined> {
  const text = (await view.read(file.path))?.text;
  if (text === undefined) return undefined;
  const imports = importsIn(text);
  /** Helpers of tests that are not named like tests. */
  const forTests = imports.some(({ path }) => path === 'testing' || path === 'net/http/httptest');
  return {
    file,
    directory: directoryOf(file.path),
    imports,
    relevant: !forTests && usesRouters(imports, text),
  };
}

/** Directories that hold relevant files or import, over any number of steps, one that does. */
function relevantDirectories(outlines: readonly Outline[], program: GoProgram): string[] {
  const importers = new Map<string, Set<string>>();
  for (const { file, directory, imports } of outlines)
    for (const { path } of imports) {
      const target = program.resolver.directoryOfImport(file.path, path);
      if (target === undefined) continue;
      const known = importers.get(target) ?? new Set<string>();
      importers.set(target, known.add(directory));
    }
  const found = new Set<string>();
  const open = outlines.filter((one) => one.relevant).map((one) => one.directory);
  for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
    if (found.has(directory)) continue;
    found.add(directory);
    open.push(...(importers.get(directory) ?? []));
  }
  return [...found].toSorted(compareText);
}

/** Finds what matters among the candidates: reads them all cheaply, parses only the packages that lead to a router. */
export async function findRelevance(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
  program: GoProgram,
): Promise<Relevance> {
  const outlines: Outline[] = [];
  for (const file of candidates) {
    const found = await outline(file, view);
    if (found) outlines.push(found);
  }
  const packages: GoPackage[] = [];
  if (outlines.some((one) => one.relevant))
    for (const directory of relevantDirectories(outlines, program)) {
      const pkg = await program.package(directory);
      if (pkg) packages.push(pkg);
    }
  const relevantFiles = new Set(outlines.filter((one) => one.relevant).map((one) => one.file.path));
  return new MentionGraph(packages, relevantFiles, program);
}
