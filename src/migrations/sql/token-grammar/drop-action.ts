import type { OperationBody } from '../../../model/migration.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import type { AlterContext } from './alter-context.js';

/**
 * DROP inside ALTER TABLE. `continued`: the verb stands further left (`DROP COLUMN a, b` of SQL Server). The primary key is dropped
 * without a name; the constraint is then given as PRIMARY, MySQL's name for it.
 */
export function readDropAction(
  cursor: TokenCursor,
  { table, dialect }: AlterContext,
  continued: boolean,
): readonly OperationBody[] {
  if (cursor.take('PRIMARY', 'KEY'))
    return [{ kind: 'dropConstraint', table, constraint: 'PRIMARY', constraintKind: 'primary-key' }];
  if (cursor.take('FOREIGN', 'KEY')) return [droppedConstraint(cursor, table, 'foreign-key')];
  if (cursor.sees('CHECK') && !cursor.sees('CHECK', 'CASCADE')) {
    cursor.at += 1;
    return [droppedConstraint(cursor, table, 'check')];
  }
  if (cursor.take('CONSTRAINT')) return [droppedConstraint(cursor, table)];
  const named = cursor.peek(1) !== undefined && cursor.peek(1)?.kind !== 'symbol';
  if (named && dialect !== 'cassandra' && dialect !== 'sqlite' && cursor.takeAny('INDEX', 'KEY'))
    return [droppedIndex(cursor, table)];
  if (
    named &&
    ['PARTITION', 'PROJECTION', 'STATISTICS', 'PERIOD', 'SYSTEM', 'UNUSED', 'DETACHED', 'PART'].includes(
      cursor.word(),
    )
  )
    return [{ kind: 'executeSql', statementKind: `ALTER TABLE DROP ${cursor.word()}`, table }];
  if (!continued || cursor.sees('COLUMN')) cursor.take('COLUMN');
  const guarded = cursor.take('IF', 'EXISTS');
  const list = cursor.group();
  const columns = list ? list.items() : [cursor];
  return columns.map((item) => {
    const column = item.expectName('the name of the column');
    const cascade = item.take('CASCADE') || cursor.take('CASCADE');
    return {
      kind: 'dropColumn',
      table,
      column,
      ...(cascade ? { cascade: true } : {}),
      ...(guarded ? { guarded: true } : {}),
    };
  });
}

function droppedConstraint(
  cursor: TokenCursor,
  table: string,
  constraintKind?: 'check' | 'foreign-key',
): OperationBody {
  const guarded = cursor.take('IF', 'EXISTS');
  const constraint = cursor.expectName('the name of the constraint');
  return {
    kind: 'dropConstraint',
    table,
    constraint,
    ...(constraintKind === undefined ? {} : { constraintKind }),
    ...(cursor.take('CASCADE') ? { cascade: true } : {}),
    ...(guarded ? { guarded: true } : {}),
  };
}

function droppedIndex(cursor: TokenCursor, table: string): OperationBody {
  const guarded = cursor.take('IF', 'EXISTS');
  const index = cursor.expectName('the name of the index');
  return { kind: 'dropIndex', index, concurrently: false, table, ...(guarded ? { guarded: true } : {}) };
}
