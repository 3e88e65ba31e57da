import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { FoundFolder } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import type { HasuraProject } from '../../finding/hasura-project.js';
import { hasuraProjectOf } from '../../finding/hasura-project.js';
import { baseName, directoryOf, isWithin, resolveFrom } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';

/** The folder of a migration: `<version>_<name>` (hasura/graphql-engine, `cli/migrate/source/parse.go`). */
export const hasuraFolder = /^(\d+)_(.*)$/;

/** Finds the migrations of Hasura's projects, one set per database. */
export async function findHasura(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const sets = new Map<string, string[]>();
  for (const { path } of productFiles(view)) {
    const home = directoryOf(path);
    if (!/^up\.(sql|yaml)$/.test(baseName(path)) || !hasuraFolder.test(baseName(home))) continue;
    const directory = directoryOf(home);
    const files = sets.get(directory);
    if (files) files.push(path);
    else sets.set(directory, [path]);
  }
  const folders: FoundFolder[] = [];
  for (const [directory, files] of sets) {
    const project = await hasuraProjectOf(view, directory);
    if (!project || !isWithin(directory, migrationsOf(project))) continue;
    folders.push({
      directory,
      files: files.toSorted(
        (one, other) => compareText(directoryOf(one), directoryOf(other)) || compareText(one, other),
      ),
      strength: 'configured',
      reason: `${project.config.path} sets up a project of Hasura`,
      settings: await kindOf(view, project, baseName(directory)),
    });
  }
  return claimFolders('hasura', folders, view);
}

function migrationsOf({ directory, config }: HasuraProject): string {
  const named = /^migrations_directory\s*:\s*["']?([^\s"'#]+)/m.exec(config.text)?.[1] ?? 'migrations';
  return resolveFrom(directory, named) ?? directory;
}

/** The kind of a database by its name; the only one when a project of version 2 has no folder per database; PostgreSQL by default. */
async function kindOf(
  view: RepositoryView,
  { directory, config }: HasuraProject,
  database: string,
): Promise<readonly DialectEvidence[]> {
  const metadata = /^metadata_directory\s*:\s*["']?([^\s"'#]+)/m.exec(config.text)?.[1] ?? 'metadata';
  const path = resolveFrom(directory, `${metadata}/databases/databases.yaml`) ?? '';
  const text = (view.file(path) && (await view.read(path)))?.text ?? '';
  const kinds = text.split(/^-\s+(?=name:)/m).flatMap((entry) => {
    const name = /^name:\s*["']?([\w-]+)/.exec(entry)?.[1];
    const kind = /^\s+kind:\s*["']?(\w+)/m.exec(entry)?.[1];
    return name !== undefined && kind !== undefined ? [{ name, kind }] : [];
  });
  const own = kinds.find(({ name }) => name === database) ?? (kinds.length === 1 ? kinds[0] : undefined);
  const dialect = own && dialectOfName(own.kind === 'citus' ? 'postgres' : own.kind);
  return own && dialect
    ? [{ file: path, dialect, reason: `the kind of ${own.name} in ${path} is ${own.kind}` }]
    : [
        {
          file: config.path,
          dialect: 'postgresql',
          reason: 'Hasura works on PostgreSQL unless its metadata say otherwise',
        },
      ];
}
