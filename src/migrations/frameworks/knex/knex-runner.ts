import type { RunnerModel } from '../../../model/migration.js';

/**
 * `migrate.latest` puts all pending migrations into one transaction, unless one of them says `transaction: false` or the configuration
 * says `disableTransactions`; then each that wants one has its own (lib/migrations/migrate/Migrator.js). A row in
 * `knex_migrations_lock` is held meanwhile.
 */
export const knexRunner: RunnerModel = {
  transaction: 'all-migrations',
  transactionSwitch:
    '`exports.config = { transaction: false }`, or `disableTransactions` in the configuration',
  holdsLock: true,
};
