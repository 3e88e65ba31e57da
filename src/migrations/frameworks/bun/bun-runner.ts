import type { RunnerModel } from '../../../model/migration.js';

/**
 * bun runs files named `.tx.up.sql` in a transaction and all others without one, each stretch between `--bun:split` in one piece
 * (uptrace/bun, `migrate/migration.go`, Exec). Its lock is taken by the program that calls it (Migrator.Lock).
 */
export const bunRunner: RunnerModel = {
  transaction: 'none',
  transactionSwitch: 'the name: .tx.up.sql runs in a transaction',
  holdsLock: false,
};
