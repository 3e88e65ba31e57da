import type { Rule } from '../../model/rule.js';
import { postgresqlExample } from './example.js';
import type { MigrationFacts } from './facts.js';
import { isUnnamed, operationRule } from './operation-rule.js';
import type { OperationContext } from './operation-rule.js';

const parallelChange = 'https://martinfowler.com/bliki/ParallelChange.html';
const orders = 'CREATE TABLE orders (id bigint PRIMARY KEY, total integer);';

/** A name without its schema. */
function bare(name: string): string {
  return name.split('.').at(-1)?.toLowerCase() ?? name;
}

/** Whether the same migration added the column: no release knows it. */
function addedBefore(
  { table, column }: { readonly table: string; readonly column: string },
  { before }: OperationContext,
): boolean {
  return before.some(
    (earlier) =>
      earlier.kind === 'addColumn' && bare(earlier.table) === bare(table) && earlier.column === column,
  );
}

/**
 * Whether the table that is dropped is the old copy of one that the same migration builds anew, the only way in which SQLite changes a
 * constraint (https://www.sqlite.org/lang_altertable.html#otheralter): the new copy is renamed to its name afterwards, or it was
 * renamed out of the way before and its old name is taken again. Also the guard in front that clears away what a broken run left.
 */
function isRebuild(table: string, { before, after }: OperationContext): boolean {
  if (after.some((later) => later.kind === 'renameTable' && bare(later.newName) === bare(table))) return true;
  const moved = before.find(
    (earlier) => earlier.kind === 'renameTable' && bare(earlier.newName) === bare(table),
  );
  if (moved?.kind !== 'renameTable') return false;
  const name = bare(moved.table);
  return [...before, ...after].some(
    (other) =>
      (other.kind === 'createTable' && bare(other.table) === name) ||
      (other.kind === 'renameTable' && bare(other.newName) === name),
  );
}

/**
 * What becomes of a table that the same migration makes anew after it dropped it: filled from elsewhere (a cache, a copy of other tables),
 * emptied before, so that nothing is lost, or empty; undefined when it is not made anew.
 */
function refill(
  table: string,
  { before, after, emptiedHere }: OperationContext,
): 'filled' | 'empty' | undefined {
  const made = after.find((later) => later.kind === 'createTable' && bare(later.table) === bare(table));
  if (made?.kind !== 'createTable') return undefined;
  const isFilled =
    made.asSelect === true ||
    emptiedHere(table) ||
    [...before, ...after].some(
      (other) =>
        other.kind === 'changeData' && other.change === 'insert' && bare(other.table) === bare(table),
    );
  return isFilled ? 'filled' : 'empty';
}

export const dropColumn: Rule<MigrationFacts> = operationRule({
  id: 'drop-column',
  severity: 'warning',
  summary: 'A column of an existing table is dropped.',
  why: 'While a release is rolled out, the code before it still runs: it selects and inserts the column, and fails. And the data is gone: a way back can restore the column, not what was in it.',
  whenNotToUse:
    'When the release before this one neither reads nor writes the column (and its ORM was told to ignore it). squawk, strong_migrations and Atlas (DS103) flag it always; eugene does not, as its lock is short: the danger is the running code.',
  sources: [parallelChange],
  bad: [postgresqlExample(orders, 'ALTER TABLE orders DROP COLUMN total;')],
  good: [postgresqlExample(`${orders}\nALTER TABLE orders DROP COLUMN total;`)],
  kinds: ['dropColumn'],
  flag: (operation, context) =>
    context.createdHere(operation.table) ||
    addedBefore(operation, context) ||
    context.droppedLater(operation.table) ||
    isUnnamed(operation.table)
      ? undefined
      : {
          message: `The running release may still use "${operation.table}.${operation.column}", and its data cannot be brought back.`,
          advice: 'Stop using it in one release (tell the ORM to ignore it), drop it in the next.',
        },
});

