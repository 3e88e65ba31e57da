import type { RunnerModel } from '../../../model/migration.js';

/** Migrations run one after the other, without a transaction and without a lock (src/index.ts of ts-migrate-mongoose, `runMigrations`). */
export const mongooseRunner: RunnerModel = { transaction: 'none', holdsLock: false };
