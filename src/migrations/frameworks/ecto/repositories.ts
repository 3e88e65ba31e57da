import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import type { Value } from '../../../syntax/imperative/values.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { ancestorsOf, baseName, directoryOf, isWithin, resolveFrom } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { snakeCase } from '../../inflection.js';
import { elixirSettings } from './elixir-settings.js';
import { Options } from './options.js';

/** What a repository's configuration says of its migrations (https://hexdocs.pm/ecto_sql/Ecto.Migration.html#module-repo-configuration). */
export interface MigrationSettings {
  /** `migration_primary_key:`; a boolean or options. */
  readonly primaryKey?: Value;
  readonly primaryKeyType?: Value;
  readonly foreignKeyType?: Value;
  readonly foreignKeyColumn?: string;
  /** `migration_timestamps:`. */
  readonly timestamps?: Value;
  readonly prefix?: string;
  /** Nothing is locked while migrations run. */
  readonly unlocked?: boolean;
}

/** A repository of Ecto: a module with `use Ecto.Repo`. */
export interface EctoRepository {
  readonly module: string;
  /** Where the module stands. */
  readonly file: string;
  /** Folder of what belongs to it, `priv/repo`. */
  readonly priv: string;
  readonly isNamed: boolean;
  readonly dialect?: Dialect;
  readonly adapter?: string;
  readonly settings: MigrationSettings;
}

/** https://hexdocs.pm/ecto_sql, ecto_sqlite3, ecto_ch. */
const adapters: ReadonlyMap<string, Dialect> = new Map<string, Dialect>([
  ['Postgres', 'postgresql'],
  ['MyXQL', 'mysql'],
  ['MySQL', 'mysql'],
  ['Tds', 'sqlserver'],
  ['MSSQL', 'sqlserver'],
  ['SQLite3', 'sqlite'],
  ['ClickHouse', 'clickhouse'],
]);

/** All repositories of Ecto in the product. */
export const ectoRepositories = oncePerView(
  async (view: RepositoryView): Promise<readonly EctoRepository[]> => {
    const found: EctoRepository[] = [];
    const settings = await elixirSettings(view);
    for (const { path } of productFiles(view)) {
      if (!/repo\w*(\/\w+)*\.ex$/i.test(path)) continue;
      const source = await view.read(path);
      if (source?.text.includes('use Ecto.Repo')) found.push(...repositoriesIn(source, settings, view));
    }
    return found;
  },
);

