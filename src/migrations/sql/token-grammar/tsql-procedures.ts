import type { OperationBody } from '../../../model/migration.js';
import { tokensOf } from '../../../syntax/sql/lexer.js';
import { TokenCursor } from '../../../syntax/sql/token-cursor.js';

/** SQL Server renames with a procedure: `EXEC sp_rename 'dbo.t.a', 'b', 'COLUMN'`. Undefined for every other procedure. */
export function readSpRename(statement: TokenCursor): OperationBody | undefined {
  const cursor = statement.fork();
  if (!cursor.takeAny('EXEC', 'EXECUTE')) return undefined;
  if (cursor.qualifiedName()?.toLowerCase().endsWith('sp_rename') !== true) return undefined;
  const [object, newName, kind] = cursor.items().map((item) => {
    if (item.peek()?.kind === 'parameter' && item.word(1) === '=') item.at += 2;
    return item.string();
  });
  if (object === undefined || newName === undefined) return undefined;
  const name =
    new TokenCursor(object, cursor.lexis, tokensOf(object, cursor.lexis)).qualifiedName() ?? object;
  const dot = name.lastIndexOf('.');
  const [table, part] = [name.slice(0, Math.max(dot, 0)), name.slice(dot + 1)];
  switch (kind?.toUpperCase()) {
    case 'COLUMN':
      return { kind: 'renameColumn', table, column: part, newName };
    case 'INDEX':
      return { kind: 'renameIndex', index: part, newName, table };
    case undefined:
    case 'OBJECT':
      return { kind: 'renameTable', table: name, newName };
    default:
      return undefined;
  }
}
