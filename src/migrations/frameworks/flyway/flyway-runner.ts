import type { Dialect, RunnerModel, TransactionPlacement } from '../../../model/migration.js';
import type { StatementCount } from '../../transaction-placement.js';
import { placementOn } from '../../transaction-placement.js';
import type { FlywaySettings } from './flyway-settings.js';
import { runsUnwrapped } from './unwrapped-statements.js';

/**
 * Flyway runs each migration in a transaction where the engine can roll back schema changes (supportsDdlTransactions of each Database
 * class), all pending ones in one with `group` (flyway/flyway, `flyway-core`, DbMigrate.applyMigrations). It holds a lock meanwhile:
 * pg_try_advisory_lock, GET_LOCK, sp_getapplock, LOCK TABLE on Oracle; none on SQLite (SQLiteTable.doLock).
 */
export const flywayRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: 'executeInTransaction=false in a .conf file beside the script',
  holdsLock: true,
};

/** The runner on an engine with the settings at hand. */
export function runnerOn(dialect: Dialect, settings: FlywaySettings): RunnerModel {
  return {
    ...flywayRunner,
    transaction: wantedPlacement(dialect, settings),
    holdsLock: dialect !== 'sqlite',
  };
}

function wantedPlacement(dialect: Dialect, settings: FlywaySettings): TransactionPlacement {
  if (!settings.executeInTransaction) return 'none';
  return placementOn(dialect, settings.group ? 'all-migrations' : 'per-migration');
}

/**
 * Where the statements of a script run. Flyway itself recognises statements that cannot run in a transaction and leaves it away when a
 * script holds nothing else, or with `mixed`; without `mixed` it refuses a script with both, which stays marked as in a transaction,
 * because run it cannot (flyway-core, ParserSqlScript).
 * @param own the script's own `executeInTransaction`.
 */
export function flywayPlacement(
  dialect: Dialect,
  settings: FlywaySettings,
  own: string | undefined,
): (reading: StatementCount) => TransactionPlacement {
  const wanted = wantedPlacement(dialect, settings);
  if (own !== undefined) return () => (own === 'true' ? wanted : 'none');
  return ({ operations }) => {
    if (wanted === 'none') return wanted;
    const outside = operations.filter((operation) => runsUnwrapped(dialect, operation)).length;
    return outside > 0 && (outside === operations.length || settings.mixed) ? 'none' : wanted;
  };
}
