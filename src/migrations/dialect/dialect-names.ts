import type { Dialect } from '../../model/migration.js';

/**
 * Names that tools, drivers and people give to databases. CockroachDB, YugabyteDB, Redshift and TimescaleDB speak PostgreSQL's dialect,
 * TiDB and Vitess MySQL's, Turso and libSQL SQLite's.
 */
const names: ReadonlyMap<string, Dialect> = new Map<string, Dialect>([
  ['postgres', 'postgresql'],
  ['postgresql', 'postgresql'],
  ['pg', 'postgresql'],
  ['pgsql', 'postgresql'],
  ['psql', 'postgresql'],
  ['pgx', 'postgresql'],
  ['pgx4', 'postgresql'],
  ['pgx5', 'postgresql'],
  ['cockroach', 'postgresql'],
  ['cockroachdb', 'postgresql'],
  ['crdb', 'postgresql'],
  ['yugabyte', 'postgresql'],
  ['yugabytedb', 'postgresql'],
  ['ysql', 'postgresql'],
  ['timescale', 'postgresql'],
  ['timescaledb', 'postgresql'],
  ['redshift', 'postgresql'],
  ['supabase', 'postgresql'],
  ['mysql', 'mysql'],
  ['mysql2', 'mysql'],
  ['tidb', 'mysql'],
  ['mariadb', 'mariadb'],
  ['sqlite', 'sqlite'],
  ['sqlite3', 'sqlite'],
  ['sqlcipher', 'sqlite'],
  ['libsql', 'sqlite'],
  ['turso', 'sqlite'],
  ['rqlite', 'sqlite'],
  ['sqlserver', 'sqlserver'],
  ['mssql', 'sqlserver'],
  ['azuresql', 'sqlserver'],
  ['oracle', 'oracle'],
  ['clickhouse', 'clickhouse'],
  ['cassandra', 'cassandra'],
  ['cql', 'cassandra'],
  ['scylla', 'cassandra'],
  ['mongodb', 'mongodb'],
  ['mongo', 'mongodb'],
  // Known by name, so that nothing else is guessed, but spoken by no reader.
  ['h2', 'unknown'],
  ['hsqldb', 'unknown'],
  ['derby', 'unknown'],
  ['db2', 'unknown'],
  ['firebird', 'unknown'],
  ['spanner', 'unknown'],
  ['snowflake', 'unknown'],
  ['bigquery', 'unknown'],
  ['vertica', 'unknown'],
  ['ydb', 'unknown'],
  ['duckdb', 'unknown'],
  ['starrocks', 'unknown'],
  ['surrealdb', 'unknown'],
]);

/** The dialect that a name stands for, whatever its case; undefined for words that are no database. */
export function dialectOfName(name: string): Dialect | undefined {
  return names.get(name.toLowerCase());
}

/**
 * The dialect of a connection URL by its scheme: `postgres://…`, `jdbc:mysql://…`, `mysql+pymysql://…`, `clickhouse+http://…`,
 * `sqlite:db.sqlite3`. Undefined for other URLs, also for those of
 * databases that are only used in tests (H2).
 */
export function dialectOfUrl(url: string): Dialect | undefined {
  const scheme = /^["']?(?:jdbc:(?:tc:|aws-wrapper:|p6spy:)?)?([a-z][a-z0-9]*)(?:[+-][a-z0-9+-]*)?:/i.exec(
    url.trim(),
  );
  const dialect = scheme ? dialectOfName(scheme[1] ?? '') : undefined;
  return dialect === 'unknown' ? undefined : dialect;
}

/**
 * The dialect that the name of a folder gives: a whole name (`postgres`) or a part of one (`migrations-mysql`, `clickhouse_schema`).
 * `oracle` counts as a whole name only: price oracles are no databases.
 */
export function dialectOfFolder(segment: string): Dialect | undefined {
  const whole = dialectOfName(segment);
  if (whole !== undefined) return whole;
  const parts = segment.toLowerCase().split(/[-_.\s]+/);
  if (parts.length > 4) return undefined;
  const found = new Set(parts.filter((part) => part !== 'oracle').map(dialectOfName));
  found.delete(undefined);
  return found.size === 1 ? [...found][0] : undefined;
}
