import type { ColumnDefinition, Dialect, OperationBody } from '../../../model/migration.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import { foldConstraints } from '../table-constraints.js';
import { readColumn } from './columns.js';
import { readTableConstraint } from './constraints.js';

/** Elements of CREATE TABLE that say nothing of columns or constraints. */
const otherElements: ReadonlySet<string> = new Set(['PERIOD', 'PROJECTION', 'LIKE', 'SUPPLEMENTAL']);

/** CREATE TABLE, with what its table constraints and keys add; the cursor stands behind TABLE. */
export function readCreateTable(
  cursor: TokenCursor,
  dialect: Dialect,
  temporary: boolean,
): readonly OperationBody[] {
  const guarded = cursor.take('IF', 'NOT', 'EXISTS');
  const table = cursor.expectQualifiedName('the name of the table');
  if (cursor.take('ON', 'CLUSTER') && cursor.name() === undefined) cursor.string();
  const partitionOf = cursor.take('PARTITION', 'OF') ? cursor.expectQualifiedName('the parent') : undefined;
  const elements = cursor.group();
  const rest = cursor.fork();
  rest.until((token) => token.word === 'SELECT' || token.word === 'WITH');
  const asSelect = rest.sees('SELECT') || cursor.sees('AS') || elements?.sees('SELECT') === true;
  if (!elements && !asSelect && cursor.done && partitionOf === undefined) cursor.fail('expected its columns');
  const columns: ColumnDefinition[] = [];
  const added: OperationBody[] = [];
  if (elements && !elements.sees('SELECT'))
    for (const element of elements.items(dialect === 'cassandra')) {
      if (element.done && dialect === 'clickhouse') continue;
      if (element.done) element.fail('expected a column');
      if (otherElements.has(element.word()) && !looksLikeColumn(element)) continue;
      const constraint = readTableConstraint(element, table, dialect);
      if (constraint) added.push(constraint);
      else columns.push(readColumn(element, dialect).definition);
    }
  const folded = foldConstraints(columns, added);
  return [
    {
      kind: 'createTable',
      table,
      columns: folded.columns,
      ...(temporary || table.startsWith('#') ? { temporary: true } : {}),
      ...(asSelect ? { asSelect: true } : {}),
      ...(partitionOf === undefined ? {} : { partitionOf }),
      ...(guarded ? { guarded: true } : {}),
    },
    ...folded.operations,
  ];
}

/** A column may be named `period`. */
function looksLikeColumn(element: TokenCursor): boolean {
  const word = element.word();
  return word === 'PERIOD' ? element.word(1) !== 'FOR' : word === 'PROJECTION' && element.word(2) !== '(';
}
