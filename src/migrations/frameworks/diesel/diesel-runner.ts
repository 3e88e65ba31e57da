import type { RunnerModel } from '../../../model/migration.js';

/**
 * Diesel runs each migration in a transaction and takes no lock (diesel-rs/diesel, `diesel_migrations/src/migration_harness.rs`,
 * run_migration). Without a transaction the file still goes to the server in one piece, which PostgreSQL runs in an implicit one when it
 * holds several statements (`file_based_migrations.rs`, "Transactions").
 */
export const dieselRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: 'run_in_transaction = false in metadata.toml',
  holdsLock: false,
};
