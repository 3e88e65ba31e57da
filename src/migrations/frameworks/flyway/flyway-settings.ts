import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfUrl } from '../../dialect/dialect-names.js';

/** What a place configures of Flyway; undefined = not said there. Names as in Flyway's own reference, without their prefix. */
export interface FlywaySettings {
  /** The file that says so. */
  readonly file: string;
  readonly locations: readonly string[];
  readonly naming: FlywayNaming;
  readonly mixed: boolean;
  readonly group: boolean;
  readonly executeInTransaction: boolean;
  readonly placeholders: { readonly prefix: string; readonly suffix: string };
  readonly dialect: DialectEvidence | undefined;
}

/** How files are named (documentation/Reference/Configuration/Flyway Namespace, "Sql Migration Prefix" and its neighbours). */
export interface FlywayNaming {
  readonly versioned: string;
  readonly undo: string;
  readonly repeatable: string;
  readonly baseline: string;
  readonly separator: string;
  readonly suffixes: readonly string[];
}

/** The defaults (flyway-core, FlywayModel.defaults). */
export const defaultNaming: FlywayNaming = {
  versioned: 'V',
  undo: 'U',
  repeatable: 'R',
  baseline: 'B',
  separator: '__',
  suffixes: ['.sql'],
};

/** Settings that nobody wrote. */
export const defaultSettings: FlywaySettings = {
  file: '',
  locations: [],
  naming: defaultNaming,
  mixed: false,
  group: false,
  executeInTransaction: true,
  placeholders: { prefix: '${', suffix: '}' },
  dialect: undefined,
};

/** Flat settings: key in lower case without hyphens (`sqlmigrationprefix`) → values; a list or a text with commas has several. */
export type FlatSettings = ReadonlyMap<string, readonly string[]>;

/** `sql-migration-prefix`, `sqlMigrationPrefix` and `SQL_MIGRATION_PREFIX` are one key (Spring's relaxed binding, Flyway's environment variables). */
export function settingKey(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}

/** Makes settings of what a file says; undefined when it says nothing of Flyway. `url` is the database's, wherever it stands. */
export function settingsFrom(
  file: string,
  flat: FlatSettings,
  url: string | undefined,
): FlywaySettings | undefined {
  const dialect = url === undefined ? undefined : dialectOfUrl(url);
  if (flat.size === 0 && dialect === undefined) return undefined;
  const text = (key: string): string | undefined => flat.get(key)?.[0];
  const prefix = text('placeholderprefix') ?? '${';
  const suffix = text('placeholdersuffix') ?? '}';
  return {
    file,
    locations: (flat.get('locations') ?? []).flatMap(splitLocations),
    naming: {
      versioned: text('sqlmigrationprefix') ?? defaultNaming.versioned,
      undo: text('undosqlmigrationprefix') ?? defaultNaming.undo,
      repeatable: text('repeatablesqlmigrationprefix') ?? defaultNaming.repeatable,
      baseline: text('baselinemigrationprefix') ?? defaultNaming.baseline,
      separator: text('sqlmigrationseparator') ?? defaultNaming.separator,
      suffixes: suffixesOf(flat),
    },
    mixed: text('mixed') === 'true',
    group: text('group') === 'true',
    executeInTransaction: text('executeintransaction') !== 'false',
    placeholders: { prefix, suffix },
    dialect: dialect && { file, dialect, reason: `the database URL in ${file} is for ${dialect}` },
  };
}

function suffixesOf(flat: FlatSettings): readonly string[] {
  const written = flat.get('sqlmigrationsuffixes') ?? flat.get('sqlmigrationsuffix');
  const suffixes = (written ?? []).flatMap((value) => value.split(',')).map((suffix) => suffix.trim());
  return suffixes.some((suffix) => suffix !== '')
    ? suffixes.filter((suffix) => suffix !== '')
    : defaultNaming.suffixes;
}

/** Commas part locations; a Spring reference with a default (`${DB_LOCATIONS:classpath:db/x}`) gives its default. */
function splitLocations(value: string): readonly string[] {
  return value
    .replaceAll(/\$\{[\w.-]+:([^{}]*)\}/g, '$1')
    .split(',')
    .map((location) => location.trim().replaceAll(/^["']|["']$/g, ''))
    .filter((location) => location !== '' && !/^(s3|gcs):/.test(location));
}
