import type { RunnerModel } from '../../../model/migration.js';

/**
 * Atlas runs each file in a transaction, all in one with `--tx-mode all`, or statement by statement where the call or the file says
 * `none`, under a lock of its own: in the database, for SQLite a file beside it (ariga/atlas, `cmd/atlas/internal/cmdapi/migrate.go`,
 * driverFor, modeFor; `sql/<engine>/driver.go`, Lock).
 */
export const atlasRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '-- atlas:txmode none',
  holdsLock: true,
};
