import type { RunnerModel } from '../../../model/migration.js';

/**
 * MyBatis commits at the end of each script (mybatis/migrations, ScriptRunner.runScript). With `auto_commit=true` each statement commits
 * by itself, or what `send_full_script=true` sends in one piece. No lock.
 */
export const mybatisRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: 'auto_commit=true in the environment',
  holdsLock: false,
};
