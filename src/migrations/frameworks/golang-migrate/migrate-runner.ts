import type { Dialect, RunnerModel, TransactionPlacement } from '../../../model/migration.js';
import type { StatementCount } from '../../transaction-placement.js';
import { implicitPlacement } from '../../transaction-placement.js';

/**
 * golang-migrate opens no transaction and sends the whole file in one piece: PostgreSQL runs several statements in an implicit
 * transaction (database/postgres/README.md, "Multi-statement mode"). Its SQLite drivers wrap each file (database/sqlite3/README.md).
 */
export const migrateRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: 'one statement per file, or x-multi-statement=true in the database URL',
  holdsLock: true,
};

/** Engines on which it holds a lock in the database: pg_advisory_lock, GET_LOCK, sp_getapplock (database/<driver>, Lock). */
const withLock: ReadonlySet<Dialect> = new Set(['postgresql', 'mysql', 'mariadb', 'sqlserver', 'unknown']);

/** The runner on an engine. */
export function runnerOn(dialect: Dialect, multiStatement: boolean): RunnerModel {
  return {
    ...migrateRunner,
    transaction: placementOf(dialect, multiStatement, { statements: 2, operations: [] }),
    holdsLock: withLock.has(dialect),
  };
}

/** Where the statements of a file run. */
export function placementOf(
  dialect: Dialect,
  multiStatement: boolean,
  reading: StatementCount,
): TransactionPlacement {
  if (dialect === 'sqlite') return 'per-migration';
  return multiStatement ? 'none' : implicitPlacement(dialect, reading);
}
