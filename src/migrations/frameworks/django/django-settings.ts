import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName, dialectOfUrl } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { isWithin, segmentsOf } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import type { Dialect } from '../../../model/migration.js';

/** What the settings of a Django project say that its migrations depend on. */
export interface DjangoSettings {
  readonly databases: readonly DialectEvidence[];
  /** AUTH_USER_MODEL in lower case; undefined when no settings name it. */
  readonly userModel: string | undefined;
  /** MIGRATION_MODULES: dotted package → app label. */
  readonly modules: ReadonlyMap<string, string>;
  /** DEFAULT_AUTO_FIELD, e.g. `BigAutoField`. */
  readonly autoField: string;
  /** Numbers that settings give to names in capitals, where they all agree. */
  readonly numbers: ReadonlyMap<string, number>;
}

const settingsFile =
  /(^|\/)[\w-]*(settings|config|configuration|conf|defaults|base|common|production|databases?|data_stores)[\w-]*(\/[\w-]+)*\.py$/;
const largest = 400_000;

/** Reads the settings modules of a repository, as far as their text shows them. */
export const djangoSettings = oncePerView(async (view: RepositoryView): Promise<DjangoSettings> => {
  const databases: DialectEvidence[] = [];
  const modules = new Map<string, string>();
  let userModel: string | undefined;
  let autoField = 'AutoField';
  const numbers = new Map<string, number>();
  for (const { path } of productFiles(view)) {
    if (!settingsFile.test(path) || /(^|\/)(project|app)_template\//.test(path)) continue;
    const text = (await view.read(path))?.text ?? '';
    if (text.length > largest) continue;
    userModel ??= /^\s*AUTH_USER_MODEL\s*=\s*["']([\w.]+)["']/m.exec(text)?.[1]?.toLowerCase();
    const auto = /^\s*DEFAULT_AUTO_FIELD\s*=\s*["'][\w.]*?(\w+)["']/m.exec(text)?.[1];
    if (auto !== undefined) autoField = auto;
    for (const [, name = '', value = ''] of text.matchAll(
      /^([A-Z][A-Z0-9_]{1,80})[ \t]*=[ \t]*(\d{1,12})[ \t]*(?:#[^\n]*)?$/gm,
    )) {
      const known = numbers.get(name);
      numbers.set(name, known === undefined || known === Number(value) ? Number(value) : Number.NaN);
    }
    const mapping =
      /^\s*MIGRATION_MODULES\s*(?::[^=\n]{0,100})?=\s*\{([^}]{0,5000})\}/m.exec(text)?.[1] ?? '';
    for (const [, label = '', module = ''] of mapping.matchAll(/["'](\w+)["']\s*:\s*["']([\w.]+)["']/g))
      modules.set(module, label);
    databases.push(...databasesIn(path, text));
  }
  return { databases, userModel, modules, autoField, numbers };
});

/**
 * ENGINE of DATABASES, or a default URL that is handed to dj-database-url or django-environ. SQLite beside a server is the database of
 * a developer or a test; several servers are all supported, and the first that is written is the usual one.
 */
function databasesIn(file: string, text: string): readonly DialectEvidence[] {
  if (!/\bDATABASES\b|DATABASE_URL|["']ENGINE["']/.test(text)) return [];
  const found: Dialect[] = [];
  for (const [, engine = ''] of text.matchAll(
    /["'](?:[\w.]*\.)?(?:db|backends?|gis\.db)\.backends?\.(\w+)(?:\.\w+)?["']|["']django_prometheus\.db\.backends\.(\w+)["']/g,
  )) {
    const dialect = dialectOfName(
      engine === 'postgis' ? 'postgres' : engine === 'spatialite' ? 'sqlite' : engine,
    );
    if (dialect !== undefined) found.push(dialect);
  }
  for (const [, url = ''] of text.matchAll(
    /["']((?:postgres|postgresql|psql|mysql|sqlite|postgis)\w*:\/\/[^"'\n]{0,200})["']/g,
  )) {
    const dialect = dialectOfUrl(url.replace(/^(?:psql|postgis):/, 'postgres:'));
    if (dialect !== undefined) found.push(dialect);
  }
  const servers = found.filter((dialect) => dialect !== 'sqlite');
  const postgres = servers.find((dialect) => dialect === 'postgresql');
  const [chosen] = postgres === undefined ? (servers.length > 0 ? servers : found) : [postgres];
  return chosen === undefined ? [] : [{ file, dialect: chosen, reason: `${file} names its database engine` }];
}

/** The app label that MIGRATION_MODULES gives to a folder. */
export function labelOfModule(directory: string, { modules }: DjangoSettings): string | undefined {
  for (const [module, label] of modules) {
    const path = segmentsOf(module.replaceAll('.', '/')).join('/');
    if (directory === path || directory.endsWith(`/${path}`)) return label;
  }
  return undefined;
}

/** The evidence of settings that lie in the same project as a folder, or of all when none does. */
export function settingsNear(directory: string, { databases }: DjangoSettings): readonly DialectEvidence[] {
  const [top = ''] = segmentsOf(directory);
  const own = databases.filter(({ file }) => isWithin(file, top));
  const used = own.length > 0 ? own : databases;
  const servers = used.filter(({ dialect }) => dialect !== 'sqlite');
  return servers.length > 0 ? servers : used;
}
