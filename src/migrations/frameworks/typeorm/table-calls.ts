import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import type { Effect } from '../../javascript/step.js';
import { booleanOf, entryOf, recordOf, textOf, textsOf } from '../../javascript/values.js';
import { changeColumn, columnNameOf } from './column-changes.js';
import { columnOf, enumTypes } from './columns.js';
import {
  checkBody,
  exclusionBody,
  foreignKeyBody,
  indexBody,
  itemsOf,
  tableBodies,
  uniqueBody,
} from './definitions.js';
import { defaultName } from './names.js';
import { observedPart, tableNameOf } from './schema-objects.js';

/** What a method does to a table; undefined when what it is given is not known. */
type TableCall = (table: string, call: ProgramCall) => readonly Effect[] | undefined;
type Bodies = readonly OperationBody[] | undefined;
type ConstraintKind = NonNullable<Extract<OperationBody, { kind: 'dropConstraint' }>['constraintKind']>;

const namedAs = {
  unique: 'unique',
  check: 'check',
  'foreign-key': 'foreignKey',
  'primary-key': 'primaryKey',
} as const;

/** The methods of a query runner that take a table first, singular and plural. */
export const tableCalls: ReadonlyMap<string, TableCall> = new Map<string, TableCall>([
  ['createTable', plain(createTable)],
  ['dropTable', plain(dropTable)],
  ['renameTable', plain(renameTable)],
  ['changeTableComment', plain((table) => [{ kind: 'executeSql', statementKind: 'COMMENT', table }])],
  ['clearTable', plain(clearTable)],
  ['addColumn', plain(addColumns)],
  ['addColumns', plain(addColumns)],
  ['renameColumn', plain(renameColumn)],
  ['changeColumn', changeOne],
  ['changeColumns', changeSeveral],
  ['dropColumn', plain(dropColumns)],
  ['dropColumns', plain(dropColumns)],
  ['createPrimaryKey', plain(createPrimaryKey)],
  ['updatePrimaryKeys', plain(updatePrimaryKeys)],
  ['dropPrimaryKey', plain(dropPrimaryKey)],
  ['createUniqueConstraint', each(uniqueBody)],
  ['createUniqueConstraints', each(uniqueBody)],
  ['dropUniqueConstraint', dropping('unique')],
  ['dropUniqueConstraints', dropping('unique')],
  ['createCheckConstraint', each(checkBody)],
  ['createCheckConstraints', each(checkBody)],
  ['dropCheckConstraint', dropping('check')],
  ['dropCheckConstraints', dropping('check')],
  ['createExclusionConstraint', each(exclusionBody)],
  ['createExclusionConstraints', each(exclusionBody)],
  ['dropExclusionConstraint', dropping(undefined)],
  ['dropExclusionConstraints', dropping(undefined)],
  ['createForeignKey', each(foreignKeyBody)],
  ['createForeignKeys', each(foreignKeyBody)],
  ['dropForeignKey', dropping('foreign-key')],
  ['dropForeignKeys', dropping('foreign-key')],
  ['createIndex', each(indexBody)],
  ['createIndices', each(indexBody)],
  ['dropIndex', plain(dropIndexes)],
  ['dropIndices', plain(dropIndexes)],
]);

function plain(bodies: (table: string, call: ProgramCall) => Bodies): TableCall {
  return (table, call) => bodies(table, call)?.map((body) => ({ body }));
}

/** Makes something of each item of the second argument; undefined when one of them is not known. */
function each(
  bodyOf: (table: string, value: Value, dialect: Dialect) => OperationBody | undefined,
): TableCall {
  return plain((table, call) =>
    all(itemsOf(call.argument(1)).map((value) => bodyOf(table, value, call.dialect))),
  );
}

function all(bodies: readonly (OperationBody | undefined)[]): Bodies {
  return bodies.length > 0 && bodies.every((body) => body !== undefined) ? bodies : undefined;
}

function createTable(table: string, call: ProgramCall): Bodies {
  const definition = call.argument(0);
  if (!recordOf(definition)) return undefined;
  const parts = {
    guarded: booleanOf(call.argument(1)) === true,
    foreignKeys: booleanOf(call.argument(2)) !== false,
    indices: booleanOf(call.argument(3)) !== false,
  };
  return tableBodies(table, definition, parts, call.dialect);
}

function dropTable(table: string, call: ProgramCall): Bodies {
  return [{ kind: 'dropTable', table, ...(booleanOf(call.argument(1)) === true && { guarded: true }) }];
}

function renameTable(table: string, call: ProgramCall): Bodies {
  const newName = tableNameOf(call.argument(1));
  return newName === undefined ? undefined : [{ kind: 'renameTable', table, newName }];
}

