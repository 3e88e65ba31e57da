import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName, dialectOfUrl } from '../../dialect/dialect-names.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory, productFiles } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';

/** File names of migrations (ActiveRecord::Migration::MIGRATION_FILENAME_REGEXP): a version, a name, perhaps the engine it was copied from. */
export const railsName = /^(\d+)_([_a-z0-9]*)(?:\.([_a-z0-9]+))?\.rb$/;

/** A class derived from ActiveRecord's Migration, or from a house's own base class of that name (`Gitlab::Database::Migration[2.1]`). */
export const migrationClass =
  /^\s*class\s+[A-Z][\w:]*\s*<\s*(?:::)?(?:[A-Z]\w*::)*\w*Migration(?:\[(\d+(?:\.\d+)?)\])?/m;

/** Finds the folders whose files are ActiveRecord migrations, wherever they lie: db/migrate, db/post_migrate, engines, packs. */
export async function findRails(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const claims: MigrationClaim[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const named = entries.map(({ path }) => path).filter((path) => railsName.test(baseName(path)));
    if (named.length === 0) continue;
    const files: string[] = [];
    for (const path of named) {
      const source = await view.read(path);
      if (source && migrationClass.test(source.text)) files.push(path);
    }
    const [sample] = files;
    if (sample === undefined) continue;
    const settings = await databaseSettings(view);
    const hints = await gemDrivers(view);
    claims.push({
      framework: 'rails',
      directory,
      ...(await dialectOfSet({ directory, files: [], settings, hints }, view)),
      reason: `${baseName(sample)} derives from ActiveRecord's Migration`,
      strength: 'signature',
      files: files.toSorted(byVersion),
    });
  }
  return claims;
}

/** Rails runs migrations by the number in front of their names. */
function byVersion(a: string, b: string): number {
  const version = (path: string): string => (railsName.exec(baseName(path))?.[1] ?? '').padStart(20, '0');
  return compareText(version(a), version(b)) || compareText(a, b);
}

/** The adapters of `config/database.yml` (an ERB template, so it is read line by line, not as YAML). */
const databaseSettings = oncePerView(async (view: RepositoryView): Promise<readonly DialectEvidence[]> => {
  const found: DialectEvidence[] = [];
  for (const { path } of productFiles(view)) {
    if (
      !/(^|\/)config\/database(\.[\w.-]+)?\.ya?ml(\.(example|sample|dist))?$|(^|\/)config\/database\.yml\.[\w.-]+$/.test(
        path,
      )
    )
      continue;
    const source = await view.read(path);
    if (!source) continue;
    const names = [
      ...source.text.matchAll(/^[ \t]*adapter:[ \t]*["']?(?:<%=.*?["'](\w+)["']\s*\)?\s*%>|(\w+))/gm),
    ].map((match) => match[1] ?? match[2] ?? '');
    const urls = [...source.text.matchAll(/^[ \t]*url:[ \t]*["']?(\w+):\/\//gm)].map(
      (match) => `${match[1] ?? ''}:`,
    );
    for (const dialect of [...names.map((name) => adapterDialect(name)), ...urls.map(dialectOfUrl)]) {
      // SQLite beside a server is the database of a developer or a test.
      if (
        dialect === undefined ||
        (dialect === 'sqlite' && names.some((name) => adapterDialect(name) !== 'sqlite'))
      )
        continue;
      found.push({ file: path, dialect, reason: `${path} names its adapter` });
    }
  }
  return found;
});

/** Drivers that a Gemfile or gemspec names. */
const gemDrivers = oncePerView(async (view: RepositoryView): Promise<readonly DialectEvidence[]> => {
  const found: DialectEvidence[] = [];
  for (const { path } of productFiles(view)) {
    if (!/(^|\/)(Gemfile|[\w-]+\.gemspec)$/.test(path)) continue;
    const source = await view.read(path);
    const gems = [
      ...(source?.text.matchAll(
        /^[ \t]*(?:gem|s\.add_dependency|spec\.add_dependency)[ \t(]+["'](pg|mysql2|trilogy|sqlite3|activerecord-sqlserver-adapter)["']/gm,
      ) ?? []),
    ].map((match) => match[1] ?? '');
    const dialects = new Set(gems.flatMap((gem) => adapterDialect(gem) ?? []));
    if (dialects.size > 1) dialects.delete('sqlite');
    for (const dialect of dialects)
      found.push({ file: path, dialect, reason: `${path} depends on its driver` });
  }
  return found;
});

function adapterDialect(name: string): ReturnType<typeof dialectOfName> {
  if (name === 'trilogy' || name === 'mysql2') return 'mysql';
  if (name === 'postgis') return 'postgresql';
  if (name === 'activerecord-sqlserver-adapter') return 'sqlserver';
  return dialectOfName(name);
}
