import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { manifestsOf } from '../../finding/manifests.js';
import { mentionedDirectory } from '../../finding/mentions.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, directoryOf, isWithin } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { programSources } from '../../finding/program-sources.js';
import type { ClaimStrength, MigrationClaim } from '../../framework.js';

/** `001_create_person.cql`: the version up to the first `_` (MigrationRepository.extractVersion). */
export const cqlName = /^(\d+)_(.+)\.cql$/;

/** Finds the folders of cassandra-migration and cassandra-migrate. */
export async function findCassandraMigration(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const scripts = productFiles(view).flatMap(({ path }) => (path.endsWith('.cql') ? [path] : []));
  if (scripts.length === 0) return [];
  return [...(await javaSets(scripts, view)), ...(await pythonSets(view))];
}

/** Locations hold files at any depth (ClassPath and FileSystemLocationScanner). */
async function javaSets(
  scripts: readonly string[],
  view: RepositoryView,
): Promise<readonly MigrationClaim[]> {
  const numbered = scripts.filter((path) => cqlName.test(baseName(path)));
  const directories = ancestors(numbered);
  const claims: MigrationClaim[] = [];
  const taken = new Set<string>();
  const claim = (directory: string, reason: string, strength: ClaimStrength): void => {
    const files = numbered.filter((path) => isWithin(path, directory) && !taken.has(path));
    for (const path of files) taken.add(path);
    if (files.length > 0) claims.push(claimOn(directory, inOrder(files), reason, strength));
  };
  for (const { file, path } of await locations(view)) {
    const directory = mentionedDirectory(path, file, directories);
    if (directory !== undefined) claim(directory, `${baseName(file)} names it`, 'configured');
  }
  const user = (await manifestsOf(view)).find(({ dependencies }) =>
    [...dependencies.keys()].some((name) => /\bcassandra-migration\b/.test(name)),
  );
  if (user) {
    const own = directories.filter((directory) => isWithin(directory, directoryOf(user.file)));
    for (const directory of own.filter((one) => /(^|\/)cassandra\/migrations?$/.test(one)))
      claim(
        directory,
        `${user.file} depends on cassandra-migration and the folder is its default`,
        'dependency',
      );
    for (const directory of own.filter((one) => numbered.some((path) => directoryOf(path) === one)))
      claim(
        directory,
        `${user.file} depends on cassandra-migration and the files are named for it`,
        'dependency',
      );
  }
  return claims;
}

function claimOn(
  directory: string,
  files: readonly string[],
  reason: string,
  strength: ClaimStrength,
): MigrationClaim {
  return {
    framework: 'cassandra-migration',
    directory,
    dialect: 'cassandra',
    dialectReason: 'it is for Cassandra only',
    reason,
    strength,
    files,
  };
}

function ancestors(paths: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const path of paths) {
    let directory = directoryOf(path);
    for (let above = 0; above < 3 && directory !== '.'; above += 1) {
      found.add(directory);
      directory = directoryOf(directory);
    }
  }
  return [...found];
}

function inOrder(files: readonly string[]): readonly string[] {
  const version = (path: string): number => Number(/\d+/.exec(baseName(path))?.[0] ?? 0);
  return files.toSorted((one, other) => version(one) - version(other) || compareText(one, other));
}

/** `cassandra.migration.script-location(s)` of Spring Boot, `new MigrationRepository("…")` in programs. */
const locations = oncePerView(async (view: RepositoryView) => {
  const found: { readonly file: string; readonly path: string }[] = [];
  for (const { path } of productFiles(view)) {
    if (!/^(application|bootstrap)[\w-]*\.(ya?ml|properties)$/.test(baseName(path))) continue;
    const text = (await view.read(path))?.text ?? '';
    const setting = /\bscript-?locations?(?:\[\d+\])?\s*[:=]([\s\w./:,"'-]+)/gi;
    if (!/cassandra/i.test(text)) continue;
    for (const [, list = ''] of text.matchAll(setting))
      for (const [written] of list.matchAll(/[\w.:-]*\/[\w./-]+|\b[a-z]+(?=\s*$)/g))
        found.push({ file: path, path: written.replace(/^(classpath|file)\*?:\/?/, '') });
  }
  const programs = await programSources(view, {
    extensions: ['.java', '.kt', '.scala', '.groovy'],
    dependency: /\bcassandra-migration\b/,
    word: /\bMigrationRepository\b/,
  });
  for (const { path, text } of programs)
    for (const [, written = ''] of text.matchAll(/\bMigrationRepository\s*\(\s*"([^"\n]{1,200})"/g))
      found.push({ file: path, path: written.replace(/^\//, '') });
  return found;
});

/** `migrations_path` of `cassandra-migrate.yml` (cassandra_migrate/config.py); names are sorted by the numbers in them. */
async function pythonSets(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const claims: MigrationClaim[] = [];
  for (const { path } of productFiles(view)) {
    if (!/^cassandra-migrate[\w.-]*\.ya?ml$/.test(baseName(path))) continue;
    const text = (await view.read(path))?.text ?? '';
    const written = /^migrations_path\s*:\s*["']?([^"'\n#]+)/m.exec(text)?.[1]?.trim();
    const inPlace = productFiles(view)
      .map((file) => file.path)
      .filter((file) => /\.(cql|py)$/.test(file));
    const directory =
      written === undefined
        ? undefined
        : mentionedDirectory(written, path, [...new Set(inPlace.map(directoryOf))]);
    const files = inPlace.filter((file) => directoryOf(file) === directory);
    if (directory !== undefined && files.some((file) => file.endsWith('.cql')))
      claims.push(claimOn(directory, inOrder(files), `${baseName(path)} names it`, 'configured'));
  }
  return claims;
}
