import type { RepositoryView } from '../../../model/repository-view.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { directoryOf } from '../../finding/paths.js';
import type { ClaimStrength, MigrationClaim } from '../../framework.js';
import { changelogFiles } from './changelog-files.js';
import { liquibaseSettings } from './changelog-settings.js';
import type { ChangelogTree } from './changelog-tree.js';
import { changelogTree, resolveReference } from './changelog-tree.js';

/** Changelogs that Liquibase runs in one order. */
export interface LiquibaseSet {
  readonly directory: string;
  readonly reason: string;
  readonly strength: ClaimStrength;
  readonly tree: ChangelogTree;
  /** Files with change sets, each in one set only. */
  readonly files: readonly string[];
}

/** All sets: first those that a configuration names, then changelogs that no other includes, folder by folder. */
export const liquibaseSets = oncePerView(async (view: RepositoryView): Promise<readonly LiquibaseSet[]> => {
  const known = await changelogFiles(view);
  const taken = new Set<string>();
  const sets: LiquibaseSet[] = [];
  const add = async (roots: readonly string[], reason: string, strength: ClaimStrength): Promise<void> => {
    const tree = await changelogTree(roots, view);
    const holding = new Set(tree.changeSets.map(({ file }) => file));
    const files = tree.files.filter((path) => holding.has(path) && !taken.has(path));
    for (const path of [...tree.files, ...files]) taken.add(path);
    const directory = directoryOf(roots[0] ?? '.');
    if (files.length > 0) sets.push({ directory, reason, strength, tree, files });
  };
  const { changelogs } = await liquibaseSettings(view);
  for (const { file, changelog } of changelogs) {
    const root =
      resolveReference(changelog, file, undefined, view) ?? onResources(changelog, file, [...known.keys()]);
    if (root !== undefined && known.has(root) && !taken.has(root))
      await add([root], `${file} names the changelog`, 'configured');
  }
  const included = await includedFiles(
    [...known.keys()].filter((path) => !taken.has(path)),
    view,
  );
  const folders = new Map<string, string[]>();
  for (const path of known.keys()) {
    if (taken.has(path) || included.has(path)) continue;
    const directory = directoryOf(path);
    const folder = folders.get(directory);
    if (folder) folder.push(path);
    else folders.set(directory, [path]);
  }
  for (const roots of folders.values()) await add(roots, `${roots[0] ?? ''} is a changelog`, 'signature');
  return sets;
});

/** `classpath:db/master.xml` seen from a settings file that may lie elsewhere: the nearest changelog with that end. */
function onResources(written: string, from: string, known: readonly string[]): string | undefined {
  const path = written
    .replace(/^(classpath\*?|file):\/*/i, '')
    .replace(/^.*\$\{[^}]*\}\/*/, '')
    .replace(/^\/+/, '');
  const fitting = known.filter((candidate) => candidate === path || candidate.endsWith(`/${path}`));
  const home = directoryOf(from).replace(/\/src\/.*$/, '');
  return (
    fitting.find((candidate) => candidate.startsWith(`${home}/`)) ??
    (fitting.length === 1 ? fitting[0] : undefined)
  );
}

/** Files that another of the files includes. */
async function includedFiles(paths: readonly string[], view: RepositoryView): Promise<ReadonlySet<string>> {
  const included = new Set<string>();
  for (const path of paths) {
    if (included.has(path)) continue;
    const tree = await changelogTree([path], view);
    for (const file of tree.files) if (file !== path) included.add(file);
  }
  return included;
}

/** Finds the changelogs of Liquibase. */
export async function findLiquibase(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const { dialects } = await liquibaseSettings(view);
  const claims: MigrationClaim[] = [];
  for (const { directory, reason, strength, files } of await liquibaseSets(view)) {
    const dialect = await dialectOfSet(
      { directory, files: files.filter((path) => /\.sql$/i.test(path)), hints: dialects },
      view,
    );
    claims.push({ framework: 'liquibase', directory, ...dialect, reason, strength, files });
  }
  return claims;
}
