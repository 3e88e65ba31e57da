import type { Rule } from '../../model/rule.js';
import { ddlAndBackfillSameTransaction, unbatchedBackfill } from './backfills.js';
import {
  addColumnNotNullNoDefault,
  addColumnVolatileDefault,
  changeColumnType,
  setNotNullScan,
} from './columns.js';
import { dropColumn, dropTable, renameColumn, renameTable } from './compatibility.js';
import { addCheckNotValid, addForeignKeyNotValid, addUniqueConstraintBlocking } from './constraints.js';
import type { MigrationFacts } from './facts.js';
import { concurrentlyInTransaction, createIndexBlocking, dropIndexBlocking } from './indexes.js';
import { duplicateVersion } from './ordering.js';
import { addPrimaryKeyBlocking } from './primary-keys.js';
import { irreversibleInChange, missingDown, noopDown } from './reversibility.js';
import { columnChangeRebuildsTable } from './table-rebuilds.js';
import { validateInSameTransaction } from './validation.js';

/** Every rule on migrations, in the order of the reference. */
export const migrationRules: readonly Rule<MigrationFacts>[] = [
  createIndexBlocking,
  dropIndexBlocking,
  concurrentlyInTransaction,
  addColumnNotNullNoDefault,
  addColumnVolatileDefault,
  columnChangeRebuildsTable,
  changeColumnType,
  setNotNullScan,
  addCheckNotValid,
  addForeignKeyNotValid,
  validateInSameTransaction,
  addUniqueConstraintBlocking,
  addPrimaryKeyBlocking,
  dropColumn,
  dropTable,
  renameColumn,
  renameTable,
  ddlAndBackfillSameTransaction,
  unbatchedBackfill,
  missingDown,
  noopDown,
  irreversibleInChange,
  duplicateVersion,
];
