import type { Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { directoryOf, isWithin } from '../../finding/paths.js';
import { hostValue } from '../../javascript/program-object.js';
import { readPrograms } from '../../javascript/read-programs.js';
import { booleanOf, entryOf } from '../../javascript/values.js';
import { placementOn } from '../../transaction-placement.js';
import { KnexConnection } from './connection.js';
import { knexSettings } from './knex-settings.js';
import { knexRunner } from './knex-runner.js';

/** Reads the migrations of a folder of Knex. */
export async function readKnex(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const { withoutTransactions } = await knexSettings(view);
  const isDisabled = withoutTransactions.some((file) => isWithin(set.directory, directoryOf(file)));
  return readPrograms(set, view, {
    runner: { ...knexRunner, transaction: placementOn(set.dialect, isDisabled ? 'none' : 'all-migrations') },
    given: () => [
      hostValue(new KnexConnection()),
      // Knex before 0.18 passed the class of promises.
      { kind: 'external', package: '', path: ['Promise'] },
    ],
    transaction: (program) =>
      transactionOf(booleanOf(entryOf(program.exports.get('config'), 'transaction')), isDisabled, set),
  });
}

function transactionOf(
  wanted: boolean | undefined,
  isDisabled: boolean,
  { dialect }: MigrationSet,
): TransactionPlacement {
  if (wanted === false) return 'none';
  if (isDisabled) return wanted === true ? placementOn(dialect, 'per-migration') : 'none';
  return placementOn(dialect, 'all-migrations');
}
