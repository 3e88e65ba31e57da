import type { RunnerModel } from '../../../model/migration.js';

/**
 * Sqitch hands each script to the database's own client, which commits each statement; scripts open their transactions themselves
 * (https://sqitch.org/docs/manual/sqitchtutorial/; sqitchers/sqitch, `lib/App/Sqitch/Engine.pm`, deploy_change). On PostgreSQL
 * (pg_advisory_lock) and MySQL (GET_LOCK) it holds a lock while it deploys, elsewhere none (lock_destination; try_lock in `Engine/*.pm`).
 */
export const sqitchRunner: RunnerModel = { transaction: 'none', holdsLock: true };
