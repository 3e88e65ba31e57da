import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { FoundFolder } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import { isSeedFolder } from '../../finding/foreign-folders.js';
import { mentionedDirectory } from '../../finding/mentions.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { sqlMigrateConfigs } from './sql-migrate-settings.js';

/** Cheap test of a text: only sql-migrate writes this line (rubenv/sql-migrate, `sqlparse/sqlparse.go`). */
export const upAnnotation = /^-- \+migrate Up\b/m;

/** Finds the folders of sql-migrate by the annotation that only it writes. */
export async function findSqlMigrate(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const found: { readonly directory: string; readonly files: readonly string[]; readonly sample: string }[] =
    [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const files = entries.map(({ path }) => path).filter((path) => path.endsWith('.sql'));
    if (files.length === 0 || isSeedFolder(directory)) continue;
    const sample = await firstAnnotated(files, view);
    if (sample !== undefined) found.push({ directory, files: files.toSorted(inOrder), sample });
  }
  const directories = found.map(({ directory }) => directory);
  const configs = await sqlMigrateConfigs(view);
  const folders: FoundFolder[] = found.map(({ directory, files, sample }) => {
    const own = configs.filter(
      (config) => mentionedDirectory(config.directory, config.file, directories) === directory,
    );
    return {
      directory,
      files,
      strength: 'signature',
      reason: `${baseName(sample)} is annotated for sql-migrate`,
      settings: own.flatMap(({ dialect }) => dialect ?? []),
      hints: configs.flatMap(({ dialect }) => dialect ?? []),
    };
  });
  return claimFolders('sql-migrate', folders, view);
}

/** The first annotated file, where most are: a single one among files of another tool was put there by mistake. */
async function firstAnnotated(files: readonly string[], view: RepositoryView): Promise<string | undefined> {
  const annotated: string[] = [];
  for (const path of files) {
    const source = await view.read(path);
    if (source && upAnnotation.test(source.text)) annotated.push(path);
  }
  return annotated.length * 2 >= files.length ? annotated[0] : undefined;
}

/** By the number in front, then by the whole name; names without a number come by their text (`migrate.go`, Migration.Less). */
function inOrder(one: string, other: string): number {
  const [left, right] = [numberOf(one), numberOf(other)];
  if (left !== undefined && right !== undefined && left !== right) return left < right ? -1 : 1;
  return compareText(baseName(one), baseName(other));
}

function numberOf(path: string): bigint | undefined {
  const digits = /^\d{1,30}/.exec(baseName(path))?.[0];
  return digits === undefined ? undefined : BigInt(digits);
}
