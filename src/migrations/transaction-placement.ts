import type { Dialect, SchemaOperation, TransactionPlacement } from '../model/migration.js';

/**
 * Engines on which a schema change cannot be rolled back: MySQL, MariaDB and Oracle commit before and after each one
 * (https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html), ClickHouse, Cassandra and MongoDB have no transaction for it.
 */
const withoutSchemaTransactions: ReadonlySet<Dialect> = new Set([
  'mysql',
  'mariadb',
  'oracle',
  'clickhouse',
  'cassandra',
  'mongodb',
]);

/** What a transaction that a runner opens is worth on an engine: `none` where schema changes commit by themselves. */
export function placementOn(dialect: Dialect, wanted: TransactionPlacement): TransactionPlacement {
  return withoutSchemaTransactions.has(dialect) ? 'none' : wanted;
}

/** What a first reading of a file says of its statements. */
export interface StatementCount {
  readonly operations: readonly SchemaOperation[];
  readonly statements: number;
}

/**
 * The placement of a file that is sent to the server in one piece, without BEGIN: PostgreSQL runs several statements of one simple
 * query in an implicit transaction, a single one on its own
 * (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT). SQL Server, SQLite and MySQL commit each.
 */
export function implicitPlacement(dialect: Dialect, { statements }: StatementCount): TransactionPlacement {
  if (dialect === 'postgresql') return statements > 1 ? 'per-migration' : 'none';
  return dialect === 'unknown' ? 'unknown' : 'none';
}
