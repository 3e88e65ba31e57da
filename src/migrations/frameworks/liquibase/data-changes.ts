import type { OperationBody } from '../../../model/migration.js';
import type { ChangeReader } from './change-types.js';
import type { ChangelogNode } from './changelog-node.js';
import { childrenOf, valueOf } from './changelog-node.js';

function table(node: ChangelogNode): string {
  const schema = valueOf(node, 'schemaName');
  const name = valueOf(node, 'tableName') ?? '';
  return schema === undefined || schema.includes('${') ? name : `${schema}.${name}`;
}

function inserted(back: 'inverse' | 'none'): ChangeReader {
  return ({ node }) => {
    const body: OperationBody = { kind: 'changeData', table: table(node), change: 'insert', scope: 'by-key' };
    return { operations: [body], back };
  };
}

/** UPDATE and DELETE are written out as SQL, so that their condition is judged as everywhere. */
const update: ChangeReader = ({ node }) => {
  const columns = childrenOf(node, 'column', 'columns').map(
    (column) => `${quoted(valueOf(column, 'name') ?? '')} = 1`,
  );
  return {
    sql: `UPDATE ${quoted(table(node))} SET ${columns.join(', ') || 'x = 1'}${condition(node)}`,
    back: 'none',
  };
};

const remove: ChangeReader = ({ node }) => ({
  sql: `DELETE FROM ${quoted(table(node))}${condition(node)}`,
  back: 'none',
});

/** `where`, or a `whereParams` whose parameters (`:name`, `:value`) stand in it. */
function condition(node: ChangelogNode): string {
  const where = valueOf(node, 'where')?.trim();
  return where === undefined || where === ''
    ? ''
    : ` WHERE ${where.replaceAll(/(?<!:):(name|value)\b/g, 'x')}`;
}

/** Names are kept as they are unless they need quotes. */
function quoted(name: string): string {
  return name
    .split('.')
    .map((part) => (/^\w+$/.test(part) ? part : `"${part.replaceAll(/[`"[\]]/g, '')}"`))
    .join('.');
}

/** Changes of data. */
export const dataChanges: Readonly<Record<string, ChangeReader>> = {
  insert: inserted('none'),
  loadData: inserted('none'),
  loadUpdateData: inserted('none'),
  update,
  delete: remove,
};
