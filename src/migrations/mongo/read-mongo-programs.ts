import type { Migration, MigrationSet, RunnerModel } from '../../model/migration.js';
import type { Reading } from '../../model/reading.js';
import type { RepositoryView } from '../../model/repository-view.js';
import type { Value } from '../../syntax/javascript/evaluate/value.js';
import type { MigrationProgram } from '../javascript/migration-programs.js';
import { hostValue } from '../javascript/program-object.js';
import { readPrograms } from '../javascript/read-programs.js';
import { mongoPackages, MongoDatabase } from './database.js';

/** Reads migrations that get a database of MongoDB, its client or a connection of Mongoose. */
export async function readMongoPrograms(
  set: MigrationSet,
  view: RepositoryView,
  runner: RunnerModel,
): Promise<Reading<Migration>> {
  return readPrograms(set, view, {
    runner,
    given: () => [hostValue(new MongoDatabase()), hostValue(new MongoDatabase())],
    packages: mongoPackages,
    entry,
  });
}

/** The export of that name, or the method of the class that is exported. */
async function entry(program: MigrationProgram, direction: 'up' | 'down'): Promise<Value | undefined> {
  const own = program.exports.get(direction);
  const [first] = program.classes;
  if (own !== undefined || first === undefined) return own;
  const member = await program.instance(first);
  return member(direction);
}
