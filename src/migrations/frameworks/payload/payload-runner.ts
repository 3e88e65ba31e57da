import type { RunnerModel } from '../../../model/migration.js';

/** Each migration runs in a transaction of its own (https://payloadcms.com/docs/database/migrations, `initTransaction` in migrate.ts). */
export const payloadRunner: RunnerModel = { transaction: 'per-migration', holdsLock: false };
