import type { RunnerModel } from '../../../model/migration.js';

/** CakePHP's migrations ask the migration whether to begin a transaction (src/Migration/Environment.php). */
export const cakephpRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`public function useTransactions(): bool { return false; }` in the class',
  holdsLock: false,
};
