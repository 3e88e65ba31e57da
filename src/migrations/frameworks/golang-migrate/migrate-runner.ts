import type { Dialect, RunnerModel, TransactionPlacement } from '../../../model/migration.js';
import type { StatementCount } from '../../transaction-placement.js';
import { implicitPlacement } from '../../transaction-placement.js';

/**
 * golang-migrate opens no transaction and sends the whole file in one piece: PostgreSQL runs several statements in an implicit
 * transaction (golang-migrate/migrate, `database/postgres/README.md`, "Multi-statement mode"; `postgres.go`, Run). Its SQLite drivers
 * wrap each file unless `x-no-tx-wrap` is set (`database/sqlite3/sqlite3.go`, Run).
 */
export const migrateRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: 'one statement per file, or x-multi-statement=true in the database URL',
  holdsLock: true,
};

/** Engines on which it holds a lock in the database: pg_advisory_lock, GET_LOCK, sp_getapplock (`database/<driver>`, Lock; a flag of its own process elsewhere). */
const withLock: ReadonlySet<Dialect> = new Set(['postgresql', 'mysql', 'mariadb', 'sqlserver', 'unknown']);

/** How a file is sent: in one piece, or in a way that the database URL asks for. */
export interface FileSending {
  /** `x-multi-statement=true`: the file is taken apart, each statement runs alone (PostgreSQL, Cassandra, ClickHouse). */
  readonly multiStatement: boolean;
  /** `x-no-tx-wrap=true`: no transaction around a file for SQLite. */
  readonly unwrapped: boolean;
}

/** The runner on an engine. */
export function runnerOn(dialect: Dialect, sending: FileSending): RunnerModel {
  return {
    ...migrateRunner,
    transaction: placementOf(dialect, sending, { statements: 2, operations: [] }),
    holdsLock: withLock.has(dialect),
  };
}

/** Where the statements of a file run. */
export function placementOf(
  dialect: Dialect,
  { multiStatement, unwrapped }: FileSending,
  reading: StatementCount,
): TransactionPlacement {
  if (dialect === 'sqlite') return unwrapped ? 'none' : 'per-migration';
  return multiStatement ? 'none' : implicitPlacement(dialect, reading);
}
