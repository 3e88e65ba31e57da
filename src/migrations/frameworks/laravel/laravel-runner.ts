import type { RunnerModel } from '../../../model/migration.js';

/**
 * Laravel wraps a migration in a transaction where the schema grammar says that it can: PostgreSQL and SQL Server, neither MySQL nor SQLite
 * (`$transactions` in Illuminate/Database/Schema/Grammars, Migrator::runMigration). It holds a lock only with `migrate --isolated`.
 */
export const laravelRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`public $withinTransaction = false;` in the class',
  holdsLock: false,
};
