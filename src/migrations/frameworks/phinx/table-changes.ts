import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Call, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, booleanOf, textOf } from '../../../syntax/imperative/values.js';
import { writtenName, writtenNames } from '../../programs/written-name.js';
import { optionsOf } from './columns.js';

/** What stands where a name is known to the database only. */
const nameless = '?';

/** What a method of a table changes, columns' own definitions apart; undefined when it or its arguments are not known. */
export function tableChange(
  table: string,
  call: Call,
  dialect: Dialect,
): readonly OperationBody[] | undefined {
  const [first, second] = call.positional;
  switch (call.name) {
    case 'removeColumn': {
      const column = writtenName(first)?.name;
      return column === undefined ? undefined : [{ kind: 'dropColumn', table, column }];
    }
    case 'renameColumn': {
      const [column, newName] = [writtenName(first)?.name, writtenName(second)?.name];
      return column === undefined || newName === undefined
        ? undefined
        : [{ kind: 'renameColumn', table, column, newName }];
    }
    case 'addIndex':
      return addIndex(table, call, dialect);
    case 'removeIndex': {
      const columns = writtenNames(first);
      return columns && [{ kind: 'dropIndex', table, columns, concurrently: false }];
    }
    case 'removeIndexByName': {
      const index = writtenName(first)?.name;
      return index === undefined ? undefined : [{ kind: 'dropIndex', table, index, concurrently: false }];
    }
    case 'addForeignKey':
      return addForeignKey(table, call, 0, dialect);
    case 'addForeignKeyWithName':
      return addForeignKey(table, call, 1, dialect);
    case 'dropForeignKey': {
      const columns = writtenNames(first);
      const constraint = writtenName(second)?.name ?? (columns && keyName(table, columns, dialect));
      if (constraint === undefined) return undefined;
      return [{ kind: 'dropConstraint', table, constraint, constraintKind: 'foreign-key' }];
    }
    case 'drop':
      return [{ kind: 'dropTable', table }];
    case 'rename': {
      const newName = writtenName(first)?.name;
      return newName === undefined ? undefined : [{ kind: 'renameTable', table, newName }];
    }
    case 'changePrimaryKey':
      return changePrimaryKey(table, first, dialect);
    case 'changeComment':
      return [{ kind: 'executeSql', statementKind: 'comment', table }];
    default:
      return undefined;
  }
}

function addIndex(table: string, call: Call, dialect: Dialect): readonly OperationBody[] | undefined {
  const columns = writtenNames(argumentOf(call, 0, 'columns'));
  if (!columns) return undefined;
  const options = optionsOf(argumentOf(call, 1, 'options'));
  const type = textOf(options.get('type'))?.toLowerCase();
  const name =
    writtenName(options.get('name'))?.name ??
    (dialect === 'postgresql'
      ? `${table.slice(table.lastIndexOf('.') + 1)}_${columns.join('_')}`
      : undefined);
  return [
    {
      kind: 'createIndex',
      table,
      ...(name !== undefined && { index: name }),
      columns,
      unique: booleanOf(options.get('unique')) === true || type === 'unique',
      concurrently: booleanOf(options.get('concurrently')) === true && dialect === 'postgresql',
      ...(type !== undefined && type !== 'unique' && type !== 'index' && { method: type }),
    },
  ];
}

function addForeignKey(
  table: string,
  call: Call,
  from: number,
  dialect: Dialect,
): readonly OperationBody[] | undefined {
  const columns = writtenNames(argumentOf(call, from, 'columns'));
  const target = targetOf(argumentOf(call, from + 1, 'referencedTable'));
  if (!columns || target === undefined) return undefined;
  const options = optionsOf(argumentOf(call, from + 3, 'options'));
  const [onDelete, onUpdate] = [actionOf(options.get('delete')), actionOf(options.get('update'))];
  const constraint =
    (from === 1 ? writtenName(call.positional[0])?.name : writtenName(options.get('constraint'))?.name) ??
    (dialect === 'postgresql' ? keyName(table, columns, dialect) : undefined);
  return [
    {
      kind: 'addForeignKey',
      table,
      columns,
      references: {
        table: target,
        columns: writtenNames(argumentOf(call, from + 2, 'referencedColumns')) ?? ['id'],
        ...(onDelete !== undefined && { onDelete }),
        ...(onUpdate !== undefined && { onUpdate }),
      },
      ...(constraint !== undefined && { constraint }),
    },
  ];
}

/** The adapter's name of a key without one; MySQL makes its own, which Phinx looks up by the columns. */
function keyName(table: string, columns: readonly string[], dialect: Dialect): string {
  return dialect === 'postgresql'
    ? `${table.slice(table.lastIndexOf('.') + 1)}_${columns.join('_')}_fkey`
    : nameless;
}

function targetOf(value: Value | undefined): string | undefined {
  return writtenName(value?.kind === 'object' ? value.object.member?.('name') : value)?.name;
}

/** `CASCADE`, `SET_NULL`, `NO_ACTION`. */
function actionOf(value: Value | undefined): string | undefined {
  return textOf(value)?.toUpperCase().replaceAll('_', ' ');
}

function changePrimaryKey(
  table: string,
  value: Value | undefined,
  dialect: Dialect,
): readonly OperationBody[] | undefined {
  const constraint = dialect === 'postgresql' ? `${table}_pkey` : 'primary';
  const dropped: OperationBody = { kind: 'dropConstraint', table, constraint, constraintKind: 'primary-key' };
  if (value?.kind === 'null') return [dropped];
  const columns = writtenNames(value);
  return columns && [dropped, { kind: 'addPrimaryKey', table, columns }];
}
