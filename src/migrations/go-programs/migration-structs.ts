import type { Migration, MigrationSet, RunnerModel } from '../../model/migration.js';
import type { Reading } from '../../model/reading.js';
import type { RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import { compareText } from '../../model/source-span.js';
import type { GoFile, GoFunction } from '../../syntax/go/file.js';
import type { GoProgram } from '../../syntax/go/program.js';
import type { GoType } from '../../syntax/go/tree.js';
import { dialectOfSet } from '../dialect/dialect-of-set.js';
import { manifestsOf } from '../finding/manifests.js';
import { filesByDirectory } from '../finding/product-files.js';
import type { MigrationClaim } from '../framework.js';
import { goProgramOf, readGoMigration } from './go-migration.js';
import { GoInterpreter } from './interpreter.js';
import type { GoStruct } from './interpreter.js';
import { GoLibraries } from './libraries.js';
import { TableMemory } from './table-memory.js';
import { GoScope, textOf } from './values.js';

/** A library whose migrations are structs with an ID and functions: `&gormigrate.Migration{ID: "…", Migrate: …, Rollback: …}`. */
export interface StructLibrary {
  readonly framework: string;
  /** Import paths of the library. */
  readonly imports: RegExp;
  /** A piece of the import path, for a cheap look at a file. */
  readonly word: string;
  /** Fields with the way forth and the way back; the first that is there counts. */
  readonly up: readonly string[];
  readonly down: readonly string[];
  readonly runner: RunnerModel;
  /** What the code of the package says of transactions. */
  readonly runnerIn?: (texts: readonly string[]) => RunnerModel;
}

/** Finds the packages that hold migrations of the library. */
export async function findStructs(
  library: StructLibrary,
  view: RepositoryView,
): Promise<readonly MigrationClaim[]> {
  const manifests = await manifestsOf(view);
  const isUsed = manifests.some(({ dependencies }) =>
    [...dependencies.keys()].some((name) => library.imports.test(name)),
  );
  if (!isUsed) return [];
  const claims: MigrationClaim[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const files: string[] = [];
    for (const { path } of entries) {
      if (!path.endsWith('.go') || path.endsWith('_test.go')) continue;
      const text = (await view.read(path))?.text;
      if (text !== undefined && text.includes(library.word)) files.push(path);
    }
    if (files.length === 0) continue;
    const found = await collect(library, directory, files, view);
    const holders = [...new Set(found.map(({ path }) => path))];
    const [sample] = holders;
    if (sample === undefined) continue;
    claims.push({
      framework: library.framework,
      directory,
      ...(await dialectOfSet({ directory, files: [] }, view)),
      reason: `${sample} holds migrations of ${library.framework}`,
      strength: 'signature',
      files: holders,
    });
  }
  return claims;
}

interface Found {
  readonly id: string | undefined;
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly value: GoStruct;
}

/** Reads the migrations of a package in the order in which its lists name them. */
export async function readStructs(
  library: StructLibrary,
  set: MigrationSet,
  view: RepositoryView,
): Promise<Reading<Migration>> {
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  const program = await goProgramOf(view);
  const memory = new TableMemory();
  const pkg = await program.package(set.directory);
  const runner = library.runnerIn?.((pkg?.files ?? []).map(({ source }) => source.text)) ?? library.runner;
  for (const { id, path, start, end, value } of await collect(library, set.directory, set.files, view)) {
    const source = program.file(path)?.source;
    if (!source) continue;
    const field = (names: readonly string[]): ReturnType<GoStruct['fields']['get']> =>
      names.map((name) => value.fields.get(name)).find((one) => one !== undefined && one.kind !== 'nil');
    const read = await readGoMigration(
      {
        set,
        path,
        ...named(id, source.position(start).line),
        runner,
        transaction: runner.transaction,
        up: field(library.up),
        down: field(library.down),
        span: source.span(start, end),
      },
      { program, view, memory },
    );
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped };
}

function named(id: string | undefined, line: number): { readonly name: string; readonly version: string } {
  if (id === undefined) return { name: `line ${line}`, version: '' };
  const rest = id.replace(/^[\d\-_.T:]+/, '');
  return { name: rest === '' ? id : rest, version: id };
}

/** All literals of the library's struct in the given files of a package. Files with lists come first: lists give the order. */
async function collect(
  library: StructLibrary,
  directory: string,
  paths: readonly string[],
  view: RepositoryView,
): Promise<readonly Found[]> {
  const program = await goProgramOf(view);
  const pkg = await program.package(directory);
  const files =
    pkg?.files.filter(({ imports }) => imports.some(({ path }) => library.imports.test(path))) ?? [];
  if (!pkg || files.length === 0) return [];
  const found = new Map<string, Found>();
  const isOwn = ownTypes(library, files);
  const interpreter = (): GoInterpreter =>
    new GoInterpreter(program, 'unknown', new GoLibraries(program, 'unknown'), (value) => {
      const { literal } = value;
      if (!literal || !isOwn(value.type, value.scope.file)) return;
      const id = textOf(value.fields.get('ID'));
      const key = id ?? `${literal.file}:${literal.start}`;
      if (!found.has(key))
        found.set(key, { id, path: literal.file, start: literal.start, end: literal.end, value });
    });
  const lists = (file: GoFile): boolean => /\[\]\s*\*?\w+\.Migration\s*\{\s*\S/.test(file.source.text);
  const hasLists = files.some(lists);
  for (const file of files.toSorted((one, other) => Number(lists(other)) - Number(lists(one)))) {
    const scope = new GoScope(pkg, file);
    for (const { value } of file.values) if (value) await interpreter().valueIn(value, scope);
    for (const fn of file.functions)
      if (!isHelper(fn, isOwn, file)) await readFunction(fn, scope, program, interpreter());
  }
  const all = [...found.values()].filter(({ path }) => paths.includes(path));
  return hasLists ? all : all.toSorted((one, other) => compareText(one.id ?? '', other.id ?? ''));
}

async function readFunction(
  fn: GoFunction,
  scope: GoScope,
  program: GoProgram,
  interpreter: GoInterpreter,
): Promise<void> {
  const literal = await program.body(fn);
  if (literal) await interpreter.run(literal, scope);
}

/** A function that makes a migration of what it is given: it counts where it is called. */
function isHelper(
  fn: GoFunction,
  isOwn: (type: GoType | undefined, file: GoFile) => boolean,
  file: GoFile,
): boolean {
  return fn.parameters.length > 0 && fn.results.some(({ type }) => isOwn(type, file));
}

/** Whether a type is the library's Migration, by the imports of the file that it is written in. */
function ownTypes(
  library: StructLibrary,
  files: readonly GoFile[],
): (type: GoType | undefined, file: GoFile) => boolean {
  const names = new Map(
    files.map((file) => [
      file.path,
      new Set(
        file.imports
          .filter(({ path }) => library.imports.test(path))
          .map(
            ({ name, path }) =>
              name ??
              path
                .replace(/\/v\d+$/, '')
                .replace(/\.v\d+$/, '')
                .split('/')
                .at(-1) ??
              '',
          ),
      ),
    ]),
  );
  const own = (type: GoType | undefined, file: GoFile): boolean => {
    if (type?.kind === 'pointer') return own(type.to, file);
    return (
      type?.kind === 'named' &&
      type.name === 'Migration' &&
      type.qualifier !== undefined &&
      names.get(file.path)?.has(type.qualifier) === true
    );
  };
  return own;
}
