import type { RunnerModel } from '../../../model/migration.js';

/** grate and RoundhousE use no transaction unless they are told to, then one for the whole run; neither takes a lock (docs/ConfigurationOptions). */
export const grateRunner: RunnerModel = { transaction: 'none', holdsLock: false };