function clearTable(table: string, call: ProgramCall): Bodies {
  const cascade = booleanOf(entryOf(call.argument(1), 'cascade')) === true;
  return [{ kind: 'truncate', table, ...(cascade && { cascade }) }];
}

function addColumns(table: string, call: ProgramCall): Bodies {
  const columns = itemsOf(call.argument(1));
  const added = all(
    columns.map((value): OperationBody | undefined => {
      const definition = columnOf(table, value, call.dialect);
      return definition && { kind: 'addColumn', table, column: definition.name, definition };
    }),
  );
  return added && [...enumTypes(table, columns, call.dialect), ...added];
}

function dropColumns(table: string, call: ProgramCall): Bodies {
  return all(
    itemsOf(call.argument(1)).map((value): OperationBody | undefined => {
      const column = columnNameOf(value);
      const definition = columnOf(table, value, call.dialect);
      return column === undefined
        ? undefined
        : { kind: 'dropColumn', table, column, ...(definition && { definition }) };
    }),
  );
}

function renameColumn(table: string, call: ProgramCall): Bodies {
  const column = columnNameOf(call.argument(1));
  const newName = columnNameOf(call.argument(2));
  return column === undefined || newName === undefined
    ? undefined
    : [{ kind: 'renameColumn', table, column, newName }];
}

function changeOne(table: string, call: ProgramCall): readonly Effect[] | undefined {
  return changeColumn(table, call.argument(1), call.argument(2), call.dialect);
}

/** `changeColumns(table, [{ oldColumn, newColumn }])`. */
function changeSeveral(table: string, call: ProgramCall): readonly Effect[] | undefined {
  const changes = itemsOf(call.argument(1)).map((value) => {
    const before = entryOf(value, 'oldColumn');
    const after = entryOf(value, 'newColumn');
    return before && after && changeColumn(table, before, after, call.dialect);
  });
  return changes.length > 0 && changes.every((change) => change !== undefined) ? changes.flat() : undefined;
}

function createPrimaryKey(table: string, call: ProgramCall): Bodies {
  const columns = textsOf(call.argument(1));
  const constraint = textOf(call.argument(2));
  return (
    columns && [{ kind: 'addPrimaryKey', table, columns, ...(constraint !== undefined && { constraint }) }]
  );
}

function updatePrimaryKeys(table: string, call: ProgramCall): Bodies {
  const columns = itemsOf(call.argument(1)).map(columnNameOf);
  const names = columns.flatMap((name) => name ?? []);
  if (names.length !== columns.length || names.length === 0) return undefined;
  const constraint = defaultName('primaryKey', table, names);
  return [
    { kind: 'dropConstraint', table, constraint, constraintKind: 'primary-key' },
    { kind: 'addPrimaryKey', table, columns: names },
  ];
}

function dropPrimaryKey(table: string, call: ProgramCall): Bodies {
  const constraint = textOf(call.argument(1)) ?? '';
  return [{ kind: 'dropConstraint', table, constraint, constraintKind: 'primary-key' }];
}

/** Drops of constraints, by name, by definition, or by one that was looked up in the table. */
function dropping(constraintKind: ConstraintKind | undefined): TableCall {
  const kind = constraintKind === undefined ? 'exclusion' : namedAs[constraintKind];
  return plain((table, call) =>
    all(
      itemsOf(call.argument(1)).map((value): OperationBody | undefined => {
        const columns = observedPart(value)?.columns ?? textsOf(entryOf(value, 'columnNames')) ?? [];
        const constraint =
          textOf(value) ??
          textOf(entryOf(value, 'name')) ??
          (columns.length > 0 ? defaultName(kind, table, columns) : undefined);
        if (constraint === undefined && !observedPart(value)) return undefined;
        return {
          kind: 'dropConstraint',
          table,
          constraint: constraint ?? '',
          ...(constraintKind && { constraintKind }),
          ...(booleanOf(call.argument(2)) === true && { guarded: true }),
        };
      }),
    ),
  );
}

function dropIndexes(table: string, call: ProgramCall): Bodies {
  return all(
    itemsOf(call.argument(1)).map((value): OperationBody | undefined => {
      const columns = observedPart(value)?.columns ?? textsOf(entryOf(value, 'columnNames'));
      const index =
        textOf(value) ??
        textOf(entryOf(value, 'name')) ??
        (columns && columns.length > 0 ? defaultName('index', table, columns) : undefined);
      if (index === undefined && columns === undefined) return undefined;
      return {
        kind: 'dropIndex',
        table,
        ...(index !== undefined && { index }),
        ...(columns && columns.length > 0 && { columns }),
        concurrently: booleanOf(entryOf(value, 'isConcurrent')) === true,
        ...(booleanOf(call.argument(2)) === true && { guarded: true }),
      };
    }),
  );
}
