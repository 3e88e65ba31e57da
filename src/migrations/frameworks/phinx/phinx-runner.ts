import type { RunnerModel } from '../../../model/migration.js';

/** Phinx begins a transaction before each migration and commits it behind, whatever the adapter (Migration/Manager/Environment.php). */
export const phinxRunner: RunnerModel = { transaction: 'per-migration', holdsLock: false };
