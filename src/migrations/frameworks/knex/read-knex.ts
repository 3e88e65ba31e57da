import type { Migration, MigrationSet, RunnerModel, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { baseName, directoryOf, isWithin } from '../../finding/paths.js';
import { runDirection } from '../../javascript/directions.js';
import { migrationNameOf } from '../../javascript/migration-name.js';
import { migrationPrograms } from '../../javascript/migration-programs.js';
import { programMigration } from '../../javascript/program-migration.js';
import { hostValue } from '../../javascript/program-object.js';
import { booleanOf, entryOf } from '../../javascript/values.js';
import { placementOn } from '../../transaction-placement.js';
import { KnexConnection } from './connection.js';
import { knexSettings } from './knex-settings.js';

/**
 * `migrate.latest` puts all pending migrations into one transaction, unless one of them says `transaction: false` or the configuration
 * says `disableTransactions`; then each that wants one has its own (lib/migrations/migrate/Migrator.js). A row in
 * `knex_migrations_lock` is held meanwhile.
 */
export const knexRunner: RunnerModel = {
  transaction: 'all-migrations',
  transactionSwitch:
    '`exports.config = { transaction: false }`, or `disableTransactions` in the configuration',
  holdsLock: true,
};

/** Reads the migrations of a folder of Knex. */
export async function readKnex(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const programs = migrationPrograms(view);
  const { withoutTransactions } = await knexSettings(view);
  const isDisabled = withoutTransactions.some((file) => isWithin(set.directory, directoryOf(file)));
  const byDefault = placementOn(set.dialect, isDisabled ? 'none' : 'all-migrations');
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of set.files) {
    const program = await programs.open(path);
    if (!program) continue;
    const wanted = booleanOf(entryOf(program.exports.get('config'), 'transaction'));
    const transaction = transactionOf(wanted, isDisabled, set);
    const given: Value[] = [
      hostValue(new KnexConnection()),
      // Knex before 0.18 passed the class of promises.
      { kind: 'external', package: '', path: ['Promise'] },
    ];
    const run = { dialect: set.dialect, given };
    const read = await programMigration({
      set,
      program,
      ...migrationNameOf(baseName(path)),
      runner: { ...knexRunner, transaction: byDefault },
      transaction,
      up: await runDirection(program, program.exports.get('up'), run),
      down: await runDirection(program, program.exports.get('down'), run),
    });
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped };
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
