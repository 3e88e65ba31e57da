import type { OperationBody } from '../../../model/migration.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';

/**
 * `UPDATE t USING TTL 60 SET …` and `DELETE a, b[1] FROM t …` of CQL. Both need the primary key, or the partition's, in their condition
 * (https://cassandra.apache.org/doc/latest/cassandra/developing/cql/dml.html), so they change rows by key.
 * @throws UnreadableSql when the table is missing.
 */
export function readCqlChange(statement: TokenCursor): OperationBody {
  const cursor = statement.fork();
  const change = cursor.sees('UPDATE') ? 'update' : 'delete';
  cursor.at += 1;
  if (change === 'delete') {
    cursor.until((token) => token.word === 'FROM');
    cursor.expect('FROM');
  }
  return { kind: 'changeData', table: cursor.expectQualifiedName('the table'), change, scope: 'by-key' };
}
