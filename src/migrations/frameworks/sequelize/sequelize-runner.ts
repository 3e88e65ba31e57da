import type { RunnerModel } from '../../../model/migration.js';

/**
 * Neither sequelize-cli nor Umzug opens a transaction or takes a lock (https://sequelize.org/docs/v6/other-topics/migrations/): a
 * migration opens its own and hands it to each call.
 */
export const sequelizeRunner: RunnerModel = {
  transaction: 'none',
  transactionSwitch:
    '`{ transaction }` from `queryInterface.sequelize.transaction(…)` in each call puts it into one',
  holdsLock: false,
};
