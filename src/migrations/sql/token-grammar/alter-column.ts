import type { ColumnDefinition, OperationBody } from '../../../model/migration.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import { actionWords } from '../statement-kind.js';
import { composeType, partsOf } from '../column-type.js';
import { isNull, volatilityOf } from '../volatility.js';
import type { AlterContext } from './alter-context.js';
import { readColumn } from './columns.js';
import type { WrittenColumn } from './columns.js';

/**
 * MODIFY restates a whole column, so it is given as what it may change: the type, then whether it takes NULL (MySQL and MariaDB: a
 * column that does not repeat NOT NULL loses it; Oracle: what is not written stays), then the default if one is written. A default
 * that is lost by not being repeated is not given as dropDefault: most columns had none.
 */
export function readModify(cursor: TokenCursor, context: AlterContext): readonly OperationBody[] {
  const { table, dialect } = context;
  if (dialect === 'clickhouse' && !cursor.sees('COLUMN'))
    return [
      { kind: 'executeSql', statementKind: `ALTER TABLE MODIFY ${actionWords(cursor, 2)}`.trim(), table },
    ];
  if (cursor.sees('PARTITION') || cursor.sees('CONSTRAINT'))
    return [{ kind: 'executeSql', statementKind: `ALTER TABLE MODIFY ${cursor.word()}`, table }];
  cursor.take('COLUMN');
  cursor.take('IF', 'EXISTS');
  const list = cursor.group();
  return (list ? list.items() : [cursor]).flatMap((element) =>
    changes(readColumn(element, dialect), context),
  );
}

/** CHANGE is a rename, if the names differ, and a MODIFY of the new name. */
export function readChange(cursor: TokenCursor, context: AlterContext): readonly OperationBody[] {
  const { table, dialect } = context;
  cursor.take('COLUMN');
  cursor.take('IF', 'EXISTS');
  const column = cursor.expectName('the name of the column');
  const written = readColumn(cursor, dialect);
  const newName = written.definition.name;
  const renamed: readonly OperationBody[] =
    newName === column ? [] : [{ kind: 'renameColumn', table, column, newName }];
  return [...renamed, ...changes(written, context)];
}

function changes(
  { definition, saysNull, dropsDefault }: WrittenColumn,
  { table, dialect }: AlterContext,
): readonly OperationBody[] {
  const column = definition.name;
  const operations: OperationBody[] = [];
  if (definition.type !== '')
    operations.push({
      kind: 'changeColumnType',
      table,
      column,
      type: definition.type,
      ...collated(definition),
    });
  const restates = dialect === 'mysql' || dialect === 'mariadb' || dialect === 'unknown';
  if (saysNull || restates)
    operations.push({ kind: definition.nullable ? 'dropNotNull' : 'setNotNull', table, column });
  const value = definition.default;
  if (dropsDefault) operations.push({ kind: 'dropDefault', table, column });
  else if (value) operations.push({ kind: 'setDefault', table, column, default: value });
  if (definition.unique === true) operations.push({ kind: 'addUnique', table, columns: [column] });
  if (definition.primaryKey === true) operations.push({ kind: 'addPrimaryKey', table, columns: [column] });
  if (operations.length === 0)
    operations.push({ kind: 'executeSql', statementKind: 'ALTER TABLE MODIFY', table });
  return operations;
}

function collated({ collation }: ColumnDefinition): { collation?: string } {
  return collation === undefined ? {} : { collation };
}

/** ALTER [COLUMN] name …, and ALTER INDEX, CHECK or CONSTRAINT of MySQL. */
export function readAlterColumn(cursor: TokenCursor, context: AlterContext): readonly OperationBody[] {
  const { table, dialect } = context;
  if (['INDEX', 'CHECK', 'CONSTRAINT'].includes(cursor.word()))
    return [{ kind: 'executeSql', statementKind: `ALTER TABLE ALTER ${cursor.word()}`, table }];
  cursor.take('COLUMN');
  cursor.take('IF', 'EXISTS');
  const column = cursor.expectName('the name of the column');
  if (cursor.take('SET', 'DEFAULT')) {
    const expression = cursor.source;
    if (expression === '') cursor.fail('expected the default');
    if (isNull(expression)) return [{ kind: 'dropDefault', table, column }];
    return [
      {
        kind: 'setDefault',
        table,
        column,
        default: { expression, volatility: volatilityOf(expression, dialect) },
      },
    ];
  }
  if (cursor.take('DROP', 'DEFAULT')) return [{ kind: 'dropDefault', table, column }];
  if (cursor.take('SET', 'NOT', 'NULL')) return [{ kind: 'setNotNull', table, column }];
  if (cursor.take('DROP', 'NOT', 'NULL') || cursor.take('SET', 'NULL'))
    return [{ kind: 'dropNotNull', table, column }];
  const isType = cursor.take('TYPE') || cursor.take('SET', 'DATA', 'TYPE');
  if (isType) {
    const parts = partsOf(cursor.until((token) => token.word === 'USING' || token.word === 'COLLATE'));
    const using = cursor.take('USING') ? { using: cursor.source } : {};
    return [{ kind: 'changeColumnType', table, column, type: composeType(parts, dialect), ...using }];
  }
  // SQL Server, and H2, which has no dialect here and is read as what its text looks like.
  const others = dialect === 'sqlserver' ? ['ADD', 'DROP'] : ['SET', 'ADD', 'DROP', 'RESET', 'RESTART'];
  if (cursor.word() !== '' && !others.includes(cursor.word())) return alteredColumn(cursor, context, column);
  if (!['SET', 'ADD', 'DROP', 'RESET', 'RESTART'].includes(cursor.word()))
    cursor.fail('expected SET, DROP or TYPE');
  return [{ kind: 'executeSql', statementKind: `ALTER TABLE ALTER COLUMN ${actionWords(cursor, 2)}`, table }];
}

/** SQL Server: `ALTER COLUMN name type [NULL | NOT NULL]`; without either, the session decides, so nothing is said. */
function alteredColumn(cursor: TokenCursor, context: AlterContext, column: string): readonly OperationBody[] {
  const start = cursor.fork();
  start.at -= 1;
  const written = readColumn(start, context.dialect);
  return changes({ ...written, definition: { ...written.definition, name: column } }, context);
}
