import type { RunnerModel } from '../../../model/migration.js';

/** Nothing is known of who runs the files, so nothing is claimed of transactions. */
export const plainRunner: RunnerModel = { transaction: 'unknown', holdsLock: false };
