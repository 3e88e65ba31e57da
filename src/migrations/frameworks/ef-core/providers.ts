import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';

interface Provider {
  readonly dialect: Dialect;
  /** As `MigrationBuilder.ActiveProvider` gives it. */
  readonly name: string;
  /** The method that asks for it: `migrationBuilder.IsNpgsql()`. */
  readonly question: string;
  /** What only its migrations and snapshots hold. */
  readonly signs: RegExp;
}

const providers: readonly Provider[] = [
  {
    dialect: 'postgresql',
    name: 'Npgsql.EntityFrameworkCore.PostgreSQL',
    question: 'IsNpgsql',
    signs:
      /\bNpgsql:|\bNpgsql\w*\.|"(?:character varying|timestamp with(?:out)? time zone|jsonb|bytea|double precision)\b/,
  },
  {
    dialect: 'sqlserver',
    name: 'Microsoft.EntityFrameworkCore.SqlServer',
    question: 'IsSqlServer',
    signs:
      /"SqlServer:|\bSqlServer\w*\.|"(?:nvarchar|uniqueidentifier|datetime2|varbinary\(max\)|datetimeoffset|rowversion)\b/,
  },
  {
    dialect: 'mysql',
    name: 'Pomelo.EntityFrameworkCore.MySql',
    question: 'IsMySql',
    signs: /"MySql:|"MySQL:|\bMySql\w*\.|"(?:longtext|datetime\(6\)|tinyint\(1\)|char\(36\))"/,
  },
  {
    dialect: 'sqlite',
    name: 'Microsoft.EntityFrameworkCore.Sqlite',
    question: 'IsSqlite',
    signs: /"Sqlite:|\bSqlite\w*\.|"(?:TEXT|INTEGER|BLOB|REAL)"/,
  },
];

/** The name of the provider for a database. */
export function providerOf(dialect: Dialect): string | undefined {
  return providers.find((provider) => provider.dialect === asked(dialect))?.name;
}

/** The answer of `IsNpgsql()` and its kin; undefined when it is another method or the database is not known. */
export function isProvider(method: string, dialect: Dialect): boolean | undefined {
  const provider = providers.find(({ question }) => question === method);
  return provider && dialect !== 'unknown' ? provider.dialect === asked(dialect) : undefined;
}

function asked(dialect: Dialect): Dialect {
  return dialect === 'mariadb' ? 'mysql' : dialect;
}

const samples = 40;

/** The database that the migrations of a folder were generated for: what most of them show, the snapshot first. */
export async function providerEvidence(
  directory: string,
  files: readonly string[],
  view: RepositoryView,
): Promise<readonly DialectEvidence[]> {
  const step = Math.max(1, Math.ceil(files.length / samples));
  const votes = new Map<Provider, string>();
  const counts = new Map<Provider, number>();
  for (const path of files.filter((_, index) => index % step === 0)) {
    const source = await view.read(path);
    if (!source) continue;
    const shown = providers.filter(({ signs }) => signs.test(source.text));
    const [only] = shown;
    // What is written for several databases at once says nothing.
    if (!only || shown.length > 1) continue;
    counts.set(only, (counts.get(only) ?? 0) + 1);
    if (!votes.has(only)) votes.set(only, path);
  }
  const [first, second] = [...counts].toSorted(([, one], [, other]) => other - one);
  if (!first || first[1] === second?.[1]) return [];
  const [provider] = first;
  return [
    {
      file: `${directory}/_`,
      dialect: provider.dialect,
      reason: `${votes.get(provider) ?? directory} was generated for ${provider.name}`,
    },
  ];
}
