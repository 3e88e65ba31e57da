import type { RunnerModel } from '../../../model/migration.js';

/** aerich/__init__.py, `Command.upgrade`: each file in a transaction unless it says RUN_IN_TRANSACTION = False. */
export const aerichRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`RUN_IN_TRANSACTION = False` in the file',
  holdsLock: false,
};
