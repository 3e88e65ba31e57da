import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { manifestsOf } from '../../finding/manifests.js';
import { mentionedDirectory, mountedPaths } from '../../finding/mentions.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, directoryOf, isWithin } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import { programSources } from '../../finding/program-sources.js';
import { scriptsOf } from '../../finding/scripts.js';
import type { MigrationClaim } from '../../framework.js';
import { readEach } from '../../read-each.js';
import { explainSqlDialect } from '../../sql/guess-dialect.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { clickhouseMigrationsRunner } from './clickhouse-migrations-runner.js';

/** `1_init.sql`: a number, then anything (src/migrate.ts, `get_migrations`). */
const numbered = /^0*([1-9]\d*)(?:_(.*))?\.sql$/;

/** The package and forks of it. */
const tool = /(^|\/)clickhouse-migrations$/;

/** Finds the folders of clickhouse-migrations. */
export async function findClickhouseMigrations(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const users = (await manifestsOf(view)).filter(({ dependencies }) =>
    [...dependencies.keys()].some((name) => tool.test(name)),
  );
  const folders = [...filesByDirectory(view)].flatMap(([directory, entries]) => {
    const files = entries.map(({ path }) => path).filter((path) => path.endsWith('.sql'));
    return files.length > 0 && files.every((path) => numbered.test(baseName(path)))
      ? [{ directory, files }]
      : [];
  });
  const named = await namedFolders(
    folders.map(({ directory }) => directory),
    view,
  );
  const claims: MigrationClaim[] = [];
  for (const { directory, files } of folders) {
    const file = named.get(directory);
    const user = users.find((one) => isWithin(directory, directoryOf(one.file)));
    if (file === undefined && (!user || !(await isForClickhouse(directory, files, view)))) continue;
    claims.push({
      framework: 'clickhouse-migrations',
      directory,
      dialect: 'clickhouse',
      dialectReason: 'clickhouse-migrations is for ClickHouse only',
      reason:
        file === undefined
          ? `${user?.file ?? ''} depends on it and the SQL is for ClickHouse`
          : `${baseName(file)} names it`,
      strength: file === undefined ? 'dependency' : 'configured',
      files: files.toSorted((one, other) => numberOf(one) - numberOf(other) || compareText(one, other)),
    });
  }
  return claims;
}

function numberOf(path: string): number {
  return Number(numbered.exec(baseName(path))?.[1] ?? 0);
}

async function isForClickhouse(
  directory: string,
  files: readonly string[],
  view: RepositoryView,
): Promise<boolean> {
  if (/click-?house/i.test(directory)) return true;
  for (const path of files.slice(0, 10))
    if (explainSqlDialect((await view.read(path))?.text ?? '')?.dialect === 'clickhouse') return true;
  return false;
}

const settings = /(?:--migrations-home[= ]|\bCH_MIGRATIONS_HOME["']?\s*[:=]\s*)["'`]?([^\s"'`]{1,200})/g;

/** Folder → the file that names it. */
async function namedFolders(
  candidates: readonly string[],
  view: RepositoryView,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { file, text } of await mentions(view)) {
    const mounts = mountedPaths(text);
    for (const [, written = ''] of text.matchAll(settings)) {
      const directory = mentionedDirectory(mounts.get(written) ?? written, file, candidates);
      if (directory !== undefined && !found.has(directory)) found.set(directory, file);
    }
  }
  return found;
}

const mentions = oncePerView(async (view: RepositoryView) => {
  const programs = await programSources(view, {
    extensions: ['.js', '.ts', '.mjs', '.cjs'],
    dependency: tool,
    word: /--migrations-home|CH_MIGRATIONS_HOME/,
  });
  return [...(await scriptsOf(view)), ...programs.map(({ path, text }) => ({ file: path, text }))];
});

/** Reads the files of a folder. */
export async function readClickhouseMigrations(
  set: MigrationSet,
  view: RepositoryView,
): Promise<Reading<Migration>> {
  return readEach(set.files, async (path) => {
    const source = await view.read(path);
    const [, version = '', name = ''] = /^(\d+)_?(.*)\.sql$/.exec(baseName(path)) ?? [];
    return readSqlMigration({
      set,
      path,
      name,
      version,
      runner: clickhouseMigrationsRunner,
      up: source && wholeText(source, 'none'),
      downWhenMissing: 'unsupported',
    });
  });
}