export const dropTable: Rule<MigrationFacts> = operationRule({
  id: 'drop-table',
  severity: 'error',
  summary: 'An existing table is dropped.',
  why: 'The release before this one may still use it, and its rows cannot be brought back by a way back.',
  whenNotToUse:
    'When no running release uses the table and its data is kept elsewhere or not needed. squawk and Atlas (DS102) flag it; strong_migrations and eugene do not. A table that the same migration makes anew and fills again is not flagged here, which squawk does; one that stays empty is a warning.',
  sources: [parallelChange],
  bad: [
    postgresqlExample(orders, 'DROP TABLE orders;'),
    postgresqlExample(orders, 'DROP TABLE orders;\nCREATE TABLE orders (id uuid PRIMARY KEY);'),
  ],
  good: [
    postgresqlExample('CREATE TABLE orders_copy (id bigint);\nDROP TABLE orders_copy;'),
    postgresqlExample(
      orders,
      'CREATE TABLE orders_new (id bigint PRIMARY KEY, total bigint);\nINSERT INTO orders_new SELECT * FROM orders;\nDROP TABLE orders;\nALTER TABLE orders_new RENAME TO orders;',
    ),
    postgresqlExample(
      orders,
      'ALTER TABLE orders RENAME TO orders_old;\nCREATE TABLE orders (id bigint PRIMARY KEY, total bigint);\nINSERT INTO orders SELECT * FROM orders_old;\nDROP TABLE orders_old;',
    ),
    postgresqlExample(
      `${orders}\nCREATE TABLE order_totals AS SELECT sum(total) AS total FROM orders;`,
      'DROP TABLE order_totals;\nCREATE TABLE order_totals AS SELECT sum(total) AS total, count(*) AS number FROM orders;',
    ),
  ],
  kinds: ['dropTable'],
  flag: (operation, context) => {
    if (
      context.createdHere(operation.table) ||
      isUnnamed(operation.table) ||
      isRebuild(operation.table, context)
    )
      return undefined;
    const refilled = refill(operation.table, context);
    if (refilled === 'filled') return undefined;
    // The usual guard in front of a CREATE TABLE: nothing of the running release is lost that is not made anew, but its rows are.
    const remade = context.after.some(
      (later) => later.kind === 'createTable' && later.table === operation.table,
    );
    if (remade && operation.guarded === true && !context.schema.has(operation.table)) return undefined;
    if (refilled === 'empty')
      return {
        severity: 'warning',
        message: `The table "${operation.table}" is made anew and nothing fills it: its rows are lost, and a way back cannot bring them.`,
        advice: 'Make the new table beside it, copy the rows, then swap the names.',
      };
    return {
      message: `The running release may still use the table "${operation.table}", and its rows cannot be brought back.`,
      advice: 'Stop using it in one release, rename it out of the way, drop it in a later one.',
    };
  },
});

export const renameColumn: Rule<MigrationFacts> = operationRule({
  id: 'rename-column',
  severity: 'error',
  summary: 'A column of an existing table is renamed in one step.',
  why: 'From this moment the release before this one asks for a column that is not there; before it, this release does.',
  whenNotToUse:
    'When the application is stopped while migrations run. squawk, strong_migrations and Atlas (BC102) flag it as well; eugene does not, as its lock is short: the danger is the running code.',
  sources: [parallelChange],
  bad: [postgresqlExample(orders, 'ALTER TABLE orders RENAME COLUMN total TO amount;')],
  good: [
    postgresqlExample(`${orders}\nALTER TABLE orders RENAME COLUMN total TO amount;`),
    postgresqlExample(
      orders,
      'ALTER TABLE orders ADD COLUMN sum_new integer;\nALTER TABLE orders RENAME COLUMN sum_new TO sum;',
    ),
  ],
  kinds: ['renameColumn'],
  flag: (operation, context) =>
    context.createdHere(operation.table) ||
    addedBefore(operation, context) ||
    context.droppedLater(operation.table) ||
    isUnnamed(operation.table)
      ? undefined
      : {
          message: `The running release asks for "${operation.table}.${operation.column}" and fails once it is called "${operation.newName}".`,
          advice: 'Add the new column, write both, move readers over, drop the old one in a later release.',
        },
});

export const renameTable: Rule<MigrationFacts> = operationRule({
  id: 'rename-table',
  severity: 'error',
  summary: 'An existing table is renamed in one step.',
  why: 'From this moment the release before this one asks for a table that is not there.',
  whenNotToUse:
    'When the application is stopped while migrations run, or a view of the old name is made in the same transaction. squawk, strong_migrations and Atlas (BC101) flag it as well. A swap of tables and a view of the old name are not flagged here; squawk flags them.',
  sources: [parallelChange],
  bad: [postgresqlExample(orders, 'ALTER TABLE orders RENAME TO purchases;')],
  good: [
    postgresqlExample(
      orders,
      'ALTER TABLE orders RENAME TO purchases;\nCREATE VIEW orders AS SELECT * FROM purchases;',
    ),
    postgresqlExample(`${orders}\nALTER TABLE orders RENAME TO purchases;`),
  ],
  kinds: ['renameTable'],
  flag: (operation, context) => {
    if (context.createdHere(operation.table) || isUnnamed(operation.table)) return undefined;
    // Swapping a rebuilt table in (SQLite's only way to alter one) leaves the old name in place.
    const replaced = [...context.before, ...context.after].some(
      (other) =>
        (other.kind === 'createView' && bare(other.view) === bare(operation.table)) ||
        (other.kind === 'createTable' && bare(other.table) === bare(operation.table)) ||
        (other.kind === 'renameTable' &&
          other !== operation &&
          bare(other.newName) === bare(operation.table)),
    );
    if (replaced) return undefined;
    return {
      message: `The running release asks for the table "${operation.table}" and fails once it is called "${operation.newName}".`,
      advice:
        'Make a view of the old name in the same transaction, or move over table by table: create, write both, switch readers, drop.',
    };
  },
});
