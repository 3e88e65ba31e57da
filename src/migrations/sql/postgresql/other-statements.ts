import type { CommentStmt, GrantStmt, Node } from 'libpg-query';
import type { OperationBody } from '../../../model/migration.js';
import type { PostgresqlStatement } from '../../../syntax/sql/postgresql.js';
import { statementKindOf } from '../statement-kind.js';
import { as, listedName, tableName } from './nodes.js';
import { cursorOver } from './written-text.js';

/** A statement without a kind of its own: what it is in SQL's words, and the table that it names. */
export function otherStatement(statement: PostgresqlStatement, ending = ''): OperationBody {
  const kind = statementKindOf(cursorOver(statement));
  const table = namedTable(statement.node);
  return {
    kind: 'executeSql',
    statementKind: `${kind}${ending === '' ? '' : ` ${ending}`}`,
    ...(table === undefined || table === '' ? {} : { table }),
  };
}

function namedTable(node: Node): string | undefined {
  const comment = as(node, 'CommentStmt');
  if (comment) return commentedTable(comment);
  const grant = as(node, 'GrantStmt');
  if (grant) return grantedTable(grant);
  const related =
    as(node, 'RefreshMatViewStmt') ??
    as(node, 'ClusterStmt') ??
    as(node, 'CopyStmt') ??
    as(node, 'RuleStmt') ??
    as(node, 'AlterObjectSchemaStmt') ??
    as(node, 'AlterOwnerStmt') ??
    as(node, 'RenameStmt');
  if (related) return tableName(related.relation);
  const policy = as(node, 'CreatePolicyStmt') ?? as(node, 'AlterPolicyStmt');
  if (policy) return tableName(policy.table);
  const statistics = as(node, 'CreateStatsStmt');
  return statistics && tableName(as(statistics.relations?.[0], 'RangeVar'));
}

function commentedTable({ objtype, object }: CommentStmt): string | undefined {
  const parts = object ? listedName(object) : [];
  if (objtype === 'OBJECT_TABLE') return parts.join('.');
  const inTable = ['OBJECT_COLUMN', 'OBJECT_TABCONSTRAINT', 'OBJECT_TRIGGER', 'OBJECT_POLICY', 'OBJECT_RULE'];
  return inTable.includes(objtype ?? '') ? parts.slice(0, -1).join('.') : undefined;
}

function grantedTable({ objtype, objects }: GrantStmt): string | undefined {
  return objtype === 'OBJECT_TABLE' && objects?.length === 1
    ? tableName(as(objects[0], 'RangeVar'))
    : undefined;
}
