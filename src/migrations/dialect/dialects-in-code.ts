import type { Dialect } from '../../model/migration.js';

/** Words for databases inside names of programs (`dialect.PG`, `IsMysql`, `trilogy`, `postgis`), and the dialects that they mean. */
const databases: readonly (readonly [RegExp, readonly Dialect[]])[] = [
  [/postgre|postgis|\bpg(dialect)?\b|pgsql|\.PG\b/i, ['postgresql']],
  [/mysql|trilogy|maria/i, ['mysql', 'mariadb']],
  [/sqlite/i, ['sqlite']],
  [/mssql|sqlserver/i, ['sqlserver']],
  [/oracle/i, ['oracle']],
];

/** The dialects that a piece of code names, when it names those of one database only: a condition is decided by it. */
export function dialectsNamedIn(code: string): readonly Dialect[] | undefined {
  if (code.length > 300) return undefined;
  const named = databases.filter(([word]) => word.test(code));
  return named.length === 1 ? named[0]?.[1] : undefined;
}
