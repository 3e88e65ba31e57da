import type { RunnerModel } from '../../../model/migration.js';

/**
 * bun runs files named `.tx.up.sql` in a transaction and all others without one, each stretch between `--bun:split` in one piece
 * (uptrace/bun, `migrate/migration.go`, newSQLMigrationFunc). Migrate takes no lock: the program that calls it may (`migrate/migrator.go`,
 * Migrator.Lock). Its sister for ClickHouse, chmigrate, reads the same names, with `--migration:split` (uptrace/uptrace,
 * `pkg/clickhouse/chmigrate/migration.go`).
 */
export const bunRunner: RunnerModel = {
  transaction: 'none',
  transactionSwitch: 'the name: .tx.up.sql runs in a transaction',
  holdsLock: false,
};
