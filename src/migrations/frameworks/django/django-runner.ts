import type { RunnerModel } from '../../../model/migration.js';

/**
 * Django runs each migration in a transaction where the database can roll schema changes back, and takes no lock of its own
 * (https://docs.djangoproject.com/en/stable/topics/migrations/#transactions).
 */
export const djangoRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`atomic = False` in the class',
  holdsLock: false,
};
