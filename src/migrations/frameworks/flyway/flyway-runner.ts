import type {
  Dialect,
  RunnerModel,
  SchemaOperation,
  TransactionPlacement,
} from '../../../model/migration.js';
import type { StatementCount } from '../../transaction-placement.js';
import { placementOn } from '../../transaction-placement.js';
import type { FlywaySettings } from './flyway-settings.js';

/**
 * Flyway runs each migration in a transaction where the engine can roll back schema changes, all pending ones in one with `group`
 * (flyway-core, DbMigrate.applyMigrations), and holds a lock of its own meanwhile (an advisory lock on PostgreSQL, GET_LOCK on MySQL).
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
 * Where the statements of a script run. On PostgreSQL Flyway itself recognises statements that cannot run in a transaction and leaves
 * it away when a script holds nothing else, or with `mixed`; without `mixed` it refuses a script with both, which stays marked as in a
 * transaction, because run it cannot (flyway-core, ParserSqlScript; PostgreSQLParser.detectCanExecuteInTransaction).
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
    if (dialect !== 'postgresql' || wanted === 'none') return wanted;
    const outside = operations.filter(isRecognised).length;
    return outside > 0 && (outside === operations.length || settings.mixed) ? 'none' : wanted;
  };
}

function isRecognised(operation: SchemaOperation): boolean {
  switch (operation.kind) {
    case 'createIndex':
    case 'dropIndex':
      return operation.concurrently;
    case 'vacuum':
      return true;
    case 'executeSql':
      return /database|tablespace|subscription|altersystem|discard/i.test(
        operation.statementKind.replaceAll(/[\s_-]/g, ''),
      );
    default:
      return false;
  }
}
