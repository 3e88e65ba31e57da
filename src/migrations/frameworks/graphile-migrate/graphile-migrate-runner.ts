import type { RunnerModel } from '../../../model/migration.js';

/**
 * Graphile Migrate runs each migration in a transaction, without one when its body begins with `--! no-transaction` (graphile/migrate,
 * `src/header.ts`); the body goes to the server in one piece, under an advisory lock (`src/migration.ts`, runStringMigration;
 * `src/pgReal.ts`, withAdvisoryLock).
 */
export const graphileMigrateRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '--! no-transaction in the first line of the body',
  holdsLock: true,
};
