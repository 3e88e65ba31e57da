import type { RunnerModel } from '../../../model/migration.js';

/**
 * The command line sends each file as one `run_sql`, which the server runs in a transaction. `hasura migrate apply --no-transaction`
 * switches it off for all files, `--per-migration-transaction` for those whose first line says so; not on SQL Server
 * (hasura/graphql-engine, `cli/commands/migrate_apply.go`; `cli/migrate/migrate.go`, detectNoTransactionComment;
 * `cli/migrate/database/hasuradb/hasuradb.go`, Run). Several statements sent at once are in an implicit transaction on PostgreSQL still.
 * It takes no lock in the database (hasuradb.go, Lock).
 */
export const hasuraRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch:
    '-- hasura:no-transaction in the first line, and migrate apply --per-migration-transaction',
  holdsLock: false,
};
