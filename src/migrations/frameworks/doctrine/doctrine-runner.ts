import type { RunnerModel } from '../../../model/migration.js';

/**
 * Doctrine puts each migration into a transaction unless it says otherwise, all of a run into one with `all_or_nothing`, and takes no lock
 * (DbalMigrator.php, Version/DbalExecutor.php). The setting `transactional` only changes what new migrations are generated with.
 */
export const doctrineRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`public function isTransactional(): bool { return false; }` in the class',
  holdsLock: false,
};
