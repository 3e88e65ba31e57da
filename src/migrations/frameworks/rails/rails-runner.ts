import type { RunnerModel } from '../../../model/migration.js';

/**
 * Rails wraps a migration in a transaction where the database can roll schema changes back (PostgreSQL, SQLite), and holds an advisory
 * lock on PostgreSQL and MySQL while it migrates (activerecord/lib/active_record/migration.rb, `ddl_transaction` and
 * `with_advisory_lock`).
 */
export const railsRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`disable_ddl_transaction!` in the class',
  holdsLock: true,
};
