import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { compareText } from '../../../model/source-span.js';
import { ancestorsOf, directoryOf, isWithin, resolveFrom } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import type { ChangelogFile } from './changelog-files.js';
import { changelogFiles } from './changelog-files.js';
import type { ChangelogNode } from './changelog-node.js';
import { valueOf } from './changelog-node.js';
import type { ChangelogParameters } from './changelog-parameters.js';
import { declareParameter, declareParameterFile } from './changelog-parameters.js';
import type { SqlChangeSet } from './formatted-sql.js';
import { rawSqlChangeSet, sqlChangeSets } from './formatted-sql.js';

/** A change set where it was met, in the order in which Liquibase runs them. */
export type MetChangeSet =
  | { readonly file: string; readonly source: SourceText; readonly node: ChangelogNode }
  | { readonly file: string; readonly source: SourceText; readonly sql: SqlChangeSet };

/** All that a changelog and what it includes hold. */
export interface ChangelogTree {
  /** Every file that was entered, in order, the first one included. */
  readonly files: readonly string[];
  readonly changeSets: readonly MetChangeSet[];
  readonly parameters: ChangelogParameters;
  readonly skipped: readonly Skipped[];
}

interface Walk {
  readonly view: RepositoryView;
  readonly known: ReadonlyMap<string, ChangelogFile>;
  readonly entered: Set<string>;
  readonly files: string[];
  readonly changeSets: MetChangeSet[];
  readonly parameters: Map<string, string>;
  readonly skipped: Skipped[];
}

/** Follows a changelog through its includes; each file is entered once, as Liquibase does. */
export async function changelogTree(first: readonly string[], view: RepositoryView): Promise<ChangelogTree> {
  const walk: Walk = {
    view,
    known: await changelogFiles(view),
    entered: new Set(),
    files: [],
    changeSets: [],
    parameters: new Map(),
    skipped: [],
  };
  for (const path of first) await enter(path, walk);
  const { files, changeSets, parameters, skipped } = walk;
  return { files, changeSets, parameters, skipped };
}

async function enter(path: string, walk: Walk): Promise<void> {
  if (walk.entered.has(path)) return;
  walk.entered.add(path);
  walk.files.push(path);
  const file = walk.known.get(path);
  walk.skipped.push(...(file?.skipped ?? []));
  if (file?.root) {
    for (const node of file.root.children) await follow(node, file, walk);
    return;
  }
  if (!/\.sql$/i.test(path)) return;
  const source = file?.source ?? (await walk.view.read(path));
  if (!source) return;
  const found = file ? sqlChangeSets(source) : [rawSqlChangeSet(source)];
  for (const sql of found) walk.changeSets.push({ file: path, source, sql });
}

async function follow(node: ChangelogNode, file: ChangelogFile, walk: Walk): Promise<void> {
  switch (node.name) {
    case 'changeSet':
      walk.changeSets.push({ file: file.path, source: file.source, node });
      break;
    case 'property':
      await declareProperty(node, file, walk);
      break;
    case 'include':
      await followInclude(node, file, walk);
      break;
    case 'includeAll':
      for (const path of includedAll(node, file, walk)) await enter(path, walk);
      break;
    case 'databaseChangeLog':
      for (const child of node.children) await follow(child, file, walk);
      break;
    default:
      // preConditions, removeChangeSetProperty, attributes: nothing to run.
      break;
  }
}

async function declareProperty(node: ChangelogNode, file: ChangelogFile, walk: Walk): Promise<void> {
  const path = valueOf(node, 'file');
  if (path === undefined) return declareParameter(node, walk.parameters);
  const target = resolveReference(path, file.path, valueOf(node, 'relativeToChangelogFile'), walk.view);
  const source = target === undefined ? undefined : await walk.view.read(target);
  if (source) declareParameterFile(source.text, walk.parameters);
}

async function followInclude(node: ChangelogNode, file: ChangelogFile, walk: Walk): Promise<void> {
  const written = valueOf(node, 'file') ?? '';
  const target = resolveReference(written, file.path, valueOf(node, 'relativeToChangelogFile'), walk.view);
  if (target !== undefined) await enter(target, walk);
  else
    walk.skipped.push({
      file: file.path,
      line: node.span.line,
      reason: written.includes('${') ? 'dynamic' : 'unsupported-syntax',
      detail: `the included changelog ${written} is not in the repository`,
    });
}

function includedAll(node: ChangelogNode, file: ChangelogFile, walk: Walk): readonly string[] {
  const written = (valueOf(node, 'path') ?? '').replace(/\/+$/, '');
  const folders = new Set<string>();
  const candidates = [
    ...walk.known.keys(),
    ...productFiles(walk.view).flatMap(({ path }) => (/\.sql$/i.test(path) ? [path] : [])),
  ];
  for (const path of candidates) for (const above of ancestorsOf(directoryOf(path))) folders.add(above);
  const folder = resolveAmong(
    written,
    file.path,
    valueOf(node, 'relativeToChangelogFile'),
    (path) => folders.has(path),
    [...folders],
  );
  if (folder === undefined) return [];
  const ending = valueOf(node, 'endsWithFilter') ?? '';
  return [...new Set(candidates)]
    .filter((path) => path !== file.path && isWithin(path, folder) && path.endsWith(ending))
    .toSorted(compareText);
}

/** The file that a changelog means by a reference: beside it, or on some root of the classpath. */
export function resolveReference(
  written: string,
  from: string,
  relative: string | undefined,
  view: RepositoryView,
): string | undefined {
  return resolveAmong(
    written,
    from,
    relative,
    (path) => view.file(path) !== undefined,
    () => view.files.map(({ path }) => path),
  );
}

/** Relative to the changelog when it says so, else below the changelog's folder, one above it, or the end of just one path. */
function resolveAmong(
  written: string,
  from: string,
  relative: string | undefined,
  exists: (path: string) => boolean,
  all: readonly string[] | (() => readonly string[]),
): string | undefined {
  const path = written.replace(/^(classpath\*?|file|filesystem):\/*/i, '').replace(/^\.\//, '');
  if (path === '' || path.includes('${')) return undefined;
  const beside = resolveFrom(directoryOf(from), path.replace(/^\/+/, ''));
  if (relative?.toLowerCase() === 'true' && beside !== undefined && exists(beside)) return beside;
  const onRoot = path.replace(/^\/+/, '');
  for (const root of ancestorsOf(directoryOf(from))) {
    const candidate = resolveFrom(root, onRoot);
    if (candidate !== undefined && exists(candidate)) return candidate;
  }
  const fitting = (typeof all === 'function' ? all() : all).filter((candidate) =>
    candidate.endsWith(`/${onRoot}`),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}
