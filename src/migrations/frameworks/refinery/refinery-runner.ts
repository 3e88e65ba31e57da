import type { RunnerModel } from '../../../model/migration.js';

/**
 * refinery hands each migration to its driver, which opens a transaction around it; with `set_grouped(true)` all go into one. It takes no
 * lock and knows no way to do without (rust-db/refinery, `refinery_core/src/traits/sync.rs`, migrate; `refinery_core/src/drivers`).
 */
export const refineryRunner: RunnerModel = { transaction: 'per-migration', holdsLock: false };
