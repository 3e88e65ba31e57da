import type { RunnerModel } from '../../../model/migration.js';

/**
 * Alembic runs all scripts of one call in one transaction unless env.py asks for one each, and takes no lock of its own
 * (https://alembic.sqlalchemy.org/en/latest/api/runtime.html#alembic.runtime.environment.EnvironmentContext.configure).
 */
export const alembicRunner: RunnerModel = {
  transaction: 'all-migrations',
  transactionSwitch: '`with op.get_context().autocommit_block():`',
  holdsLock: false,
};
