import type { RunnerModel } from '../../../model/migration.js';

/**
 * SQLx runs each migration in a transaction and holds a lock of the database meanwhile (pg_advisory_lock, GET_LOCK; none on SQLite:
 * launchbadge/sqlx, `sqlx-postgres/src/migrate.rs`, `sqlx-mysql`, `sqlx-sqlite`). A file whose text begins with `-- no-transaction`
 * (`sqlx-core/src/migrate/source.rs`; PostgreSQL and SQLite only) goes to the server in one piece, which PostgreSQL runs in an implicit
 * transaction when it holds several statements.
 */
export const sqlxRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '-- no-transaction in the first line',
  holdsLock: true,
};
