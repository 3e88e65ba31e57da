import type { RunnerModel } from '../../../model/migration.js';

/**
 * goose runs each file in a transaction of its own and, with `NO TRANSACTION`, statement by statement without one (pressly/goose,
 * `internal/sqlparser/parser.go`, `provider_run.go`). It takes a lock only when the program hands it a session or table locker.
 */
export const gooseRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '-- +goose NO TRANSACTION',
  holdsLock: false,
};
