import type { Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { hostValue } from '../../javascript/program-object.js';
import { readPrograms } from '../../javascript/read-programs.js';
import { SequelizeConnection, sequelizePackage } from './connection.js';

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

/** Reads the migrations of a folder of Sequelize. */
export async function readSequelize(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  return readPrograms(set, view, {
    runner: sequelizeRunner,
    given: () => [hostValue(new SequelizeConnection()), sequelizePackage],
  });
}
