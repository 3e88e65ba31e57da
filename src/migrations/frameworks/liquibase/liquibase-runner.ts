import type { RunnerModel } from '../../../model/migration.js';

/**
 * Liquibase runs each change set in a transaction of its own (liquibase-core, ChangeSet.execute) and holds the row of
 * DATABASECHANGELOGLOCK, not a lock of the engine, meanwhile (https://docs.liquibase.com/concepts/tracking-tables/databasechangeloglock-table.html).
 */
export const liquibaseRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: 'runInTransaction="false" on the change set',
  holdsLock: true,
};
