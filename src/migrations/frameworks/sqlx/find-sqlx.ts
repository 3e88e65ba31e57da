import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { FoundFolder, Ground } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import { databaseUrls } from '../../dialect/database-urls.js';
import { cratesOf, macroFolders } from '../../finding/crate-folders.js';
import { isSeedFolder } from '../../finding/foreign-folders.js';
import { mentionedDirectory } from '../../finding/mentions.js';
import { nearestTo } from '../../finding/nearest.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, directoryOf, isWithin, resolveFrom, segmentsOf } from '../../finding/paths.js';
import { filesByDirectory, productFiles } from '../../finding/product-files.js';
import { programSources } from '../../finding/program-sources.js';
import { scriptsOf } from '../../finding/scripts.js';
import type { MigrationClaim } from '../../framework.js';
import { readToml, tomlText } from '../../settings/toml.js';
import { parseSqlxName } from './sqlx-name.js';

/** Finds the folders of SQLx. */
export async function findSqlx(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const found: FoundFolder[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const files = upFiles(entries);
    if (files.length === 0 || isSeedFolder(directory)) continue;
    const ground = await groundOf(view, directory);
    if (ground) found.push({ directory, files, ...ground, hints: await databaseUrls(view) });
  }
  return claimFolders('sqlx', found, view);
}

function upFiles(entries: readonly RepositoryFile[]): readonly string[] {
  return entries
    .flatMap(({ path }) => {
      const name = parseSqlxName(baseName(path));
      return name && name.direction !== 'down' ? [{ path, number: name.number }] : [];
    })
    .toSorted((one, other) => (one.number < other.number ? -1 : one.number > other.number ? 1 : 0))
    .map(({ path }) => path);
}

async function groundOf(view: RepositoryView, directory: string): Promise<Ground | undefined> {
  const caller = (await namedFolders(view)).get(directory);
  if (caller !== undefined) return { strength: 'configured', reason: `${caller} names the folder` };
  if (!segmentsOf(directory).some((segment) => /migrat/i.test(segment))) return undefined;
  const crates = (await cratesOf(view)).filter(({ dependencies }) => dependencies.has('sqlx'));
  const own = nearestTo(crates, directory).find(({ file }) => isWithin(directory, directoryOf(file)));
  return (
    own && { strength: 'dependency', reason: `${own.file} depends on sqlx and the files are named for it` }
  );
}

/** Folders that macros, programs, `sqlx.toml` and calls of the command line name → the file that does. */
const namedFolders = oncePerView(async (view: RepositoryView): Promise<ReadonlyMap<string, string>> => {
  const folders = new Map(
    await macroFolders(view, {
      dependency: /^sqlx$/,
      call: /\bmigrate!\(\s*(?:"([^"]*)")?\s*,?\s*\)/g,
      fallback: 'migrations',
    }),
  );
  for (const [directory, file] of await mentionedFolders(view))
    if (!folders.has(directory)) folders.set(directory, file);
  for (const { path } of productFiles(view)) {
    if (baseName(path) !== 'sqlx.toml') continue;
    const named = tomlText(readToml((await view.read(path))?.text ?? ''), 'migrate.migrations-dir');
    const directory = named === undefined ? undefined : resolveFrom(directoryOf(path), named);
    if (directory !== undefined) folders.set(directory, path);
  }
  return folders;
});

/** `Migrator::new(Path::new("…"))` in programs, `sqlx migrate … --source DIR` in scripts. */
async function mentionedFolders(view: RepositoryView): Promise<ReadonlyMap<string, string>> {
  const candidates = [...filesByDirectory(view).keys()];
  const folders = new Map<string, string>();
  const programs = await programSources(view, {
    extensions: ['.rs'],
    dependency: /^sqlx$/,
    word: /\bMigrator::new\b/,
  });
  const mentions = [
    ...programs.flatMap(({ path, text }) =>
      [...text.matchAll(/\bMigrator::new\(\s*(?:[\w:]+\()?\s*"([^"]+)"/g)].map(
        (match) => [path, match[1]] as const,
      ),
    ),
    ...(await scriptsOf(view)).flatMap(({ file, text }) =>
      [...text.matchAll(/\bsqlx\s[^\n]{0,300}?--source[=\s]+(\S+)/g)].map(
        (match) => [file, match[1]] as const,
      ),
    ),
  ];
  for (const [file, mention] of mentions) {
    const directory = mentionedDirectory(mention ?? '', file, candidates);
    if (directory !== undefined && !folders.has(directory)) folders.set(directory, file);
  }
  return folders;
}
