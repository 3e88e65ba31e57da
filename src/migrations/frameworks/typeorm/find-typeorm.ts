import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { manifestsOf } from '../../finding/manifests.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { dataSources, dialectEvidence, sourcesOf } from './data-sources.js';
import { definesMigration, timestampOf } from './migration-class.js';

const programs = /\.[cm]?[jt]s$/;

/** TypeORM itself, its packages for other frameworks, and forks under a name of their own (`@company/typeorm`). */
const dependency = /(^|[/-])typeorm(-|$)/;

/** Finds the folders whose files hold TypeORM migrations, wherever they lie. */
export async function findTypeorm(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const manifests = await manifestsOf(view);
  const isUsed = manifests.some(({ dependencies }) =>
    [...dependencies.keys()].some((name) => dependency.test(name)),
  );
  if (!isUsed) return [];
  const sets = new Map<string, readonly string[]>();
  for (const [directory, entries] of filesByDirectory(view)) {
    const found: { readonly path: string; readonly timestamp: string }[] = [];
    for (const { path } of entries) {
      if (!isCandidate(path)) continue;
      const source = await view.read(path);
      if (source && definesMigration(source)) found.push({ path, timestamp: timestampOf(source) });
    }
    const inOrder = found.toSorted(
      (one, other) => compareText(one.timestamp, other.timestamp) || compareText(one.path, other.path),
    );
    if (inOrder.length > 0)
      sets.set(
        directory,
        inOrder.map(({ path }) => path),
      );
  }
  if (sets.size === 0) return [];
  const sources = await dataSources(view);
  const directories = [...sets.keys()];
  const claims: MigrationClaim[] = [];
  for (const [directory, files] of sets) {
    const own = sourcesOf(directory, directories, sources);
    const settings = dialectEvidence(own);
    const dialect = await dialectOfSet(
      { directory, files: [], settings, hints: dialectEvidence(sources) },
      view,
    );
    const [source] = own;
    claims.push({
      framework: 'typeorm',
      directory,
      ...dialect,
      reason: source
        ? `the data source in ${source.file} names the folder`
        : `${baseName(files[0] ?? '')} holds a class that is named as TypeORM names migrations`,
      strength: source ? 'configured' : 'signature',
      files,
    });
  }
  return claims;
}

/** A program in a folder of migrations, or with a timestamp in its name. */
function isCandidate(path: string): boolean {
  const name = baseName(path);
  if (!programs.test(name) || /\.d\.[cm]?ts$|[.-](test|spec)\.[cm]?[jt]s$/.test(name)) return false;
  return /migrat/i.test(path) || /^\d{13,14}\D|\d{13,14}\.[cm]?[jt]s$/.test(name);
}
