import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import type { ClaimStrength, MigrationClaim } from '../../framework.js';
import { configuredFolders, dependsOnPrisma, lockDialect, schemaDialects } from './prisma-settings.js';

/** Finds folders of `<name>/migration.sql`, which Prisma runs in the order of their names. */
export async function findPrisma(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const sets = new Map<string, string[]>();
  for (const { path } of productFiles(view)) {
    if (baseName(path) !== 'migration.sql' || !path.includes('/')) continue;
    const home = directoryOf(path);
    if (hasDrizzleSnapshot(view, home)) continue;
    const directory = directoryOf(home);
    const files = sets.get(directory);
    if (files) files.push(path);
    else sets.set(directory, [path]);
  }
  for (const { path } of productFiles(view)) {
    const directory = directoryOf(directoryOf(path));
    if (isDataMigration(path)) sets.get(directory)?.push(path);
  }
  const claims: MigrationClaim[] = [];
  for (const [directory, files] of sets) {
    const ground = await groundOf(view, directory, files);
    if (!ground) continue;
    const lock = await lockDialect(view, directory);
    const dialect = await dialectOfSet(
      { directory, files, settings: lock ? [lock] : [], hints: await schemaDialects(view) },
      view,
    );
    const inOrder = files.toSorted((one, other) => compareText(directoryOf(one), directoryOf(other)));
    claims.push({ framework: 'prisma', directory, ...dialect, ...ground, files: inOrder });
  }
  return claims;
}

/** A program that lies where a migration of Prisma would: a data migration, which the project's own runner runs in between. */
export function isDataMigration(path: string): boolean {
  return /^migration\.[cm]?[jt]s$/.test(baseName(path)) && /^\d{14}_/.test(baseName(directoryOf(path)));
}

/** Drizzle 1.0 keeps `<time>_<name>/migration.sql` too, with a `snapshot.json` beside: https://orm.drizzle.team/docs/migrations */
function hasDrizzleSnapshot(view: RepositoryView, directory: string): boolean {
  return view.file(resolveFrom(directory, 'snapshot.json') ?? '') !== undefined;
}

interface Ground {
  readonly strength: ClaimStrength;
  readonly reason: string;
}

async function groundOf(
  view: RepositoryView,
  directory: string,
  files: readonly string[],
): Promise<Ground | undefined> {
  const config = (await configuredFolders(view)).get(directory);
  if (config !== undefined) return { strength: 'configured', reason: `${config} names the folder` };
  const lock = resolveFrom(directory, 'migration_lock.toml') ?? '';
  if (view.file(lock))
    return { strength: 'signature', reason: `Prisma's lock file ${lock} lies in the folder` };
  const parent = directoryOf(directory);
  const schema = productFiles(view).find(
    ({ path }) => path.endsWith('.prisma') && directoryOf(path) === parent,
  );
  if (schema) return { strength: 'dependency', reason: `${schema.path} lies beside the folder` };
  if (await dependsOnPrisma(view))
    return {
      strength: 'dependency',
      reason: 'the project depends on prisma and the files are named as Prisma names them',
    };
  return files.every((path) => /^\d{14}_/.test(baseName(directoryOf(path))))
    ? { strength: 'path', reason: 'the files are named as Prisma names them' }
    : undefined;
}
