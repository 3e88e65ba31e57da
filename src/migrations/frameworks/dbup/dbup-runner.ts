import type { RunnerModel } from '../../../model/migration.js';

/** DbUp uses no transaction unless it is told to, and no lock (https://dbup.readthedocs.io/en/latest/more-info/transactions/). */
export const dbUpRunner: RunnerModel = { transaction: 'none', holdsLock: false };
