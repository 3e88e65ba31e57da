import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { claimFolders } from '../../claim-folders.js';
import type { FoundFolder } from '../../claim-folders.js';
import { dialectOfFolder } from '../../dialect/dialect-names.js';
import { manifestsOf } from '../../finding/manifests.js';
import { directoryOf, isWithin, segmentsOf } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { definesMigration, firstVersion } from './migration-file.js';
import { runnerEvidence } from './runner-evidence.js';

interface Found {
  readonly path: string;
  readonly version: bigint;
}

/**
 * Finds the migrations of each project: the runner looks for them in an assembly, whatever their folders. Folders that are named after
 * databases are sets of their own.
 */
export async function findFluent(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const manifests = (await manifestsOf(view)).filter(({ ecosystem }) => ecosystem === 'dotnet');
  const isUsed = manifests.some(({ dependencies }) =>
    [...dependencies.keys()].some((name) => name.startsWith('FluentMigrator')),
  );
  const projects = manifests
    .map(({ file }) => directoryOf(file))
    .toSorted((one, other) => other.length - one.length);
  const sets = new Map<string, Found[]>();
  for (const { path } of productFiles(view)) {
    if (!path.endsWith('.cs')) continue;
    const likely = /migrat|schema|database|db|upgrade|version|\d{3}/i.test(path);
    const source = likely ? await view.read(path) : undefined;
    if (!source || !definesMigration(source.text, isUsed)) continue;
    const project = projects.find((directory) => isWithin(path, directory)) ?? directoryOf(path);
    const below = segmentsOf(directoryOf(path).slice(project === '.' ? 0 : project.length + 1));
    const key = `${project}\n${below.find((segment) => dialectOfFolder(segment) !== undefined) ?? ''}`;
    const found = sets.get(key);
    const one = { path, version: firstVersion(source.text) };
    if (found) found.push(one);
    else sets.set(key, [one]);
  }
  if (sets.size === 0) return [];
  const hints = await runnerEvidence(view);
  const folders = [...sets.values()].map((found): FoundFolder => {
    const files = found.toSorted(byVersion).map(({ path }) => path);
    return {
      directory: commonDirectory(files),
      files,
      strength: 'signature',
      reason: "its files have classes with FluentMigrator's attribute Migration",
      hints,
    };
  });
  return claimFolders('fluent-migrator', folders, view);
}

function byVersion(one: Found, other: Found): number {
  return one.version === other.version
    ? compareText(one.path, other.path)
    : one.version < other.version
      ? -1
      : 1;
}

/** The deepest directory that holds all files. */
function commonDirectory(files: readonly string[]): string {
  const [first = '', ...others] = files;
  let common = directoryOf(first);
  while (common !== '.' && !others.every((path) => isWithin(path, common))) common = directoryOf(common);
  return common;
}
