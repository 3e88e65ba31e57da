import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Call } from '../../../syntax/imperative/values.js';
import { ColumnArguments } from './columns.js';

/**
 * What `AlterColumn` changes: its arguments give the column as it will be, those beginning with `old` as it was. Without the latter the type
 * is written again.
 */
export function alterations(
  call: Call,
  table: string,
  column: string,
  dialect: Dialect,
): readonly OperationBody[] {
  const given = new ColumnArguments(call, dialect);
  const clr = call.typeArguments[0] ?? '';
  const type = given.type(clr);
  const collation = given.collation();
  const retyped =
    !given.knowsOld || type !== given.type(given.oldClr ?? clr, true) || collation !== given.collation(true);
  const [nullable, wasNullable] = [given.nullable(), given.nullable(true)];
  const [fallback, before] = [given.default(), given.default(true)];
  const bodies: OperationBody[] = [];
  const oldType = given.knowsOld ? given.type(given.oldClr ?? clr, true) : '';
  if (retyped)
    bodies.push({
      kind: 'changeColumnType',
      table,
      column,
      type,
      ...(oldType !== '' && { from: oldType }),
      ...(collation !== undefined && { collation }),
    });
  // A column that gets a default with NOT NULL is filled first (SqlServerMigrationsSqlGenerator, AlterColumnOperation).
  if (given.knowsOld && !nullable && wasNullable && fallback && dialect === 'sqlserver')
    bodies.push({ kind: 'changeData', table, change: 'update', scope: 'filtered' });
  if (given.knowsOld && nullable !== wasNullable)
    bodies.push({ kind: nullable ? 'dropNotNull' : 'setNotNull', table, column });
  if (fallback && fallback.expression !== before?.expression)
    bodies.push({ kind: 'setDefault', table, column, default: fallback });
  if (!fallback && before) bodies.push({ kind: 'dropDefault', table, column });
  // Comments, annotations, computed columns: the column is altered, but nothing that lintel tells apart.
  return bodies.length > 0 ? bodies : [{ kind: 'executeSql', statementKind: 'ALTER TABLE', table }];
}
