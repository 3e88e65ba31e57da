import type { RunnerModel } from '../../../model/migration.js';

/** Evolve commits each script by itself and holds a lock on the database while it runs (Evolve.cs, EnableClusterMode). */
export const evolveRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`-- evolve-tx-off` in the first line of the script',
  holdsLock: true,
};
