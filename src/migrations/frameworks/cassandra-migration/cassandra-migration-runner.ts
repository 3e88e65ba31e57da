import type { RunnerModel } from '../../../model/migration.js';

/**
 * Cassandra has no transaction for schema changes: statements run one after the other, a failed one leaves those before it done. One
 * process at a time runs them when `with-consensus` is set (MigrationTask, a lightweight transaction).
 */
export const cassandraRunner: RunnerModel = { transaction: 'none', holdsLock: false };
