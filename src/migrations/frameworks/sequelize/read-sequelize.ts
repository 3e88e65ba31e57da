import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { hostValue } from '../../javascript/program-object.js';
import { readPrograms } from '../../javascript/read-programs.js';
import { SequelizeConnection, sequelizePackage } from './connection.js';
import { sequelizeRunner } from './sequelize-runner.js';

/** Reads the migrations of a folder of Sequelize. */
export async function readSequelize(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  return readPrograms(set, view, {
    runner: sequelizeRunner,
    given: () => [hostValue(new SequelizeConnection()), sequelizePackage],
  });
}