function repositoriesIn(
  { path, text }: SourceText,
  settings: ReadonlyMap<string, Value>,
  view: RepositoryView,
): readonly EctoRepository[] {
  const root = projectOf(directoryOf(path), view);
  const found: EctoRepository[] = [];
  let outer = '';
  for (const match of text.matchAll(/^([ \t]*)defmodule\s+([\w.]+)\s+do/gm)) {
    const [whole, indent = '', written = ''] = match;
    if (indent === '') outer = written;
    const module = indent === '' || outer === '' ? written : `${outer}.${written}`;
    const from = (match.index ?? 0) + whole.length;
    const next = text.slice(from).search(/^[ \t]*defmodule\s/m);
    const body = next === -1 ? text.slice(from) : text.slice(from, from + next);
    if (!/\buse\s*\(?\s*Ecto\.Repo\b/.test(body)) continue;
    const options = new Options(settings.get(module));
    const configured = options.get('adapter');
    const adapter =
      /\bEcto\.Adapters\.(\w+)/.exec(body)?.[1] ??
      (configured?.kind === 'class' ? configured.name.split('.').at(-1) : undefined);
    const dialect = adapters.get(adapter ?? '');
    const priv = options.text('priv');
    found.push({
      module,
      file: path,
      isNamed: priv !== undefined,
      priv: resolveFrom(root, priv ?? `priv/${snakeCase(module.split('.').at(-1) ?? '')}`) ?? root,
      ...(dialect && adapter !== undefined && { dialect, adapter }),
      settings: migrationSettings(options),
    });
  }
  return found;
}

/** The folder of the project that a folder belongs to: the nearest one with a `mix.exs`. */
export function projectOf(directory: string, view: RepositoryView): string {
  return (
    ancestorsOf(directory).find((ancestor) =>
      view.file(ancestor === '.' ? 'mix.exs' : `${ancestor}/mix.exs`),
    ) ?? '.'
  );
}

function migrationSettings(options: Options): MigrationSettings {
  const primaryKey = options.get('migration_primary_key');
  const primaryKeyType = new Options(primaryKey).get('type');
  const foreignKey = new Options(options.get('migration_foreign_key'));
  const foreignKeyType = foreignKey.get('type');
  const foreignKeyColumn = foreignKey.text('column');
  const timestamps = options.get('migration_timestamps');
  const prefix = options.text('migration_default_prefix');
  return {
    ...(primaryKey && { primaryKey }),
    ...(primaryKeyType && { primaryKeyType }),
    ...(foreignKeyType && { foreignKeyType }),
    ...(foreignKeyColumn !== undefined && { foreignKeyColumn }),
    ...(timestamps && { timestamps }),
    ...(prefix !== undefined && { prefix }),
    ...(options.boolean('migration_lock') === false && { unlocked: true }),
  };
}

/**
 * The repository whose migrations lie in a folder: the one whose folder holds it, else the only one of the project, else the only one of
 * all.
 */
export async function repositoryOf(
  directory: string,
  view: RepositoryView,
): Promise<EctoRepository | undefined> {
  const all = await ectoRepositories(view);
  const holding = all
    .filter(({ priv }) => isWithin(directory, priv))
    .toSorted((one, other) => other.priv.length - one.priv.length);
  if (holding[0]) return holding[0];
  const root = projectOf(directory, view);
  const own = all.filter(({ file }) => projectOf(directoryOf(file), view) === root);
  if (own.length > 0) return own.length === 1 ? own[0] : agreed(own);
  return all.length === 1 ? all[0] : agreed(all);
}

/** Several repositories of one adapter and without settings of their own say the same. */
function agreed(repositories: readonly EctoRepository[]): EctoRepository | undefined {
  const [first] = repositories;
  const same = repositories.every(
    ({ adapter, settings }) =>
      adapter === first?.adapter && JSON.stringify(settings) === JSON.stringify(first?.settings),
  );
  return same ? first : undefined;
}

/** Folders that aliases and release scripts name: `--migrations-path priv/repo/manual_migrations`, `migrations_path(Repo, "data")`. */
export const namedFolders = oncePerView(
  async (view: RepositoryView): Promise<ReadonlyMap<string, string>> => {
    const folders = new Map<string, string>();
    for (const { path } of productFiles(view)) {
      const isProject = baseName(path) === 'mix.exs';
      if (!isProject && !/(^|\/)\w*(release|migrat)\w*\.exs?$/.test(path)) continue;
      const text = (await view.read(path))?.text ?? '';
      const root = projectOf(directoryOf(path), view);
      const note = (folder: string | undefined): void => {
        const resolved = folder === undefined ? undefined : resolveFrom(root, folder);
        if (resolved !== undefined && !folders.has(resolved)) folders.set(resolved, path);
      };
      for (const [, folder] of text.matchAll(/--migrations-path[ =]+"?([\w./-]{1,200})/g)) note(folder);
      for (const [, name] of text.matchAll(/\bmigrations_path\(\s*[\w.]+\s*,\s*"([\w./-]{1,200})"/g))
        for (const { priv } of await ectoRepositories(view)) note(relativeTo(root, `${priv}/${name ?? ''}`));
      for (const [, folder] of text.matchAll(/\bapp_dir\([^)"]*"(priv\/[\w./-]{1,200}migrations[\w/-]*)"/g))
        note(folder);
    }
    return folders;
  },
);

function relativeTo(root: string, path: string): string | undefined {
  if (root === '.') return path;
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
}

/** Whether a text names a repository: a module that is one, or is called one. */
export function isRepository(module: string, known: readonly EctoRepository[]): boolean {
  return (
    known.some((repository) => repository.module === module) || /(^|\.)\w*Repo(Base|sitory)?$/.test(module)
  );
}
