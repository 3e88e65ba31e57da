import type { ColumnDefinition, OperationBody } from '../../model/migration.js';

/** The columns of a CREATE TABLE and what its table constraints leave over. */
export interface FoldedTable {
  readonly columns: readonly ColumnDefinition[];
  readonly operations: readonly OperationBody[];
}

/**
 * Gives table constraints on one column to that column, as if they had been written there: PRIMARY KEY always, UNIQUE and FOREIGN
 * KEY when they have no name. What has a name or several columns stays an operation of its own, so that a later DROP CONSTRAINT
 * finds it. Columns of a primary key are not null.
 */
export function foldConstraints(
  columns: readonly ColumnDefinition[],
  operations: readonly OperationBody[],
): FoldedTable {
  let folded = columns;
  const left: OperationBody[] = [];
  for (const operation of operations) {
    const single = 'columns' in operation && operation.columns?.length === 1;
    const column = 'columns' in operation ? operation.columns?.[0] : undefined;
    const has = folded.some(({ name }) => name === column);
    const own = single && has && !('constraint' in operation && operation.constraint !== undefined);
    if (operation.kind === 'addPrimaryKey') {
      folded = changed(folded, operation.columns, {
        nullable: false,
        ...(single ? { primaryKey: true } : {}),
      });
      if (!own) left.push(operation);
    } else if (operation.kind === 'addUnique' && own)
      folded = changed(folded, operation.columns, { unique: true });
    else if (operation.kind === 'addForeignKey' && own)
      folded = changed(folded, operation.columns, { references: operation.references });
    else if (operation.kind === 'setNotNull')
      folded = changed(folded, [operation.column], { nullable: false });
    else left.push(operation);
  }
  return { columns: folded, operations: left };
}

function changed(
  columns: readonly ColumnDefinition[],
  names: readonly string[],
  change: Partial<ColumnDefinition>,
): readonly ColumnDefinition[] {
  return columns.map((column) => (names.includes(column.name) ? { ...column, ...change } : column));
}
