import type { DefElem, IndexStmt, Node, ReindexStmt } from 'libpg-query';
import type { OperationBody } from '../../../model/migration.js';
import type { PostgresqlStatement } from '../../../syntax/sql/postgresql.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import { as, tableName } from './nodes.js';
import { cursorOver, textBehind } from './written-text.js';

/** CREATE INDEX. The method is given when it is written; an expression stands for itself among the columns. */
export function createIndex(statement: PostgresqlStatement, index: IndexStmt): OperationBody {
  const cursor = cursorOver(statement);
  cursor.until((token) => token.word === 'ON');
  cursor.until((token) => token.word === 'USING' || token.word === '(');
  const method = cursor.sees('USING');
  cursor.until((token) => token.word === '(');
  const written = cursor.group()?.items() ?? [];
  const columns = (index.indexParams ?? []).map(
    (node, place) => as(node, 'IndexElem')?.name ?? expressionOf(written[place]),
  );
  return {
    kind: 'createIndex',
    table: tableName(index.relation),
    ...(index.idxname === undefined ? {} : { index: index.idxname }),
    columns,
    unique: index.unique === true,
    concurrently: index.concurrent === true,
    ...(method && index.accessMethod !== undefined ? { method: index.accessMethod } : {}),
    ...(index.whereClause ? { where: textBehind(statement, 'WHERE', index.whereClause) } : {}),
    ...(index.relation?.inh === true ? {} : { onlyParent: true }),
    ...(index.if_not_exists === true ? { guarded: true } : {}),
  };
}

const orderWords: ReadonlySet<string> = new Set(['ASC', 'DESC', 'NULLS']);

/** An indexed expression without its order: `lower(name) DESC NULLS LAST` → `lower(name)`. */
function expressionOf(item: TokenCursor | undefined): string {
  if (!item) return '';
  return item.fork().until((token) => orderWords.has(token.word)).source;
}

/** REINDEX of an index, table, schema, database or the system. */
export function reindex(statement: ReindexStmt): OperationBody {
  const target = statement.relation ? tableName(statement.relation) : (statement.name ?? '');
  return { kind: 'reindex', target, concurrently: isOn(option(statement.params, 'concurrently')) };
}

/** An option of a list such as `(FULL, VERBOSE false)`. */
export function option(options: readonly Node[] | undefined, name: string): DefElem | undefined {
  return options?.flatMap((node) => as(node, 'DefElem') ?? []).find(({ defname }) => defname === name);
}

/** Whether an option is written and not switched off. */
export function isOn(written: DefElem | undefined): boolean {
  if (!written) return false;
  const value = as(written.arg, 'String')?.sval ?? as(written.arg, 'Boolean')?.boolval;
  const number = as(written.arg, 'Integer');
  return value !== 'false' && value !== 'off' && !(number && (number.ival ?? 0) === 0);
}
